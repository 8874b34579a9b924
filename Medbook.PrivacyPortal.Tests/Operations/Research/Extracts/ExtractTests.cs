using System.IO.Compression;
using System.Text;
using Medbook.PrivacyPortal.DataMap;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Operations.Research;
using Medbook.PrivacyPortal.Operations.Research.Extracts;
using Medbook.PrivacyPortal.Operations.Research.Studies;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Tests.Operations.Research.Extracts;

/// <summary>
/// Base of tests on extracts: a hospital in a SQLite file, whose persons are known to the portal. Person i was born in the seventies or the
/// eighties and lives in a town of one of two regions: four classes.
/// </summary>
public abstract class ExtractTests(Provider provider) : OperationTests(provider)
{
    private const string Map =
        """
        { "sources": { "hospital": {
            "identities": { "members": { "key": "id", "addresses": "email" } },
            "provider": "sqlite",
            "datasets": {
              "members": {
                "label": "Your account | Uw account | Votre compte", "key": "id", "person": "id",
                "category": "identity", "activities": ["account"], "origin": "provided", "retention": "until-asked",
                "fields": {
                  "id": { "type": "integer", "label": "Number | Nummer | Numéro" },
                  "email": "E-mail",
                  "name": "Name | Naam | Nom",
                  "born": { "type": "date", "stored": "iso", "research": "generalised", "label": "Born | Geboren | Né" },
                  "town": { "research": "generalised", "label": "Town | Gemeente | Commune" }
                }
              },
              "visits": {
                "label": "Your visits | Uw bezoeken | Vos visites", "key": "id", "person": "member_id",
                "category": "content", "activities": ["account"], "origin": "observed", "retention": "until-asked",
                "fields": {
                  "id": { "type": "integer", "label": "Number | Nummer | Numéro" },
                  "member_id": { "type": "integer", "label": "Your number | Uw nummer | Votre numéro" },
                  "kind": { "research": "as-is", "label": "Kind | Soort | Type" },
                  "minutes": { "type": "integer", "research": "generalised", "label": "Minutes | Minuten | Minutes" },
                  "note": { "label": "Note | Nota | Note", "others": "free-text" }
                }
              }
            } } } }
        """;

    /// <summary>The fields of the first study: what tells people apart, and what they did.</summary>
    protected static readonly IReadOnlyList<StudyField> Fields =
    [
        new("hospital", "members", "born", new FieldRule(FieldRuleKind.Years, 10), true),
        new("hospital", "members", "town", new FieldRule(FieldRuleKind.FirstCharacters, 1), true),
        new("hospital", "visits", "kind", FieldRule.AsIs, false),
        new("hospital", "visits", "minutes", new FieldRule(FieldRuleKind.Band, 30), false),
    ];

    protected static readonly Actor Officer = TestActors.Officer();

    private static readonly ShownText Shown = new(1, "en-GB");

    protected LogHook Log { get; } = new();

    protected Guid StudyId { get; private set; }

    protected IReadOnlyList<SubjectKey> People { get; private set; } = [];

    protected FileVault Vault => Services.GetRequiredService<FileVault>();

