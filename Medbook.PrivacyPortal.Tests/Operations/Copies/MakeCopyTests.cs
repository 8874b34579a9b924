using System.IO.Compression;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Operations.Copies.Archive;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Copies;

public abstract class MakeCopyTests(Provider provider) : MadeCopyTests(provider)
{
    private const string Midway = "dataset clinic/visits begun";

    [Fact]
    public async Task A_copy_is_made_in_the_vault_and_the_person_is_told()
    {
        var id = await MadeAsync();

        var copy = await RowAsync(id);
        Assert.Equal((CopyState.Ready, CopyStatus.Complete, Now, Now.AddDays(7)), (copy.State, copy.Completeness, copy.MadeAt, copy.ExpiresAt));
        Assert.Empty(copy.Missing);
        Assert.Contains(copy.Fingerprints, print => print is { Source: "clinic", Dataset: "visits", Rows: 2, Sha256.Length: 64 });
        Assert.Equal(copy.Records, copy.Fingerprints.Sum(print => print.Rows));
        var run = await RunOfAsync(id);
        Assert.Equal((RunState.Done, 1, copy.Records), (run.State, run.Tries, run.Records));
        var file = await ReadAsync(db => db.VaultFiles.SingleAsync(f => f.Id == copy.FileId));
        Assert.Equal(copy.Bytes, file.Length);
        await AssertNothingLeftButAsync(file.Id);
        var mail = Assert.Single(await MailsAsync());
        Assert.Equal(("ada@example.org", "Your copy is ready"), (mail.To, mail.Subject));
        Assert.Contains($"https://privacy.example.org/copies/{id}", mail.Body);
        Assert.Contains("9 March 2026 at 10:00", mail.Body);
        Assert.Equal([AuditAction.CopyAsked, AuditAction.CopyBegun, AuditAction.CopyMade], await ActionsAsync(id));
        Assert.False(await MakeAsync());
    }

    [Fact]
    public async Task The_phases_stand_in_the_log_without_a_value_of_the_person()
    {
        var id = await MadeAsync();

        var lines = Log.Lines.ToList();
        var phases = new[]
        {
            $"Copy {id}: claimed, try 1.", $"Copy {id}: file ", "Copy: dataset clinic/members begun.", "Copy: dataset clinic/members ended with 1 rows.",
            "Copy: index written.", "Copy: manifest written.", $"Copy {id}: file completed", $"Copy {id}: finished, Complete",
        }.Select(phase => lines.FindIndex(line => line.StartsWith(phase, StringComparison.Ordinal))).ToList();
        Assert.DoesNotContain(-1, phases);
        Assert.Equal(phases.Order(), phases);
        Assert.DoesNotContain(lines, line => line.StartsWith("Copy", StringComparison.Ordinal) && line.Contains("ada@example.org", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_copy_that_is_called_off_while_it_is_made_stops_and_leaves_neither_byte_nor_key()
    {
        var id = await AskAsync();
        Log.Once(Midway, async () =>
        {
            Assert.NotEmpty(Vault.StoredIds());
            Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.True((await Get<CancelCopy>().RunAsync(Ada, id, None)).IsOk);
            Assert.Equal(CopyState.Making, (await RowAsync(id)).State);
        });

        Assert.True(await MakeAsync());

        Assert.Equal((CopyState.Cancelled, RunState.Cancelled), ((await RowAsync(id)).State, (await RunOfAsync(id)).State));
        await AssertNothingLeftButAsync(null);
        Assert.Empty(await MailsAsync());
        Assert.Equal([AuditAction.CopyAsked, AuditAction.CopyBegun, AuditAction.CopyCancelled, AuditAction.CopyStopped], await ActionsAsync(id));
        Assert.False(await MakeAsync());
    }

    [Fact]
    public async Task A_copy_called_off_after_its_maker_died_is_not_made()
    {
        var id = await AskAsync();
        await DieAsync(Midway);
        Assert.True((await Get<CancelCopy>().RunAsync(Ada, id, None)).IsOk);
        Assert.Equal(CopyState.Making, (await RowAsync(id)).State);

        Clock.Advance(Run.LeaseTime);
        Assert.True(await MakeAsync());

        Assert.Equal(CopyState.Cancelled, (await RowAsync(id)).State);
        await AssertNothingLeftButAsync(null);
    }

    [Fact]
    public async Task Another_instance_takes_over_when_the_lease_runs_out_and_begins_anew()
    {
        var id = await AskAsync();
        await DieAsync(Midway);
        var abandoned = (await RowAsync(id)).FileId;
        Assert.False(await MakeAsync());

        Clock.Advance(Run.LeaseTime);
        Assert.True(await MakeAsync());

        var copy = await RowAsync(id);
        Assert.Equal((CopyState.Ready, 2), (copy.State, (await RunOfAsync(id)).Tries));
        Assert.NotEqual(abandoned, copy.FileId);
        await AssertNothingLeftButAsync(copy.FileId);
        Assert.Single(await MailsAsync());
    }

    [Theory]
    [InlineData(Midway)]
    [InlineData("file completed")]
    public async Task The_end_of_an_instance_that_was_thought_dead_is_refused(string when)
    {
        var id = await AskAsync();
        Guid? winner = null;
        Log.Once(when, async () =>
        {
            // The lease of the first is over for everybody else, and it does not know.
            await ReadAsync(db => db.Runs.ExecuteUpdateAsync(run => run.SetProperty(r => r.LeasedUntil, Now)));
            Assert.True(await MakeAsync());
            winner = (await RowAsync(id)).FileId;
        });

        Assert.True(await MakeAsync());

        Assert.Equal((CopyState.Ready, winner), ((await RowAsync(id)).State, (await RowAsync(id)).FileId));
        await AssertNothingLeftButAsync(winner);
        Assert.Single(await MailsAsync());
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.CopyMade)));
    }

