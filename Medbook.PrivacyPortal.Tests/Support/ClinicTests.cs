using System.Data.Common;
using Medbook.PrivacyPortal.DataMap;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Operations.Vault;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>
/// Base of operation tests that read a source: a small clinic of two persons, 1 (ada@example.org) and 2 (ben@example.org),
/// in a database of its own, on the provider of the portal's where nothing else is said.
/// </summary>
public abstract class ClinicTests(Provider provider, Provider? clinic = null) : OperationTests(provider)
{
    private const string Map =
        """
        { "sources": { "clinic": {
            "identities": { "members": { "key": "id", "addresses": "email", "where": { "confirmed": 1 } } },
            "provider": "PROVIDER",
            "datasets": {
              "members": {
                "label": "Your account | Uw account | Votre compte", "key": "id", "person": "id",
                "category": "identity", "activities": ["account"], "origin": "provided", "retention": "until-asked",
                "fields": {
                  "id": { "type": "integer", "label": "Number | Nummer | Numéro", "origin": "derived" },
                  "email": { "label": "E-mail", "rectifiable": true },
                  "name": { "label": "Name | Naam | Nom", "rectifiable": true },
                  "password": { "label": "Password | Wachtwoord | Mot de passe", "secret": true }
                },
                "excluded": { "confirmed": "Says only whether a mail was answered." }
              },
              "visits": {
                "label": "Your visits | Uw bezoeken | Vos visites", "key": "id", "person": "member_id", "date": "day",
                "category": "content", "activities": ["account"], "origin": "observed", "retention": "until-asked",
                "fields": {
                  "id": { "type": "integer", "label": "Number | Nummer | Numéro" },
                  "member_id": { "type": "integer", "label": "Your number | Uw nummer | Votre numéro", "origin": "derived" },
                  "day": { "type": "date", "stored": "iso", "label": "Day | Dag | Jour" },
                  "price": { "type": "decimal", "stored": "text", "label": "Price | Prijs | Prix" },
                  "doctor": { "label": "Doctor | Arts | Médecin", "others": "structured" },
                  "note": { "label": "Note | Nota | Note", "others": "free-text" }
                }
              },
              "logs": {
                "label": "Log lines | Logregels | Journaux", "key": "id", "person": "member_id",
                "category": "technical", "activities": ["site-security"], "origin": "observed", "retention": "criteria",
                "fields": {
                  "id": { "type": "integer", "label": "Number | Nummer | Numéro" },
                  "member_id": { "type": "integer", "label": "Your number | Uw nummer | Votre numéro" },
                  "line": "Line | Regel | Ligne"
                }
              }
            } } } }
        """;

    private const string Tables =
        """
        CREATE TABLE members (id integer PRIMARY KEY, email varchar(254) NOT NULL, name varchar(100), password varchar(100), confirmed integer NOT NULL);
        CREATE TABLE visits (id integer PRIMARY KEY, member_id integer NOT NULL, day varchar(10), price varchar(20), doctor varchar(100), note varchar(200));
        CREATE TABLE logs (id integer PRIMARY KEY, member_id integer NOT NULL, line varchar(200));
        INSERT INTO members VALUES (1, 'ada@example.org', 'Ada', 'hash-of-ada', 1), (2, 'ben@example.org', 'Ben', 'hash-of-ben', 1);
        INSERT INTO visits VALUES (1, 1, '2026-01-05', '25.50', 'Dr. Else', 'Spoke of Else'), (2, 1, '2026-02-05', '-3', '=cmd()', NULL), (3, 2, '2026-01-06', '30', 'Dr. Else', NULL);
        INSERT INTO logs VALUES (1, 1, 'ada was here'), (2, 2, 'ben was here');
        """;

    private readonly bool isSqlite = (clinic ?? provider) == Provider.Sqlite;

    /// <summary>Connection string of the clinic, as its owner.</summary>
    protected string Clinic { get; private set; } = "";

    /// <summary>Where the clinic's file lies, where it is one.</summary>
    protected virtual string ClinicFolder => Database.Folder;

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [new("ConnectionStrings:clinic", Clinic)];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Clinic = isSqlite
            ? $"Data Source={Path.Combine(ClinicFolder, "clinic.db")};Pooling=False"
            : await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await File.WriteAllTextAsync(Path.Combine(Database.Folder, "datamap.json"),
            Map.Replace("PROVIDER", isSqlite ? "sqlite" : "postgresql", StringComparison.Ordinal));
        await RunInClinicAsync(Tables);
        Assert.True((await Get<InstallRegister>().RunAsync(Actor.Portal, None)).IsOk);
        Assert.True((await Get<InitVault>().RunAsync(Actor.Portal, None)).IsOk);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (!isSqlite) await (await PostgresServer.SharedAsync()).DropDatabaseAsync(Clinic);
    }

    /// <summary>Runs SQL on the clinic.</summary>
    protected async Task RunInClinicAsync(string sql)
    {
        await using DbConnection connection = isSqlite ? new SqliteConnection(Clinic) : new NpgsqlConnection(Clinic);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    protected override void Configure(IServiceCollection services)
    {
        services.AddLocalization();
        services.AddDataMap(Database.Settings(MoreSettings));
    }
}