    private string Hospital => $"Data Source={Path.Combine(Database.Folder, "hospital.db")};Pooling=False";

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [new("ConnectionStrings:hospital", Hospital)];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await File.WriteAllTextAsync(Path.Combine(Database.Folder, "datamap.json"), Map);
        await RunInHospitalAsync(
            """
            CREATE TABLE members (id integer PRIMARY KEY, email text NOT NULL, name text, born text, town text);
            CREATE TABLE visits (id integer PRIMARY KEY, member_id integer NOT NULL, kind text, minutes integer, note text);
            CREATE INDEX visits_member ON visits (member_id);
            """);
        Assert.True((await Get<InstallRegister>().RunAsync(Actor.Portal, None)).IsOk);
        Assert.True((await Get<InitVault>().RunAsync(Actor.Portal, None)).IsOk);
        StudyId = await PublishAsync(Plan());
    }

    protected override void Configure(IServiceCollection services)
    {
        services.AddLocalization();
        services.AddDataMap(Database.Settings(MoreSettings));
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(Log));
    }

    protected async Task RunInHospitalAsync(string sql)
    {
        await using var connection = new SqliteConnection(Hospital);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    protected static StudyPlan Plan() => new()
    {
        Title = new("Working hours", "Werkuren", "Horaires"), Goal = new("How long.", "Hoe lang.", "Combien de temps."),
        Partner = "University of the tests", PartnerAddress = "partner@university.example", EthicsReference = "EC 2026/7",
        From = new DateOnly(2026, 1, 1), Until = new DateOnly(2026, 12, 31), Fields = Fields, K = 3, MostSuppressed = 20,
    };

    protected async Task<Guid> PublishAsync(StudyPlan plan)
    {
        var id = Guid.CreateVersion7();
        var saved = await Get<SaveStudy>().RunAsync(Officer, id, plan, null, None);
        Assert.Null(saved.Problem);
        Assert.Null((await Get<PublishStudy>().RunAsync(Officer, new SeenStudy(id, saved.Value), StudyChange.First, None)).Problem);
        return id;
    }

    /// <summary>Persons of the hospital whom the portal knows, and who agreed to the study.</summary>
    protected async Task AddPeopleAsync(int count)
    {
        var sql = new StringBuilder();
        await using var db = await OpenAsync();
        for (var i = 1; i <= count; i++)
        {
            sql.AppendLine($"INSERT INTO members VALUES ({i}, 'person{i}@example.org', 'Quaxilmo {i}', '{1970 + (i % 2 * 10)}-0{1 + (i % 9)}-11', '{1 + (i / 2 % 2)}000 Zwyrktown');");
            sql.AppendLine($"INSERT INTO visits (member_id, kind, minutes, note) VALUES ({i}, 'ward', {20 + i}, 'Spoke with Plimvrox'), ({i}, '=cmd', -5, NULL);");
            var subject = Subject.OfContact($"person{i}@example.org", Now);
            var link = SubjectLink.Untried(subject.Key, "hospital");
            link.Record([$"members:{i}"], isTaken: false, Now);
            db.Subjects.Add(subject);
            db.SubjectLinks.Add(link);
            People = [.. People, subject.Key];
        }
        await db.SaveChangesAsync();
        await RunInHospitalAsync($"BEGIN; {sql} COMMIT;");
        await AgreeAsync(StudyId, People);
    }

    /// <summary>Writes what their clicks would, many at once.</summary>
    protected async Task AgreeAsync(Guid study, IEnumerable<SubjectKey> people)
    {
        await using var db = await OpenAsync();
        var text = await db.ConsentTexts.SingleAsync(t => t.Purpose == Study.PurposeOf(study) && t.Version == 1 && t.Language == Shown.Language);
        foreach (var subject in people)
        {
            db.ConsentRecords.Add(ConsentRecord.Decide(null, ConsentDecision.Given, subject, text, askedSince: 1, session: null, Now).Value!);
            db.AuditEntries.Add(AuditEntry.Of(TestActors.Member(subject), AuditAction.ConsentGiven, Now, subject));
        }
        await db.SaveChangesAsync();
    }

    protected async Task WithdrawAsync(SubjectKey subject) =>
        Assert.Null((await Get<WithdrawConsent>().RunAsync(TestActors.Member(subject), Study.PurposeOf(StudyId), Shown, None)).Problem);

    protected async Task GiveAsync(SubjectKey subject) =>
        Assert.Null((await Get<GiveConsent>().RunAsync(TestActors.Member(subject), Study.PurposeOf(StudyId), Shown, None)).Problem);

    protected async Task<Guid> AskAsync(Guid? study = null, ExtractFormat format = ExtractFormat.Csv)
    {
        var id = Guid.CreateVersion7();
        Assert.Null((await Get<AskForExtract>().RunAsync(Officer, study ?? StudyId, id, format, None)).Problem);
        return id;
    }

    protected async Task<bool> MakeAsync(CancellationToken ct = default)
    {
        var made = await Get<MakeExtract>().RunAsync(Actor.Portal, ct);
        Assert.Null(made.Problem);
        return made.Value;
    }

    protected async Task<bool> ReleaseRunAsync(CancellationToken ct = default)
    {
        var released = await Get<ReleaseExtract>().RunAsync(Actor.Portal, ct);
        Assert.Null(released.Problem);
        return released.Value;
    }

    protected async Task<ResearchExtract> PreparedAsync(Guid? study = null, ExtractFormat format = ExtractFormat.Csv)
    {
        var id = await AskAsync(study, format);
        Assert.True(await MakeAsync());
        return await RowAsync(id);
    }

    protected async Task AskReleaseAsync(Guid id) =>
        Assert.Null((await Get<AskForRelease>().RunAsync(Officer, id, (await RowAsync(id)).Revision, None)).Problem);

    protected async Task<ResearchExtract> ReleasedAsync(Guid? study = null, ExtractFormat format = ExtractFormat.Csv)
    {
        var prepared = await PreparedAsync(study, format);
        Assert.Equal(ExtractState.Prepared, prepared.State);
        await AskReleaseAsync(prepared.Id);
        Assert.True(await ReleaseRunAsync());
        return await RowAsync(prepared.Id);
    }

    /// <summary>A released extract that an officer downloaded: it may be with the partner.</summary>
    protected async Task<ResearchExtract> TakenAsync()
    {
        var released = await ReleasedAsync();
        await FilesAsync(released.Id);
        return await RowAsync(released.Id);
    }

    protected Task<ResearchExtract> RowAsync(Guid id) => ReadAsync(db => db.ResearchExtracts.SingleAsync(e => e.Id == id));

    protected Task<List<ExtractMember>> MembersAsync(Guid id) => ReadAsync(db => db.ExtractMembers.Where(m => m.Extract == id).OrderBy(m => m.Ordinal).ToListAsync());

    /// <summary>Every file of a released extract, as text.</summary>
    protected async Task<IReadOnlyDictionary<string, string>> FilesAsync(Guid id)
    {
        var taken = await Get<TakeExtract>().RunAsync(Officer, id, None);
        Assert.Null(taken.Problem);
        await using var extract = taken.Value!;
        await using var zip = new ZipArchive(extract.Content, ZipArchiveMode.Read);
        var files = new Dictionary<string, string>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(), Encoding.UTF8);
            files[entry.FullName] = await reader.ReadToEndAsync();
        }
        return files;
    }

    /// <summary>The pseudonyms in a released extract.</summary>
    protected async Task<IReadOnlySet<string>> PseudonymsInAsync(Guid id) => PseudonymsIn((await FilesAsync(id))["data/hospital/members.csv"]);

    /// <summary>The pseudonyms in a file that was downloaded.</summary>
    protected static async Task<IReadOnlySet<string>> PseudonymsInAsync(Stream extract)
    {
        await using var zip = new ZipArchive(extract, ZipArchiveMode.Read, leaveOpen: true);
        using var reader = new StreamReader(await zip.GetEntry("data/hospital/members.csv")!.OpenAsync(), Encoding.UTF8);
        return PseudonymsIn(await reader.ReadToEndAsync());
    }

    private static IReadOnlySet<string> PseudonymsIn(string csv) => Lines(csv).Skip(1).Select(line => line.Split(',')[0]).ToHashSet();

    protected static string[] Lines(string text) => text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    protected async Task<string> PseudonymOfAsync(SubjectKey subject, Guid? study = null)
    {
        using var marks = await Services.GetRequiredService<StudyVault>().OpenAsync(study ?? StudyId, None);
        return marks.PseudonymOf(subject);
    }

    /// <summary>The process is gone in the middle: nothing is tidied up, and the row says Running until its lease runs out.</summary>
    protected async Task DieAsync(string when, Func<Task> work)
    {
        Log.OnLine = line =>
        {
            if (line.Contains(when, StringComparison.Ordinal)) throw new InvalidOperationException("killed");
        };
        await Assert.ThrowsAnyAsync<Exception>(work);
        Log.OnLine = null;
    }
}
