using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Operations.Copies.Archive;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Operations.Retention;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Operations.Registers;

/// <summary>An activity that no program brought: an officer adds it, the map holds data for it, and everything that goes by activity knows it.</summary>
public sealed class AddedActivityTests() : ClinicTests(Provider.Sqlite)
{
    private const string Hives =
        """
        "hives": { "label": "Your hives | Uw kasten | Vos ruches", "key": "id", "person": "member_id", "category": "content", "activities": "beekeeping", "origin": "provided",
          "retention": { "after": "24 months", "from": "closed" },
          "fields": { "place": "Place | Plaats | Lieu", "closed": { "type": "date", "stored": "iso", "label": "Closed | Gesloten | Fermée" } },
          "excluded": { "id": "A number.", "member_id": "A number." } },
        """;

    private static readonly Actor Officer = TestActors.Officer();

    private DateOnly Today => DateOnly.FromDateTime(Now.Date);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var map = Path.Combine(Database.Folder, "datamap.json");
        await File.WriteAllTextAsync(map, (await File.ReadAllTextAsync(map)).Replace("\"logs\": {", Hives + "\"logs\": {", StringComparison.Ordinal));
        await RunInClinicAsync(
            """
            CREATE TABLE hives (id integer PRIMARY KEY, member_id integer NOT NULL, place varchar(50), closed varchar(10));
            INSERT INTO hives VALUES (1, 1, 'Under the lime tree', '2025-06-30'), (2, 2, 'On the roof', '2025-06-30');
            """);
    }

    [Fact]
    public async Task Until_a_version_has_it_the_map_is_broken_and_the_lint_says_so()
    {
        var fault = Assert.Single((await Get<CompareMap>().RunAsync(Actor.Portal, None)).Value!);
        Assert.Equal("sources.clinic.datasets.hives.activities", fault.Path);
        Assert.NotNull(fault.Line);
        Assert.Contains("'beekeeping' is no activity of the register, in force or coming.", fault.Sentence, StringComparison.Ordinal);
        Assert.Equal("data-without-activity", await FoundAtHivesAsync());

        await PutAsync(Today.AddDays(3));
        Assert.Empty((await Get<CompareMap>().RunAsync(Actor.Portal, None)).Value!);
        Assert.Equal("data-before-activity", await FoundAtHivesAsync());

        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Null(await FoundAtHivesAsync());
    }

    [Fact]
    public async Task Once_in_force_its_data_is_shown_copied_and_erased_with_the_words_of_the_officer()
    {
        await PutAsync(Today);
        var ada = await AddPersonAsync("ada@example.org");
        await Get<LinkSubject>().RunAsync(ada, ada.Subject!.Value, None);

        var held = (await Get<ReadHeldData>().RunAsync(ada, None)).Value!.Activities.Single(one => one.Activity.Id == "beekeeping");
        Assert.Equal(("Keeping bees", LegalBasis.Consent, 1L), (held.Activity.Title.En, held.Bases.Single().Basis, held.Count));
        Assert.Equal(new DateOnly(2027, 6, 30), held.End.Last);
        Assert.Equal("Beekeepers", Assert.Single(held.Recipients).Name.En);
        Assert.True(held.Rights.Single(right => right.Right.Kind == RequestKind.Portability).Right.Available);
        var records = (await Get<ReadHeldRecords>().RunAsync(ada, "beekeeping", "clinic", "hives", null, None)).Value!;
        Assert.Equal(["place", "closed"], records.Fields.Select(field => field.Name));

        using var copy = await CopyAsync(CopyKind.Access);
        Assert.Contains("Under the lime tree", Text(copy, "data/clinic/hives.json"), StringComparison.Ordinal);
        var about = JsonDocument.Parse(Text(copy, Article15.FileName)).RootElement.GetProperty("uses").EnumerateArray().Single(use => use.GetProperty("id").GetString() == "beekeeping");
        Assert.Equal("To keep bees with you.", about.GetProperty("purpose").GetString());
        Assert.Equal("Two years after a hive is closed.", about.GetProperty("kept")[0].GetProperty("rule").GetString());
        var transfers = JsonDocument.Parse(Text(copy, Article15.FileName)).RootElement.GetProperty("transfers").GetString();
        Assert.Contains("An apiary (Switzerland): Adequacy decision of the European Commission", transfers, StringComparison.Ordinal);
        Assert.DoesNotContain("Offices of yours", transfers, StringComparison.Ordinal);
        using var taken = await CopyAsync(CopyKind.Portability);
        Assert.NotNull(taken.GetEntry("data/clinic/hives.json"));

        var erasure = (await Get<PreviewErasure>().RunAsync(ada, new RequestScope { Activities = ["beekeeping"] }, null, None)).Value!;
        Assert.Equal("Keeping bees", Assert.Single(erasure.Lines, line => line.Dataset == "hives").Uses.Single().Title.En);
        var kept = (await Get<ListRetention>().RunAsync(Officer, None)).Value!.Single(line => line.Label.En == "Your hives");
        Assert.Equal(("beekeeping", "5.7"), (kept.Uses.Single().Id, kept.Policy));
    }

    private async Task<string?> FoundAtHivesAsync() =>
        (await Get<LintRegister>().RunAsync(Officer, None)).Value!.Lines.SingleOrDefault(line => line.Finding.Of == "clinic/hives")?.Finding.Code;

    private async Task PutAsync(DateOnly from)
    {
        var draft = (await Get<ReadRegisterDraft>().RunAsync(Officer, None)).Value!;
        var next = draft.Register with
        {
            Recipients = [.. draft.Register.Recipients, draft.Register.Recipients[0] with { Id = "beekeepers", Name = new("Beekeepers", "Imkers", "Apiculteurs") }],
            Transfers = [.. draft.Register.Transfers, new()
            {
                Id = "apiary", PolicyArticle = "4.2", Name = new("An apiary", "Een bijenstand", "Un rucher"), Country = new("Switzerland", "Zwitserland", "Suisse"),
                Safeguard = TransferSafeguard.Adequacy, Activities = ["beekeeping"],
            }],
            Activities = [.. draft.Register.Activities, draft.Register.Find("helpdesk")! with
            {
                Id = "beekeeping", PolicyArticle = "3.5", Title = new("Keeping bees", "Bijen houden", "Apiculture"), Basis = LegalBasis.Consent, Recipients = ["beekeepers"],
                Purpose = new("To keep bees with you.", "Om samen bijen te houden.", "Élever des abeilles avec vous."),
                Retention = [new() { Kind = RetentionKind.PeriodAfterAnchor, Months = 24, PolicyArticle = "5.7", Text = new("Two years after a hive is closed.", "Twee jaar na de sluiting.", "Deux ans après la fermeture.") }],
            }],
        };
        var saved = await Get<SaveRegisterDraft>().RunAsync(Officer, draft.Revision, next, None);
        Assert.Equal(2, (await Get<PutRegisterInForce>().RunAsync(Officer, saved.Value, new("Bees.", from), None)).Value);
    }

    private async Task<ZipArchive> CopyAsync(CopyKind kind)
    {
        var bytes = new MemoryStream();
        var made = await Get<ExportCopy>().RunAsync(TestActors.Operator(), "ada@example.org", kind, reviewed: false, PortalCultures.English, bytes, None);
        Assert.True(made.IsOk, made.Problem?.Code);
        return new ZipArchive(bytes, ZipArchiveMode.Read);
    }

    private static string Text(ZipArchive copy, string path)
    {
        using var reader = new StreamReader(copy.GetEntry(path)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
