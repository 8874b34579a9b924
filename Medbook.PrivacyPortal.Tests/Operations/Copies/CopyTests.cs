using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Operations.Copies.Archive;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Copies;

public abstract class CopyTests(Provider provider) : ClinicTests(provider)
{
    [Fact]
    public async Task A_portability_copy_holds_what_the_person_provided_on_consent_or_contract_and_nothing_else()
    {
        var (copy, manifest) = await TakeAsync(await LinkedAsync("ada@example.org"));

        Assert.Equal(CopyStatus.Complete, manifest.Status);
        var visits = Rows(copy, "data/clinic/visits.json");
        Assert.Equal(["id", "day", "price", "doctor"], visits[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal(["2026-01-05", "2026-02-05"], visits.Select(v => v.GetProperty("day").GetString()));
        Assert.Equal(25.50m, visits[0].GetProperty("price").GetDecimal());
        // Security logs rest on a legitimate interest; the number was derived; a secret never leaves.
        Assert.DoesNotContain(copy.Entries, entry => entry.FullName.Contains("logs", StringComparison.Ordinal));
        Assert.Equal(["email", "name"], Rows(copy, "data/clinic/members.json")[0].EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task Structured_data_about_others_is_masked_and_free_text_waits_for_an_officer()
    {
        var (copy, manifest) = await TakeAsync(await LinkedAsync("ada@example.org"));

        Assert.All(Rows(copy, "data/clinic/visits.json"), visit => Assert.Equal("•••", visit.GetProperty("doctor").GetString()));
        Assert.Equal([new WithheldField("note", 1)], Dataset(manifest, "visits").Withheld);
        Assert.Contains("Your visits, Note: 1 text", Text(copy, "index.html"), StringComparison.Ordinal);
        Assert.DoesNotContain(copy.Entries, entry => Text(copy, entry.FullName).Contains("Else", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_text_that_is_empty_does_not_wait_and_one_that_was_released_no_longer_does()
    {
        await RunInClinicAsync("UPDATE visits SET note = 'About Else again' WHERE id = 2; INSERT INTO visits VALUES (9, 1, '2026-02-06', '1', NULL, ' ')");
        await LinkedAsync("ada@example.org");
        var (copy, manifest) = await WriteAsync(order => order with { Released = (source, dataset, field, value) => (source, dataset, field, value) is ("clinic", "visits", "note", "About Else again") });

        Assert.Equal([new WithheldField("note", 1)], Dataset(manifest, "visits").Withheld);
        Assert.Equal(["•••", "About Else again", " "], Rows(copy, "data/clinic/visits.json").Select(v => v.GetProperty("note").GetString()));
    }

    [Fact]
    public async Task A_text_that_an_officer_holds_back_waits_for_nobody_and_the_copy_says_so()
    {
        await LinkedAsync("ada@example.org");
        var (copy, manifest) = await WriteAsync(order => order with { Released = (_, _, _, _) => false, HeldBack = (_, _, _, value) => value is "Spoke of Else" });

        Assert.Equal([new WithheldField("note", 0, HeldBack: 1)], Dataset(manifest, "visits").Withheld);
        Assert.Contains("Some texts are held back", Text(copy, "index.html"), StringComparison.Ordinal);
        Assert.DoesNotContain("Some texts come later", Text(copy, "index.html"), StringComparison.Ordinal);
        Assert.DoesNotContain("Waits for a privacy officer", Text(copy, "index.html"), StringComparison.Ordinal);
        Assert.DoesNotContain(copy.Entries, entry => Text(copy, entry.FullName).Contains("Spoke of Else", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_supplement_holds_only_the_records_with_released_texts_by_key()
    {
        await RunInClinicAsync("UPDATE visits SET note = 'About Else again' WHERE id = 2");
        await LinkedAsync("ada@example.org");
        var (copy, manifest) = await WriteAsync(order => order with { OnlyReviewed = true, Released = (_, _, _, value) => value is "About Else again" });

        Assert.True(manifest.Supplement);
        Assert.Equal("""[{"id":2,"note":"About Else again"}]""", Text(copy, "data/clinic/visits.json"));
        Assert.DoesNotContain(copy.Entries, entry => entry.FullName.Contains("members", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Progress_is_told_at_each_kind_of_record_and_at_least_every_thousand_rows_and_never_falls()
    {
        var many = string.Join(',', Enumerable.Range(1000, 2500).Select(id => $"({id}, 1, '2026-01-05', '1', NULL, NULL)"));
        await RunInClinicAsync($"INSERT INTO visits VALUES {many}");
        await LinkedAsync("ada@example.org");
        var told = new List<CopyProgress>();
        var (_, manifest) = await WriteAsync(order => order with { OnProgress = (progress, _) => { told.Add(progress); return ValueTask.CompletedTask; } });

        Assert.Equal(Enumerable.Range(1, told[0].Parts), told.Select(p => p.Part).Distinct());
        Assert.Equal(told.Select(p => p.Records).Order(), told.Select(p => p.Records));
        Assert.Equal(2, told.Count(p => p.Dataset == "visits" && p.Records > 1));
        Assert.All(told, p => Assert.Equal(manifest.Sources.SelectMany(s => s.Datasets).Sum(d => d.Rows), p.TotalRecords));
    }

    [Fact]
    public async Task A_file_too_large_to_keep_meanwhile_is_written_from_a_second_reading_of_the_same_rows()
    {
        await LinkedAsync("ada@example.org");
        await RunInClinicAsync("ALTER TABLE members DROP COLUMN name; ALTER TABLE members ADD COLUMN name text");
        // More than is kept: one name, as long as that.
        await RunInClinicAsync($"UPDATE members SET name = '{new string('n', KeptBytes.Most + 1)}' WHERE id = 1");
        var (copy, manifest) = await WriteAsync(order => order);

        Assert.Equal(CopyStatus.Complete, manifest.Status);
        Assert.Equal($"email,name\r\nada@example.org,{new string('n', KeptBytes.Most + 1)}\r\n", Text(copy, "data/clinic/members.csv").TrimStart((char)0xfeff));
        copy.Dispose();
    }

    [Fact]
    public async Task Whoever_follows_the_progress_can_end_the_copy()
    {
        await LinkedAsync("ada@example.org");
        await Assert.ThrowsAsync<OperationCanceledException>(() => WriteAsync(order => order with
        {
            OnProgress = (progress, _) => progress.Dataset == "visits" ? throw new OperationCanceledException() : ValueTask.CompletedTask,
        }));
    }

    [Fact]
    public async Task Nothing_of_another_person_is_in_a_copy()
    {
        var (copy, _) = await TakeAsync(await LinkedAsync("ada@example.org"));
        var (others, _) = await TakeAsync(await LinkedAsync("ben@example.org"));

        Assert.Contains("ada@example.org", Text(copy, "data/clinic/members.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain(copy.Entries, entry => Text(copy, entry.FullName).Contains("ben@", StringComparison.Ordinal));
        Assert.DoesNotContain(others.Entries, entry => Text(others, entry.FullName).Contains("ada@", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cell_that_a_spreadsheet_would_run_is_neutralised_and_a_negative_number_stays_a_number()
    {
        await LinkedAsync("ada@example.org");
        using var access = await ExportAsync("ada@example.org", reviewed: true);
        await RunInClinicAsync("UPDATE members SET name = '=1+1' WHERE id = 1");
        using var again = await ExportAsync("ada@example.org", reviewed: true);

        Assert.Contains("'=1+1", Text(again, "data/clinic/members.csv"), StringComparison.Ordinal);
        Assert.Equal("=1+1", Rows(again, "data/clinic/members.json")[0].GetProperty("name").GetString());
        Assert.Contains(",-3,", Text(access, "data/clinic/visits.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_access_copy_holds_all_that_is_not_secret_and_reviewed_free_text()
    {
        await LinkedAsync("ada@example.org");
        using var copy = await ExportAsync("ada@example.org", reviewed: true);

        Assert.Contains("ada was here", Text(copy, "data/clinic/logs.json"), StringComparison.Ordinal);
        Assert.Contains("Spoke of Else", Text(copy, "data/clinic/visits.json"), StringComparison.Ordinal);
        Assert.DoesNotContain(copy.Entries, entry => Text(copy, entry.FullName).Contains("hash-of", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_export_finds_a_person_without_an_account_by_verified_address_and_says_when_there_is_none()
    {
        using var copy = await ExportAsync("ben@example.org", reviewed: false);
        Assert.Contains("ben@example.org", Text(copy, "data/clinic/members.json"), StringComparison.Ordinal);

        using var target = new MemoryStream();
        var nobody = await Get<ExportCopy>().RunAsync(TestActors.Operator(), "nobody@example.org", CopyKind.Access, false, null, target, None);
        Assert.IsType<NobodyWithAddress>(nobody.Problem);
        Assert.Equal(0, target.Length);
    }

    [Fact]
    public async Task A_source_that_is_gone_leaves_a_copy_that_says_so_in_the_manifest_and_in_words()
    {
        var ada = await LinkedAsync("ada@example.org");
        await RunInClinicAsync("ALTER TABLE visits RENAME TO elsewhere");
        var (copy, manifest) = await TakeAsync(ada);

        Assert.Equal(CopyStatus.Partial, manifest.Status);
        Assert.Equal(CopyStatus.Partial, manifest.Sources.Single(s => s.Name == "clinic").Status);
        Assert.Equal(CopyStatus.Failed, Dataset(manifest, "visits").Status);
        Assert.Equal(CopyStatus.Complete, Dataset(manifest, "members").Status);
        Assert.Contains("<h2>This copy is not complete</h2>", Text(copy, "index.html"), StringComparison.Ordinal);
        Assert.Contains("Missing or cut short: Your visits.", Text(copy, "index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_breaks_off_in_the_middle_leaves_whole_rows_and_a_copy_that_verifies()
    {
        var ada = await LinkedAsync("ada@example.org");
        // The second row cannot be read as the map says: the first one is in the copy, whole, and the manifest says there is more.
        await RunInClinicAsync("UPDATE visits SET day = 'not a day' WHERE id = 2");
        using var bytes = new MemoryStream();
        var manifest = await WriteAsync(bytes, ada.Subject!.Value, order => order);

        var visits = Dataset(manifest, "visits");
        Assert.Equal((CopyStatus.Partial, 1, null), (visits.Status, visits.Rows, visits.Csv));
        bytes.Position = 0;
        Assert.Empty((await Get<VerifyCopy>().RunAsync(TestActors.Operator(), bytes, null, None)).Value!.Differences);
    }

    [Fact]
    public async Task The_preview_counts_what_the_copy_then_holds()
    {
        var ada = await LinkedAsync("ada@example.org");
        var preview = (await Get<PreviewCopy>().RunAsync(ada, None)).Value!;
        var (_, manifest) = await TakeAsync(ada);

        var counted = preview.Counts.Single(count => count.Kind == CopyKind.Portability);
        Assert.Equal(manifest.Sources.SelectMany(s => s.Datasets).Sum(d => d.Rows), counted.Records);
        Assert.True(preview.Counts.Single(count => count.Kind == CopyKind.Access).Records > counted.Records);
    }

    private async Task<Actor> LinkedAsync(string email)
    {
        var person = await AddPersonAsync(email);
        Assert.True((await Get<LinkSubject>().RunAsync(person, person.Subject!.Value, None)).IsOk);
        return person;
    }

    private async Task<(ZipArchive Copy, CopyManifest Manifest)> TakeAsync(Actor who)
    {
        var bytes = new MemoryStream();
        var manifest = await WriteAsync(bytes, who.Subject!.Value, order => order);
        return (new ZipArchive(bytes, ZipArchiveMode.Read), manifest);
    }

    /// <summary>A copy as a run makes it, with what an order can say.</summary>
    private async Task<(ZipArchive Copy, CopyManifest Manifest)> WriteAsync(Func<CopyOrder, CopyOrder> change)
    {
        var bytes = new MemoryStream();
        var manifest = await WriteAsync(bytes, await ReadAsync(db => db.Subjects.Select(s => s.Key).SingleAsync()), change);
        return (new ZipArchive(bytes, ZipArchiveMode.Read), manifest);
    }

    private async Task<CopyManifest> WriteAsync(Stream target, SubjectKey subject, Func<CopyOrder, CopyOrder> change)
    {
        await using var db = await OpenAsync();
        var person = await PersonInSource.AllOfAsync(db, Get<SourceCatalog>(), subject, None);
        var register = (await Get<ReadRegister>().RunAsync(Actor.Portal, None)).Value!;
        return await Get<CopyWriter>().WriteAsync(change(new CopyOrder(CopyKind.Portability, person, register, Reviewed: false, Now)), target, None);
    }

    private async Task<ZipArchive> ExportAsync(string email, bool reviewed)
    {
        var bytes = new MemoryStream();
        var result = await Get<ExportCopy>().RunAsync(TestActors.Operator(), email, CopyKind.Access, reviewed, null, bytes, None);
        Assert.True(result.IsOk, result.Problem?.Code);
        return new ZipArchive(bytes, ZipArchiveMode.Read);
    }

    private static CopiedDataset Dataset(CopyManifest manifest, string id) =>
        manifest.Sources.Single(s => s.Name == "clinic").Datasets.Single(d => d.Id == id);

    private static List<JsonElement> Rows(ZipArchive copy, string path) =>
        [.. JsonDocument.Parse(Text(copy, path)).RootElement.EnumerateArray()];

    private static string Text(ZipArchive copy, string path)
    {
        using var reader = new StreamReader(copy.GetEntry(path)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    public sealed class OnSqlite() : CopyTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : CopyTests(Provider.PostgreSql);
}
