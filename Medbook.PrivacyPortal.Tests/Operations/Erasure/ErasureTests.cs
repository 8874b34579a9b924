using System.Data.Common;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Tests.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Medbook.PrivacyPortal.Tests.Operations.Erasure;

/// <summary>
/// Base of the tests of erasures: a clinic with two persons, on the provider of the portal's. Visits point to members and notes to
/// visits; log lines have a period; invoices stay without the name.
/// </summary>
public abstract class ErasureTests(Provider provider) : CaseTests(provider)
{
    private const string Map = """
        { "sources": { "clinic": {
            "provider": "PROVIDER", "label": "Clinic | Kliniek | Clinique",
            "identities": { "members": { "key": "id", "addresses": "email" } },
            "datasets": {
              "members": {
                "label": "Profile | Profiel | Profil", "key": "id", "person": "id",
                "category": "identity", "activities": ["account"], "origin": "provided", "retention": "until-asked",
                "fields": { "id": { "type": "integer", "label": "Number | Nummer | Numéro" }, "email": { "label": "E-mail", "category": "contact" } }
              },
              "visits": {
                "label": "Visits | Bezoeken | Visites", "key": "id", "person": "member_id",
                "category": "content", "activities": ["account"], "origin": "observed", "retention": "until-asked",
                "fields": { "id": { "type": "integer", "label": "Number | Nummer | Numéro" }, "member_id": { "type": "integer", "label": "You | U | Vous" }, "text": "Text | Tekst | Texte" }
              },
              "notes": {
                "label": "Notes | Nota’s | Notes", "key": "id", "person": { "on": "visit_id = id", "via": "visits" },
                "category": "content", "activities": ["account"], "origin": "observed", "retention": "until-asked",
                "fields": { "id": { "type": "integer", "label": "Number | Nummer | Numéro" }, "text": "Text | Tekst | Texte" },
                "excluded": { "visit_id": "The number of the visit." }
              },
              "logs": {
                "label": "Log lines | Logregels | Journaux", "key": "id", "person": "member_id",
                "category": "technical", "activities": ["site-security"], "origin": "observed",
                "retention": { "after": "12 months", "from": "day" },
                "fields": { "id": { "type": "integer", "label": "Number | Nummer | Numéro" }, "member_id": { "type": "integer", "label": "You | U | Vous" }, "day": { "type": "date", "stored": "iso", "label": "Day | Dag | Jour" } }
              },
              "answers": {
                "label": "Answers to studies | Antwoorden aan studies | Réponses à des études", "key": "id", "person": "member_id",
                "category": "consent", "activities": ["research"], "origin": "provided", "retention": "until-withdrawn",
                "fields": { "id": { "type": "integer", "label": "Number | Nummer | Numéro" }, "member_id": { "type": "integer", "label": "You | U | Vous" }, "text": "Text | Tekst | Texte" }
              },
              "invoices": {
                "label": "Invoices | Facturen | Factures", "key": "id", "person": "member_id",
                "category": "billing", "activities": ["account"], "origin": "observed", "retention": "until-asked",
                "erasure": { "keep": "legal-obligation", "why": "Tax law. | Belastingwet. | Loi fiscale." },
                "fields": {
                  "id": { "type": "integer", "label": "Number | Nummer | Numéro" },
                  "member_id": { "type": "integer", "label": "You | U | Vous", "erasure": "null" },
                  "name": { "label": "Name | Naam | Nom", "erasure": { "mask": "(removed)" } } }
              }
            } } } }
        """;

    private readonly bool isSqlite = provider == Provider.Sqlite;
    private string postgres = "";

    protected string Clinic => isSqlite ? $"Data Source={Path.Combine(Database.Folder, "clinic.db")};Pooling=False" : postgres;

    protected override string MapJson => Map.Replace("PROVIDER", isSqlite ? "sqlite" : "postgresql", StringComparison.Ordinal);

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [new("ConnectionStrings:clinic", Clinic), new("Erasure:FourEyesFrom", FourEyesFrom)];

    /// <summary>From how many records on two officers approve.</summary>
    protected virtual string FourEyesFrom => "20";

    protected static Actor Colleague { get; } =
        Actor.SignedIn("account-colleague", SubjectKey.New(), [Role.Member, Role.Officer], confirmed: true, secondFactor: true, session: "session-colleague");

