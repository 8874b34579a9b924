using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Tests.Operations.Copies;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>
/// Base of tests on copies that go wrong: Ada has enough records for several lines of progress, the clinic lies elsewhere
/// than the portal's data, and worker processes have a temporary folder of their own.
/// </summary>
public abstract class CopyFaultTests(Provider provider, Provider? clinic = null) : MadeCopyTests(provider, clinic)
{
    private readonly string elsewhere = TestFolders.Create("elsewhere");

    /// <summary>The temporary folder of worker processes.</summary>
    protected string Temporary { get; } = TestFolders.Create("tmp");

    protected override string ClinicFolder => elsewhere;

    // What stands in a copy is then seen by whoever finds its bytes, and its length is known.
    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [.. base.MoreSettings, new("Copies:Compression", "none")];

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        TestFolders.Delete(elsewhere);
        TestFolders.Delete(Temporary);
    }

    protected override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        services.AddLogging(logging => logging.AddFilter("Microsoft", LogLevel.Warning));
    }

    /// <summary>Gives Ada more visits.</summary>
    protected Task AddVisitsAsync(int count) => RunInClinicAsync($"""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
        INSERT INTO visits SELECT 1000000 + i, 1, '2026-01-05', '25.50', 'Dr. Else', NULL FROM n
        """);

    /// <summary>Gives a member of the clinic more log lines.</summary>
    /// <param name="count">How many.</param>
    /// <param name="text">What stands in each, before its number.</param>
    /// <param name="member">Whose they are; Ada's where nothing is said.</param>
    protected Task AddLogsAsync(int count, string text = "line", int member = 1) => RunInClinicAsync($"""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
        INSERT INTO logs SELECT {member} * 1000000 + i, {member}, '{text} ' || i FROM n
        """);

    /// <summary>An order to a worker process that begins now.</summary>
    private protected WorkerOrder Order(WorkerAct act, params IReadOnlyList<StopPoint> stops) =>
        new(Database.Provider, Database.ConnectionString, Database.Folder, new(MoreSettings), Now, act)
        {
            Subject = Ada.Subject!.Value.Value, Stops = stops,
        };

    private protected CopyProcess Start(WorkerOrder order, long? mostFileBytes = null) => CopyProcess.Start(order, Temporary, mostFileBytes);

    /// <summary>The portal's own binary, on this database and these folders.</summary>
    protected CommandLine Portal() => new CommandLine()
        .With("Database__Provider", Database.Provider == Provider.Sqlite ? "sqlite" : "postgresql")
        .With("DataFolder", Database.Folder).With("KeyFolder", Database.Folder + "-keys").With("LedgerFolder", Database.Folder + "-ledger")
        .With("ConnectionStrings__Portal", Database.ConnectionString).With("ConnectionStrings__clinic", Clinic)
        .With("DataMap__Path", Path.Combine(Database.Folder, "datamap.json")).With("Copies__Compression", "none")
        .With("TMPDIR", Temporary).With("DOTNET_EnableDiagnostics", "0");

    /// <summary>Kills a worker where it is told to stop.</summary>
    private protected async Task KillAsync(WorkerOrder order)
    {
        await using var worker = Start(order);
        await worker.ReachAsync(order.Stops[0]);
        await worker.KillAsync();
    }

    /// <summary>The copy is there once: whole, signed, told and written down once.</summary>
    protected async Task<DataCopy> AssertMadeOnceAsync(Guid id)
    {
        var copy = await RowAsync(id);
        Assert.Equal((CopyState.Ready, RunState.Done), (copy.State, (await RunOfAsync(id)).State));
        await AssertGenuineAsync(id);
        Assert.Single(await MailsAsync(), mail => mail.Body.Contains(id.ToString(), StringComparison.Ordinal));
        Assert.Equal(1, await AuditedAsync(id, AuditAction.CopyMade));
        return copy;
    }

    /// <summary>What the person downloads is what was written, and this portal signed it.</summary>
    protected async Task AssertGenuineAsync(Guid id)
    {
        var opened = await Get<OpenCopy>().RunAsync(Ada, id, None);
        Assert.Null(opened.Problem);
        await using var content = opened.Value!;
        await AssertGenuineAsync(content.Content);
    }

    /// <summary>An archive holds what its manifest says, and this portal signed it.</summary>
    protected async Task AssertGenuineAsync(Stream archive)
    {
        var keys = (await Get<ReadCopyKeys>().RunAsync(Actor.Visitor, None)).Value!;
        var check = (await Get<VerifyCopy>().RunAsync(TestActors.Operator(), archive, keys, None)).Value!;
        Assert.Empty(check.Differences);
        Assert.True(check.IsGenuine);
    }

    /// <summary>The copy could not be made: the person reads why, and neither byte nor key is left of it.</summary>
    protected async Task AssertFailedAsync(Guid id, CopyFailure why, string sentence)
    {
        Assert.Equal((CopyState.Failed, why), ((await RowAsync(id)).State, (await RowAsync(id)).Failure));
        Assert.Equal((RunState.Failed, why.Problem().Code), ((await RunOfAsync(id)).State, (await RunOfAsync(id)).Failure));
        Assert.Equal(why.Problem(), (await Get<ReadMyCopy>().RunAsync(Ada, id, None)).Value!.Failure);
        var mail = Assert.Single(await MailsAsync(), mail => mail.Subject == "We could not make your copy");
        Assert.Contains(sentence, mail.Body, StringComparison.Ordinal);
        Assert.Equal(1, await AuditedAsync(id, AuditAction.CopyFailed));
        await AssertTidyAsync();
    }

    /// <summary>The copy is there, signed, and says in row, mail and page that a part is missing.</summary>
    /// <param name="id">The copy.</param>
    /// <param name="dataset">The part; null for the whole clinic.</param>
    /// <param name="words">How the mail names it.</param>
    protected async Task<DataCopy> AssertPartialAsync(Guid id, string? dataset, string words)
    {
        var copy = await RowAsync(id);
        Assert.Equal((CopyState.Ready, CopyStatus.Partial), (copy.State, copy.Completeness));
        Assert.Equal(("clinic", dataset), copy.Missing.Select(part => (part.Source, part.Dataset)).Single());
        await AssertGenuineAsync(id);
        var mail = Assert.Single(await MailsAsync(), mail => mail.Body.Contains(id.ToString(), StringComparison.Ordinal));
        Assert.Equal("Your copy is ready, but not complete", mail.Subject);
        Assert.Contains(words, mail.Body, StringComparison.Ordinal);
        Assert.Single((await Get<ReadMyCopy>().RunAsync(Ada, id, None)).Value!.Missing);
        return copy;
    }

    /// <summary>Nothing stands in the way any more: a new copy is complete.</summary>
    protected async Task AssertMadeAgainAsync()
    {
        var id = await MadeAsync();
        Assert.Equal(CopyStatus.Complete, (await AssertMadeOnceAsync(id)).Completeness);
        await AssertTidyAsync();
    }

    protected Task<int> AuditedAsync(Guid id, AuditAction action) =>
        ReadAsync(db => db.AuditEntries.CountAsync(e => e.Reference == id.ToString() && e.Action == action));

    /// <summary>
    /// After the job that removes bytes: every file on the disk belongs to a copy that is ready, what was destroyed has
    /// neither byte nor key, nothing is half-written, and no folder holds anything else.
    /// </summary>
    protected async Task AssertTidyAsync()
    {
        Assert.True((await Get<RemoveVaultBytes>().RunAsync(Actor.Portal, None)).IsOk);
        var files = await ReadAsync(db => db.VaultFiles.ToListAsync());
        var ready = await ReadAsync(db => db.Copies.Where(c => c.State == CopyState.Ready).Select(c => c.FileId).ToListAsync());
        Assert.All(files, file => Assert.Equal(ready.Contains(file.Id) ? VaultFileState.Ready : VaultFileState.Destroyed, file.State));
        Assert.All(files, file => Assert.Equal(file.State == VaultFileState.Ready, file.WrappedKey is not null));
        Assert.All(files.Where(file => file.State == VaultFileState.Destroyed), file => Assert.NotNull(file.BytesGoneAt));
        Assert.Equal(ready.Order(), Vault.StoredIds().Order());
        Assert.Empty(Directory.EnumerateFileSystemEntries(Temporary));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Database.Folder).Select(Path.GetFileName)
            .Except(["vault", "datamap.json", "portal.db", "portal.db-wal", "portal.db-shm", "jobs.db", "jobs.db-wal", "jobs.db-shm", "jobs.db-journal"]));
    }
}
