using System.Data.Common;
using System.Globalization;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Rectifying;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Intake;
using Medbook.PrivacyPortal.Operations.Rectification;
using Medbook.PrivacyPortal.Tests.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Medbook.PrivacyPortal.Tests.Operations.Rectification;

/// <summary>Base of the tests of corrections: a clinic with two persons, on the provider of the portal's, with values of many kinds.</summary>
public abstract class RectificationTests(Provider provider) : CaseTests(provider)
{
    private const string Map = """
        { "sources": { "clinic": {
            "provider": "PROVIDER", "label": "Clinic | Kliniek | Clinique",
            "identities": { "members": { "key": "id", "addresses": "email" } },
            "datasets": {
              "members": {
                "label": "Profile | Profiel | Profil", "key": "id", "person": "id", "rectifiable": true,
                "category": "identity", "activities": ["account"], "origin": "provided", "retention": "until-asked",
                "fields": {
                  "id": { "type": "integer", "label": "Number | Nummer | Numéro" },
                  "email": { "label": "E-mail", "category": "contact" },
                  "name": "Name | Naam | Nom",
                  "born": { "type": "date", "stored": "iso", "label": "Born | Geboren | Né" },
                  "hours": { "type": "decimal", "label": "Hours | Uren | Heures" },
                  "seen": { "type": "datetime", "stored": "unix", "label": "Seen | Gezien | Vu" },
                  "kind": { "label": "Kind | Soort | Type", "values": { "d": "Doctor | Arts | Médecin", "s": "Student | Student | Étudiant" } },
                  "badge": "Badge | Badge | Badge",
                  "stamp": { "label": "Stamp | Stempel | Cachet", "rectify": "by-hand" },
                  "settings": { "type": "json", "label": "Settings | Instellingen | Réglages", "parts": {
                    "weekly": { "type": "boolean", "label": "Weekly | Wekelijks | Hebdomadaire" }, "look.size": "Size | Grootte | Taille" } }
                }
              }
            } } } }
        """;

    private readonly bool isSqlite = provider == Provider.Sqlite;
    private string postgres = "";

    protected string Clinic => isSqlite ? $"Data Source={Path.Combine(Database.Folder, "clinic.db")};Pooling=False" : postgres;

    protected override string MapJson => Map.Replace("PROVIDER", isSqlite ? "sqlite" : "postgresql", StringComparison.Ordinal);

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [new("ConnectionStrings:clinic", Clinic)];

    public override async Task InitializeAsync()
    {
        if (!isSqlite) postgres = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await base.InitializeAsync();
        await RunInClinicAsync("""
            CREATE TABLE members (id integer PRIMARY KEY, email varchar(254) NOT NULL, name varchar(20) NOT NULL, born varchar(10), hours numeric(5,2), seen bigint,
                kind varchar(1), badge varchar(10) UNIQUE, settings text, stamp varchar(10));
            INSERT INTO members VALUES (1, 'ada@example.org', 'Ada', '1815-12-10', 38.5, 1772442000, 'd', 'A1', '{"weekly":true,"look":{"size":"large","dark":1}}', 'x'),
                (2, 'ben@example.org', 'Ben', NULL, NULL, NULL, 's', 'B2', NULL, NULL);
            """);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (!isSqlite) await (await PostgresServer.SharedAsync()).DropDatabaseAsync(postgres);
    }

    /// <summary>Ada, linked to her row, or another member of the clinic.</summary>
    protected async Task<Actor> MemberAsync(int member = 1)
    {
        var person = await AddPersonAsync(member == 1 ? "ada@example.org" : $"member{member}@example.org");
        await using var db = await OpenAsync();
        var link = SubjectLink.Untried(person.Subject!.Value, "clinic");
        link.Record([$"members:{member}"], isTaken: false, Now);
        db.SubjectLinks.Add(link);
        await db.SaveChangesAsync();
        return person;
    }

    /// <summary>A value that somebody wants corrected, in their own row.</summary>
    protected static FieldCorrection Of(string field, string proposed, int member = 1) =>
        new(new ScopedRow("clinic", "members", member.ToString(CultureInfo.InvariantCulture)), field, Shown: null, proposed);

    /// <summary>A request for corrections that was sent.</summary>
    protected async Task<Guid> AskAsync(Actor person, string supplement = "", params FieldCorrection[] corrections)
    {
        var content = new DraftContent(RequestKind.Rectification, new RequestScope { Rows = [.. corrections.Select(one => one.Row).Distinct()] }, "It is wrong.")
        {
            Details = new RequestDetails { Corrections = corrections, Supplement = supplement },
        };
        var started = await Get<StartRequest>().RunAsync(person, Guid.NewGuid(), content, "en-GB", None);
        Assert.Null(started.Problem);
        Assert.Null((await Get<SubmitRequest>().RunAsync(person, started.Value!.Id, None)).Problem);
        return started.Value.Id;
    }

    /// <summary>A letter of ada's that wants her name corrected, and that an officer linked to her row.</summary>
    protected async Task<Guid> LetterAsync()
    {
        var id = Guid.NewGuid();
        var entered = new EnteredRequest(id, RequestChannel.Letter, RequestKind.Rectification, new DateOnly(2026, 2, 27), "My name is King now.", "ada@example.org", "en-GB");
        Assert.Null((await Get<EnterRequest>().RunAsync(Officer, entered, None)).Problem);
        var link = SubjectLink.Untried((await StoredAsync(id)).Subject, "clinic");
        link.Record(["members:1"], isTaken: false, Now);
        await using var db = await OpenAsync();
        db.SubjectLinks.Add(link);
        await db.SaveChangesAsync();
        return id;
    }

    /// <summary>A request of Ada's that was granted.</summary>
    protected async Task<Guid> GrantedAsync(params FieldCorrection[] corrections)
    {
        var request = await AskAsync(await MemberAsync(), "", corrections);
        Assert.Null((await GrantAsync(request)).Problem);
        return request;
    }

    /// <returns>Whether there was something to carry out.</returns>
    protected async Task<bool> CarryOutAsync()
    {
        var done = await Get<CarryOutRectification>().RunAsync(Actor.Portal, None);
        Assert.Null(done.Problem);
        return done.Value;
    }

    protected async Task<IReadOnlyList<Correction>> CorrectionsAsync(Guid request) => (await Get<ReadCorrections>().RunAsync(Officer, request, None)).Value!;

    protected async Task<Correction> CorrectionAsync(Guid request) => Assert.Single(await CorrectionsAsync(request));

    /// <summary>Decides as the officer who sees the correction now.</summary>
    protected async Task<Result> SettleAsync(Guid request, CorrectionVerdict verdict, string text = "", Actor? by = null)
    {
        var one = await CorrectionAsync(request);
        return await Get<SettleCorrection>().RunAsync(by ?? Officer, new SeenCorrection(request, one.Id, one.Revision), verdict, text, None);
    }

    /// <summary>A column of a member as the clinic holds it, as text.</summary>
    protected async Task<string?> HeldAsync(string column, int member = 1)
    {
        await using var connection = await OpenClinicAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT CAST({column} AS varchar(200)) FROM members WHERE id = {member}";
        return await command.ExecuteScalarAsync() as string;
    }

    protected async Task RunInClinicAsync(string sql)
    {
        await using var connection = await OpenClinicAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private async Task<DbConnection> OpenClinicAsync()
    {
        DbConnection connection = isSqlite ? new SqliteConnection(Clinic) : new NpgsqlConnection(Clinic);
        await connection.OpenAsync();
        return connection;
    }
}