    public override async Task InitializeAsync()
    {
        if (!isSqlite) postgres = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await base.InitializeAsync();
        await RunInClinicAsync("""
            CREATE TABLE members (id integer PRIMARY KEY, email varchar(254) NOT NULL);
            CREATE TABLE visits (id integer PRIMARY KEY, member_id integer NOT NULL REFERENCES members (id), text varchar(200));
            CREATE TABLE notes (id integer PRIMARY KEY, visit_id integer NOT NULL REFERENCES visits (id), text varchar(200));
            CREATE TABLE logs (id integer PRIMARY KEY, member_id integer NOT NULL, day varchar(10));
            CREATE TABLE answers (id integer PRIMARY KEY, member_id integer NOT NULL, text varchar(200));
            CREATE TABLE invoices (id integer PRIMARY KEY, member_id integer, name varchar(100));
            INSERT INTO members VALUES (1, 'ada@example.org'), (2, 'ben@example.org');
            INSERT INTO visits VALUES (1, 1, 'first of ada'), (2, 1, 'second of ada'), (3, 2, 'first of ben');
            INSERT INTO notes VALUES (1, 1, 'ada slept well'), (2, 3, 'ben slept well');
            INSERT INTO logs VALUES (1, 1, '2025-02-01'), (2, 1, '2026-02-01'), (3, 2, '2024-02-01');
            INSERT INTO invoices VALUES (1, 1, 'Ada'), (2, 2, 'Ben');
            """);
        Assert.True((await Get<InitVault>().RunAsync(Actor.Portal, None)).IsOk);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (!isSqlite) await (await PostgresServer.SharedAsync()).DropDatabaseAsync(postgres);
    }

    /// <summary>Somebody with an account who is a member of the clinic: ada, or another one.</summary>
    protected async Task<Actor> AddPatientAsync(int member = 1)
    {
        var person = await AddPersonAsync(member == 1 ? "ada@example.org" : $"member{member}@example.org");
        await using var db = await OpenAsync();
        var link = SubjectLink.Untried(person.Subject!.Value, "clinic");
        link.Record([$"members:{member}"], isTaken: false, Now);
        db.SubjectLinks.Add(link);
        await db.SaveChangesAsync();
        return person;
    }

    /// <summary>A request that was granted: ada's, or of another member of the clinic.</summary>
    protected async Task<(Actor Person, Guid Request)> GrantedAsync(RequestScope? scope = null, int member = 1)
    {
        var person = await AddPatientAsync(member);
        var sent = await SubmitAsync(person, scope: scope ?? RequestScope.Everything);
        Assert.Null((await GrantAsync(sent.Request)).Problem);
        return (person, sent.Request);
    }

    /// <summary>A request of ada's, granted, planned and approved.</summary>
    protected async Task<(Actor Person, Guid Request)> ApprovedAsync(RequestScope? scope = null, int member = 1)
    {
        var granted = await GrantedAsync(scope, member);
        Assert.Null((await Get<PlanErasure>().RunAsync(Officer, granted.Request, None)).Problem);
        Assert.Null((await ApproveAsync(granted.Request)).Problem);
        return granted;
    }

    protected async Task<Result> ApproveAsync(Guid request, Actor? by = null) =>
        await Get<ApproveErasure>().RunAsync(by ?? Officer, request, (await PlanAsync(request)).Revision, None);

    /// <returns>Whether there was something to carry out.</returns>
    protected async Task<bool> CarryOutAsync()
    {
        var done = await Get<CarryOutErasure>().RunAsync(Actor.Portal, None);
        Assert.Null(done.Problem);
        return done.Value;
    }

    protected Task<ErasurePlan> PlanAsync(Guid request) => ReadAsync(db => db.ErasurePlans.Where(p => p.CausedBy == request).OrderByDescending(p => p.Round).FirstAsync());

    protected async Task<ErasureStep> StepAsync(Guid request, string dataset) => (await Get<ReadErasure>().RunAsync(Officer, request, None)).Value!.Steps.Single(s => s.Dataset == dataset);

    protected async Task RunInClinicAsync(string sql)
    {
        await using var connection = await OpenClinicAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Everything the clinic holds, a line each.</summary>
    protected async Task<IReadOnlyList<string>> HeldAsync()
    {
        var lines = new List<string>();
        await using var connection = await OpenClinicAsync();
        foreach (var table in new[] { "members", "visits", "notes", "logs", "invoices", "answers" })
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table} ORDER BY id";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                lines.Add($"{table}: {string.Join(", ", Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "nothing" : reader.GetValue(i)))}");
            }
        }
        return lines;
    }

    private async Task<DbConnection> OpenClinicAsync()
    {
        DbConnection connection = isSqlite ? new SqliteConnection(Clinic) : new NpgsqlConnection(Clinic);
        await connection.OpenAsync();
        return connection;
    }
}