    [Fact]
    public async Task A_copy_that_dies_each_time_is_given_up_and_the_person_is_told()
    {
        var id = await AskAsync();
        for (var i = 0; i < Run.MaxTries; i++)
        {
            await DieAsync(Midway);
            Clock.Advance(Run.LeaseTime);
        }

        Assert.True(await MakeAsync());

        var copy = await RowAsync(id);
        Assert.Equal((CopyState.Failed, CopyFailure.Interrupted), (copy.State, copy.Failure));
        Assert.Equal("copy.interrupted", (await RunOfAsync(id)).Failure);
        await AssertNothingLeftButAsync(null);
        Assert.Equal("We could not make your copy", Assert.Single(await MailsAsync()).Subject);
        Assert.False(await MakeAsync());
    }

    [Fact]
    public async Task An_instance_that_is_shut_down_lets_go_and_the_next_one_begins_at_once()
    {
        var id = await AskAsync();
        using var shutdown = new CancellationTokenSource();
        Log.Once(Midway, shutdown.CancelAsync);

        Assert.True(await MakeAsync(shutdown.Token));

        Assert.Equal((CopyState.Waiting, RunState.Waiting, 0), ((await RowAsync(id)).State, (await RunOfAsync(id)).State, (await RunOfAsync(id)).Tries));
        await AssertNothingLeftButAsync(null);
        Assert.True(await MakeAsync());
        Assert.Equal(CopyState.Ready, (await RowAsync(id)).State);
    }

    [Fact]
    public async Task Progress_is_written_at_most_once_a_second()
    {
        var id = await AskAsync();
        var seen = new List<int>();
        Log.OnLine = line =>
        {
            if (!line.Contains(" begun.", StringComparison.Ordinal) || !line.Contains("dataset ", StringComparison.Ordinal)) return;
            seen.Add(Task.Run(() => RunOfAsync(id)).GetAwaiter().GetResult().Part);
            if (line.Contains(Midway, StringComparison.Ordinal)) Clock.Advance(TimeSpan.FromSeconds(1));
        };

        Assert.True(await MakeAsync());

        // Clinic: members, visits, logs. What is told as the visits begin is the first that stands in the row.
        Assert.Equal([0, 0, 2, 2], seen.Take(4));
        var run = await RunOfAsync(id);
        Assert.Equal((run.Parts, run.TotalRecords), (run.Part, run.Records));
    }

    [Fact]
    public async Task A_partial_copy_is_delivered_and_says_what_is_missing()
    {
        await RunInClinicAsync("ALTER TABLE visits RENAME TO elsewhere");

        var id = await MadeAsync();

        var copy = await RowAsync(id);
        Assert.Equal((CopyState.Ready, CopyStatus.Partial), (copy.State, copy.Completeness));
        var mail = Assert.Single(await MailsAsync());
        Assert.Equal("Your copy is ready, but not complete", mail.Subject);
        Assert.Contains(": Your visits", mail.Body);
        Assert.DoesNotContain("Your account", mail.Body);
        var seen = (await Get<ReadMyCopy>().RunAsync(Ada, id, None)).Value!;
        Assert.Equal("Your visits", Assert.Single(seen.Missing).Dataset!.En);
    }

    [Fact]
    public async Task Where_a_whole_source_is_gone_the_rest_is_delivered_and_the_source_is_named()
    {
        await LoseClinicAsync();

        var id = await MadeAsync();

        var copy = await RowAsync(id);
        Assert.Equal((CopyState.Ready, CopyStatus.Partial), (copy.State, copy.Completeness));
        Assert.True(copy.Records > 0);
        Assert.Equal(("clinic", null), (Assert.Single(copy.Missing).Source, copy.Missing[0].Dataset));
        Assert.Matches("(?m)^- clinic\r?$", Assert.Single(await MailsAsync()).Body);
    }

