using System.Text.Json;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Research.Extracts;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Research.Extracts;

/// <summary>What is read for an extract, what is counted, and what leaves.</summary>
public abstract class MadeExtractTests(Provider provider) : ExtractTests(provider)
{
    [Fact]
    public async Task What_leaves_is_coarse_and_has_a_pseudonym_and_nothing_else()
    {
        await AddPeopleAsync(12);

        var extract = await ReleasedAsync();

        Assert.Equal(ExtractState.Released, extract.State);
        var files = await FilesAsync(extract.Id);
        Assert.Equal(["data/hospital/members.csv", "data/hospital/visits.csv", "manifest.json", "manifest.sig"], files.Keys);
        var members = Lines(files["data/hospital/members.csv"]);
        Assert.Equal("person,born,town", members[0]);
        Assert.Equal(12, members.Length - 1);
        Assert.All(members.Skip(1), line => Assert.Matches("^[0-9a-f]{32},19[78]0,[12]$", line));
        // By pseudonym, so that the order says nothing.
        Assert.Equal(members.Skip(1).Order(StringComparer.Ordinal), members.Skip(1));
        var visits = Lines(files["data/hospital/visits.csv"]);
        Assert.Equal("person,kind,minutes", visits[0]);
        Assert.Equal(24, visits.Length - 1);
        // A cell that a spreadsheet would run is neutralised, and a number stays one.
        Assert.Contains(visits, line => line.EndsWith(",\"'=cmd\",-30", StringComparison.Ordinal));
        Assert.Contains(visits, line => line.EndsWith(",ward,0", StringComparison.Ordinal));
        Assert.All(files.Values, text => Assert.DoesNotMatch("Quaxilmo|example\\.org|Zwyrktown|Plimvrox", text));
        Assert.All(People, subject => Assert.All(files.Values, text => Assert.DoesNotContain(subject.ToString(), text, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_manifest_says_what_leaves_how_coarse_and_that_it_is_still_personal_data()
    {
        await AddPeopleAsync(12);

        var extract = await ReleasedAsync(format: ExtractFormat.JsonLines);

        var files = await FilesAsync(extract.Id);
        var manifest = JsonDocument.Parse(files["manifest.json"]).RootElement;
        Assert.StartsWith("This is still personal data", manifest.GetProperty("notice").GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("Dit zijn nog altijd persoonsgegevens", manifest.GetProperty("notice").GetProperty("nl").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("Ce sont toujours des données", manifest.GetProperty("notice").GetProperty("fr").GetString(), StringComparison.Ordinal);
        Assert.Equal((3, 12, 0, 4, 3), (Number("k"), Number("people"), Number("leftOut"), Number("classes"), Number("smallestClass")));
        var file = manifest.GetProperty("files")[1];
        Assert.Equal(("data/hospital/visits.jsonl", 24), (file.GetProperty("path").GetString(), file.GetProperty("rows").GetInt32()));
        Assert.Equal("band", file.GetProperty("fields")[1].GetProperty("rule").GetString());
        var rows = files["data/hospital/visits.jsonl"].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(24, rows.Count);
        Assert.All(rows, row => Assert.Equal(["person", "kind", "minutes"], row.EnumerateObject().Select(property => property.Name)));
        Assert.All(rows, row => Assert.Equal(JsonValueKind.Number, row.GetProperty("minutes").ValueKind));

        int Number(string name) => manifest.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task Who_is_in_a_class_that_is_too_small_is_left_out_whole()
    {
        await AddPeopleAsync(16);
        await RunInHospitalAsync("UPDATE members SET born = '1931-05-05' WHERE id = 7");

        var extract = await ReleasedAsync();

        Assert.Equal((16, 1, 15), (extract.Figures.People, extract.Figures.Suppressed, extract.Figures.Kept));
        Assert.DoesNotContain(await PseudonymOfAsync(People[6]), await PseudonymsInAsync(extract.Id));
        Assert.All((await FilesAsync(extract.Id)).Values, text => Assert.DoesNotContain("1930", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_records_tell_somebody_apart_together()
    {
        var fields = Fields.Select(field => field.Field == "kind" ? field with { IsQuasiIdentifier = true } : field).ToList();
        await AddPeopleAsync(16);
        var study = await PublishAsync(Plan() with { Fields = fields, MostSuppressed = 50 });
        await AgreeAsync(study, People);
        // Each kind alone is shared by all; both of one and a third of the other are one person's.
        await RunInHospitalAsync("INSERT INTO visits (member_id, kind, minutes) VALUES (3, 'ward', 1), (4, 'night', 1)");

        var extract = await PreparedAsync(study);

        // The same kinds twice are the same kinds; another kind is another class.
        Assert.Equal((16, 1), (extract.Figures.People, extract.Figures.Suppressed));
        Assert.Equal(MemberState.Suppressed, (await MembersAsync(extract.Id)).Single(member => member.Subject == People[3]).State);
    }

    [Fact]
    public async Task More_left_out_than_the_study_allows_refuses_the_extract_and_nothing_of_it_stays()
    {
        await AddPeopleAsync(16);
        await RunInHospitalAsync("UPDATE members SET born = (1900 + id * 10) || '-01-01' WHERE id <= 4");

        var extract = await PreparedAsync();

        Assert.Equal((ExtractState.Refused, ExtractFailure.TooManySuppressed), (extract.State, extract.Failure));
        Assert.Equal((16, 25), (extract.Figures.People, extract.Figures.SuppressedPercent));
        Assert.Equal("extract.too-many-suppressed", await ReadAsync(db => db.Runs.Select(run => run.Failure).SingleAsync()));
        await AssertNothingStaysAsync(extract);
    }

    [Fact]
    public async Task An_extract_without_people_is_refused()
    {
        var extract = await PreparedAsync();

        Assert.Equal((ExtractState.Refused, ExtractFailure.NobodyLeft), (extract.State, extract.Failure));
    }

    [Fact]
    public async Task A_source_that_fails_fails_the_extract_and_is_named()
    {
        await AddPeopleAsync(12);
        await RunInHospitalAsync("UPDATE members SET born = 'not a day' WHERE id = 9");

        var extract = await PreparedAsync();

        Assert.Equal((ExtractState.Failed, ExtractFailure.SourceUnavailable, "hospital"), (extract.State, extract.Failure, extract.FailedSource));
        await AssertNothingStaysAsync(extract);
    }

    [Fact]
    public async Task Two_studies_have_no_pseudonym_in_common()
    {
        await AddPeopleAsync(12);
        var other = await PublishAsync(Plan());
        await AgreeAsync(other, People);

        var first = await PseudonymsInAsync((await ReleasedAsync()).Id);
        var second = await PseudonymsInAsync((await ReleasedAsync(other)).Id);
        var again = await PseudonymsInAsync((await ReleasedAsync()).Id);

        Assert.Equal((12, 12), (first.Count, second.Count));
        Assert.Empty(first.Intersect(second));
        Assert.Equal(first, again);
    }

    [Theory]
    [InlineData("claimed, try 1")]
    [InlineData("people read")]
    [InlineData("all read")]
    [InlineData("prepared, 12")]
    public async Task One_that_died_while_it_was_read_is_read_anew_and_whole(string when)
    {
        await AddPeopleAsync(12);
        var id = await AskAsync();
        await DieAsync(when, () => MakeAsync());

        Clock.Advance(Run.LeaseTime);
        Assert.Equal(when != "prepared, 12", await MakeAsync());

        var extract = await RowAsync(id);
        Assert.Equal((ExtractState.Prepared, 12, 0), (extract.State, extract.Figures.People, extract.Figures.Suppressed));
        Assert.Equal(Enumerable.Range(1, 12), (await MembersAsync(id)).Select(member => member.Ordinal));
        Assert.Equal(36, extract.Datasets.Sum(dataset => dataset.Rows));
        Assert.Equal([extract.StagedFile], await LivingFilesAsync(id));
    }

    [Theory]
    [InlineData("looked at again")]
    [InlineData("written,")]
    [InlineData("released,")]
    public async Task One_that_died_while_it_was_released_is_released_once(string when)
    {
        await AddPeopleAsync(12);
        var prepared = await PreparedAsync();
        await AskReleaseAsync(prepared.Id);
        await DieAsync(when, () => ReleaseRunAsync());

        Clock.Advance(Run.LeaseTime);
        Assert.Equal(when != "released,", await ReleaseRunAsync());

        var extract = await RowAsync(prepared.Id);
        Assert.Equal(ExtractState.Released, extract.State);
        Assert.Equal(12, (await PseudonymsInAsync(extract.Id)).Count);
        Assert.Equal([extract.File], await LivingFilesAsync(extract.Id));
    }

    [Fact]
    public async Task The_end_of_an_instance_that_was_thought_dead_is_refused()
    {
        await AddPeopleAsync(12);
        var id = await AskAsync();
        Log.Once("people read", async () =>
        {
            await ReadAsync(db => db.Runs.ExecuteUpdateAsync(run => run.SetProperty(r => r.LeasedUntil, Now)));
            Assert.True(await MakeAsync());
        });
        Assert.True(await MakeAsync());

        var extract = await RowAsync(id);
        Assert.Equal((ExtractState.Prepared, 2), (extract.State, await ReadAsync(db => db.Runs.Select(run => run.Tries).SingleAsync())));
        Assert.Equal([extract.StagedFile], await LivingFilesAsync(id));
        await AskReleaseAsync(id);
        Assert.True(await ReleaseRunAsync());
        Assert.Equal(12, (await PseudonymsInAsync(id)).Count);
    }

    [Fact]
    public async Task What_was_looked_at_is_what_is_released_and_a_second_click_asks_once()
    {
        await AddPeopleAsync(12);
        var id = await AskAsync();
        Assert.Null((await Get<AskForExtract>().RunAsync(Officer, StudyId, id, ExtractFormat.Csv, None)).Problem);
        Assert.IsType<ExtractNotPrepared>((await Get<AskForRelease>().RunAsync(Officer, id, (await RowAsync(id)).Revision, None)).Problem);
        Assert.True(await MakeAsync());
        Assert.False(await MakeAsync());

        Assert.IsType<PrivacyPortal.Domain.ChangedMeanwhile>((await Get<AskForRelease>().RunAsync(Officer, id, Guid.NewGuid(), None)).Problem);
        Assert.IsType<ExtractNotThere>((await Get<TakeExtract>().RunAsync(Officer, id, None)).Problem);
        await AskReleaseAsync(id);
        await AskReleaseAsync(id);
        Assert.Equal(1, await ReadAsync(db => db.Runs.CountAsync(run => run.Kind == RunKind.ReleaseExtract)));
    }

    [Fact]
    public async Task What_is_thrown_away_leaves_neither_key_nor_byte()
    {
        await AddPeopleAsync(12);
        var prepared = await PreparedAsync();
        Assert.Null((await Get<DiscardExtract>().RunAsync(Officer, prepared.Id, None)).Problem);
        var released = await TakenAsync();
        Assert.Null((await Get<DiscardExtract>().RunAsync(Officer, released.Id, None)).Problem);

        await AssertNothingStaysAsync(prepared);
        Assert.Empty(await LivingFilesAsync(released.Id));
        // The partner may have it: who is in it stays known.
        Assert.Equal(12, (await MembersAsync(released.Id)).Count);
        Assert.IsType<ExtractNotThere>((await Get<TakeExtract>().RunAsync(Officer, released.Id, None)).Problem);
    }

    [Fact]
    public async Task The_key_of_a_study_lies_apart_from_its_extracts()
    {
        await AddPeopleAsync(12);
        var extract = await ReleasedAsync();

        var key = await ReadAsync(db => db.VaultFiles.SingleAsync(file => db.StudyKeys.Any(k => k.File == file.Id)));
        var file = await ReadAsync(db => db.VaultFiles.SingleAsync(f => f.Id == extract.File));
        Assert.Equal((StudyId, extract.Id), (key.Owner, file.Owner));
        Assert.NotEqual(key.OwnerKeyId, file.OwnerKeyId);
        Assert.All(await MembersAsync(extract.Id), member => Assert.Equal("", member.Class));
    }

    private Task<List<Guid?>> LivingFilesAsync(Guid extract) =>
        ReadAsync(db => db.VaultFiles.Where(file => file.Owner == extract && file.State != VaultFileState.Destroyed).Select(file => (Guid?)file.Id).ToListAsync());

    private async Task AssertNothingStaysAsync(ResearchExtract extract)
    {
        Assert.Empty(await LivingFilesAsync(extract.Id));
        Assert.Empty(await MembersAsync(extract.Id));
    }

    public sealed class OnSqlite() : MadeExtractTests(Provider.Sqlite)
    {
        [Fact]
        public async Task Only_an_officer_asks_and_only_the_portal_makes()
        {
            foreach (var nobody in new[] { TestActors.Auditor(), TestActors.Administrator(), TestActors.SomebodyElse(), TestActors.Operator(), Actor.Visitor })
            {
                Assert.NotNull((await Get<AskForExtract>().RunAsync(nobody, StudyId, Guid.NewGuid(), ExtractFormat.Csv, None)).Problem);
                Assert.NotNull((await Get<AskForRelease>().RunAsync(nobody, Guid.NewGuid(), Guid.NewGuid(), None)).Problem);
                Assert.NotNull((await Get<TakeExtract>().RunAsync(nobody, Guid.NewGuid(), None)).Problem);
                Assert.NotNull((await Get<DiscardExtract>().RunAsync(nobody, Guid.NewGuid(), None)).Problem);
            }
            Assert.NotNull((await Get<MakeExtract>().RunAsync(Officer, None)).Problem);
            Assert.NotNull((await Get<ReleaseExtract>().RunAsync(Officer, None)).Problem);
        }
    }

    // What differs between the databases: the classes, the fence, and the end.
    public sealed class OnPostgreSql() : ExtractTests(Provider.PostgreSql)
    {
        [Fact]
        public async Task The_same_leaves_and_somebody_who_withdraws_is_removed()
        {
            await AddPeopleAsync(16);
            await RunInHospitalAsync("UPDATE members SET born = '1931-05-05' WHERE id = 7");
            var extract = await ReleasedAsync();
            Assert.Equal(15, (await PseudonymsInAsync(extract.Id)).Count);

            await WithdrawAsync(People[0]);

            Assert.Equal(MemberState.Removed, (await MembersAsync(extract.Id)).Single(member => member.Subject == People[0]).State);
            Assert.Equal(1, await ReadAsync(db => db.RemovalNotices.CountAsync()));
        }
    }
}