    [Fact]
    public async Task Where_nothing_could_be_read_there_is_no_copy()
    {
        await LoseClinicAsync();

        var id = await MadeAsync(CopyKind.Portability);

        var copy = await RowAsync(id);
        Assert.Equal((CopyState.Failed, CopyFailure.SourcesUnavailable), (copy.State, copy.Failure));
        Assert.IsType<CopySourcesUnavailable>((await Get<ReadMyCopy>().RunAsync(Ada, id, None)).Value!.Failure);
        Assert.Contains("We could not read your data.", Assert.Single(await MailsAsync()).Body);
        await AssertNothingLeftButAsync(null);
    }

    [Fact]
    public async Task A_vault_that_cannot_be_written_fails_the_copy_with_a_reason()
    {
        // Where the vault's folder should be lies a file.
        await File.WriteAllTextAsync(Path.Combine(Database.Folder, "vault"), "");

        var id = await MadeAsync();

        Assert.Equal((CopyState.Failed, CopyFailure.VaultUnavailable), ((await RowAsync(id)).State, (await RowAsync(id)).Failure));
        Assert.Contains("did not work", Assert.Single(await MailsAsync()).Body);
        Assert.Equal(0, await ReadAsync(db => db.VaultFiles.CountAsync(f => f.WrappedKey != null)));
        Assert.False(await MakeAsync());
    }

    [Theory]
    [InlineData("nl-BE", "Uw kopie is klaar", "tot 9 maart 2026 om 10:00")]
    [InlineData("fr-BE", "Votre copie est prête", "jusqu’au 9 mars 2026 à 10:00")]
    public async Task A_copy_and_its_mail_are_in_the_language_of_the_account(string language, string subject, string until)
    {
        await ReadAsync(db => db.Users.ExecuteUpdateAsync(user => user.SetProperty(u => u.Language, language)));

        var id = await MadeAsync();

        var mail = Assert.Single(await MailsAsync());
        Assert.Equal((subject, language), (mail.Subject, mail.Language));
        Assert.Contains(until, mail.Body);
        await using var copy = (await Get<OpenCopy>().RunAsync(Ada, id, None)).Value!;
        await using var zip = new ZipArchive(copy.Content, ZipArchiveMode.Read, leaveOpen: true);
        using var manifest = new StreamReader(await zip.GetEntry(CopyManifest.FileName)!.OpenAsync());
        Assert.Contains($"\"language\": \"{language}\"", await manifest.ReadToEndAsync());
    }

    [Fact]
    public async Task Ten_copies_asked_for_at_once_wait_for_each_other_and_all_are_made()
    {
        var people = new List<Actor>();
        for (var i = 0; i < 5; i++) people.Add(await AddPersonAsync($"person{i}@example.org"));
        await Task.WhenAll(people.SelectMany(person => new[] { CopyKind.Access, CopyKind.Portability }.Select(kind => Task.Run(() => AskAsync(kind, person)))));

        // Two instances, each one copy at a time.
        var made = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            while (await MakeAsync()) count++;
            return count;
        })));

        Assert.Equal(10, made.Sum());
        Assert.Equal(10, await ReadAsync(db => db.Copies.CountAsync(c => c.State == CopyState.Ready)));
        Assert.Equal(10, await ReadAsync(db => db.Runs.CountAsync(r => r.State == RunState.Done && r.Tries == 1)));
        Assert.Equal(10, Vault.StoredIds().Count());
    }

    [Fact]
    public async Task Texts_that_wait_ask_for_an_officer_in_the_transaction_that_finishes_the_copy()
    {
        var id = await MadeAsync();

        Assert.Equal(1, (await RowAsync(id)).WithheldTexts);
        Assert.Equal(id, await ReadAsync(db => db.CopyReviews.Select(review => review.Copy).SingleAsync()));
    }

    [Fact]
    public async Task Only_the_portal_makes_copies()
    {
        foreach (var nobody in new[] { Ada, TestActors.Officer(), TestActors.Operator(), Actor.Visitor })
        {
            Assert.IsType<NotPermitted>((await Get<MakeCopy>().RunAsync(nobody, None)).Problem);
            Assert.IsType<NotPermitted>((await Get<ExpireCopies>().RunAsync(nobody, None)).Problem);
        }
    }

    private async Task LoseClinicAsync()
    {
        foreach (var table in new[] { "members", "visits", "logs" }) await RunInClinicAsync($"ALTER TABLE {table} RENAME TO {table}_elsewhere");
    }

    // The process is gone in the middle of a copy: nothing is tidied up, the row says Running until its lease runs out.
    private async Task DieAsync(string when)
    {
        Log.OnLine = line =>
        {
            if (line.Contains(when, StringComparison.Ordinal)) throw new InvalidOperationException("killed");
        };
        await Assert.ThrowsAnyAsync<Exception>(() => MakeAsync());
        Log.OnLine = null;
    }

    private Task<List<AuditAction>> ActionsAsync(Guid id) =>
        ReadAsync(db => db.AuditEntries.Where(e => e.Reference == id.ToString()).OrderBy(e => e.Id).Select(e => e.Action).ToListAsync());

    public sealed class OnSqlite() : MakeCopyTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : MakeCopyTests(Provider.PostgreSql);
}
