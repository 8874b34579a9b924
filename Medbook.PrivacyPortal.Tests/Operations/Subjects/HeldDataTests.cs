using System.Data.Common;
using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Medbook.PrivacyPortal.Tests.Operations.Subjects;

/// <summary>Base of tests of a person's own view: a clinic with a few kinds of record about two members, and an archive.</summary>
public abstract class HeldDataTests(Provider provider) : OperationTests(provider)
{
    private const string Tables = """
        CREATE TABLE members (id integer PRIMARY KEY, email text, name text, password text);
        CREATE TABLE career (id integer PRIMARY KEY, member_id integer, role text, started text, reviewer text, remark text, motivation text);
        CREATE TABLE letters (id integer PRIMARY KEY, sender_id integer, receiver_id integer, sender_name text, receiver_name text, body text);
        CREATE TABLE tickets (id integer PRIMARY KEY, member_id integer, subject text, closed text);
        CREATE TABLE agreements (id integer PRIMARY KEY, member_id integer, company integer, ended text);
        INSERT INTO members VALUES (1, 'ann@example.org', 'Ann', 'hash-of-ann'), (2, 'bea@example.org', 'Bea', 'hash-of-bea');
        INSERT INTO career VALUES
            (1, 1, 'Resident', '2019-10-01', 'Reviewer of Ann', 'Remark about Ann and others', 'Ann about her plans'),
            (2, 1, 'Emergency physician', '2021-09-01', NULL, NULL, NULL),
            (3, 2, 'Surgeon', '2015-02-03', 'Reviewer of Bea', 'Remark about Bea', 'Bea about her plans');
        INSERT INTO letters VALUES (1, 1, 2, 'Ann', 'Bea', 'Dear Bea'), (2, 2, 1, 'Bea', 'Ann', 'Dear Ann'), (3, 2, 2, 'Bea', 'Bea', 'Note to self');
        INSERT INTO tickets VALUES (1, 1, 'First question', '2024-03-31'), (2, 1, 'Second question', NULL), (3, 2, 'Question of Bea', '2025-01-01');
        INSERT INTO agreements VALUES (1, 1, 0, '2020-06-30'), (2, 1, 1, '2021-08-31');
        """;

    private const string Datasets = """
        "members": { "label": "Profile", "key": "id", "person": "id", "category": "identity", "activities": ["account", "communication"],
          "origin": "provided", "retention": "until-asked", "fields": {
            "id": { "type": "integer", "label": "Number", "origin": "derived", "activities": "account" },
            "email": { "label": "E-mail", "rectifiable": true },
            "name": { "label": "Name", "rectifiable": true, "activities": "account" },
            "password": { "label": "Password", "secret": true, "activities": "account" } } },
        "career": { "label": "Career", "key": "id", "person": "member_id", "category": "career", "activities": "account",
          "origin": "provided", "retention": "until-asked", "date": "started", "fields": {
            "role": { "label": "Role", "rectifiable": true },
            "started": { "type": "date", "stored": "iso", "label": "Since" },
            "reviewer": { "label": "Reviewer", "origin": "third-party", "others": "structured" },
            "remark": { "label": "Remark", "origin": "third-party", "others": "free-text" },
            "motivation": { "label": "Motivation", "others": "free-text" } },
          "excluded": { "id": "A number.", "member_id": "A number." } },
        "letters": { "label": "Letters", "key": "id", "category": "content", "activities": "communication", "origin": "provided", "retention": "criteria",
          "people": {
            "sender": { "label": "You sent it", "person": "sender_id", "fields": { "sender_name": "Sender" } },
            "receiver": { "label": "You received it", "person": "receiver_id", "fields": { "receiver_name": "Receiver" } } },
          "fields": { "body": { "label": "Text", "others": "free-text" } },
          "excluded": { "id": "A number.", "sender_id": "A number.", "receiver_id": "A number." } },
        "tickets": { "label": "Questions", "key": "id", "person": "member_id", "category": "content", "activities": "helpdesk",
          "origin": "provided", "retention": { "after": "5 years", "from": { "column": "closed", "type": "date", "stored": "iso" } },
          "fields": { "subject": "Subject" }, "excluded": { "id": "A number.", "member_id": "A number.", "closed": "A date." } },
        "agreements": { "label": "Your agreements", "key": "id", "person": "member_id", "where": { "company": 0 },
          "category": "company", "activities": "contracting", "origin": "provided",
          "retention": { "after": "10 years", "atLeast": true, "from": "ended" },
          "fields": { "ended": { "type": "date", "stored": "iso", "label": "Ended" } }, "excluded": { "id": "A number.", "member_id": "A number.", "company": "A switch." } },
        "company-agreements": { "table": "agreements", "label": "Agreements of your organisation", "key": "id", "person": "member_id", "else": true,
          "category": "company", "activities": "contracting", "origin": "provided", "basis": { "contracting": "legitimate-interest" },
          "retention": { "after": "10 years", "atLeast": true, "from": "ended" },
          "fields": { "ended": { "type": "date", "stored": "iso", "label": "Ended" } }, "excluded": { "id": "A number.", "member_id": "A number.", "company": "A switch." } }
        """;

    private const string Archive = """
        "logs": { "label": "Visits", "key": "id", "person": "member_id", "category": "technical", "activities": "site-security",
          "origin": "observed", "retention": "criteria", "fields": { "path": "Page" }, "excluded": { "id": "A number.", "member_id": "A number." } }
        """;

    private string clinic = "";
    private string archive = "";

    protected bool IsSqlite { get; } = provider == Provider.Sqlite;

    protected Actor Ann { get; private set; } = null!;

    protected Actor Bea { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (clinic, archive) = (await CreateAsync("clinic"), await CreateAsync("archive"));
        await SqlAsync(clinic, Tables);
        await SqlAsync(archive, "CREATE TABLE logs (id integer PRIMARY KEY, member_id integer, path text); INSERT INTO logs VALUES (1, 1, '/home')");
        await Get<InstallRegister>().RunAsync(Actor.Portal, None);
        Ann = await AddPersonAsync("ann@example.org");
        Bea = await AddPersonAsync("bea@example.org");
        await LinkAsync(Ann, "clinic", "members:1");
        await LinkAsync(Ann, "archive", "members:1");
        await LinkAsync(Bea, "clinic", "members:2");
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (IsSqlite) return;
        var server = await PostgresServer.SharedAsync();
        await server.DropDatabaseAsync(clinic);
        await server.DropDatabaseAsync(archive);
    }

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings =>
        [new("ConnectionStrings:clinic", clinic), new("ConnectionStrings:archive", archive)];

    protected override void Configure(IServiceCollection services) => services.AddSingleton(provider => SourcesRegistration.Catalog(
        LoadMap(), provider.GetRequiredService<PortalSettings>()));

    /// <summary>From now on the archive is not there.</summary>
    protected async Task LoseArchiveAsync()
    {
        if (IsSqlite) File.Delete(Path.Combine(Database.Folder, "archive.db"));
        else await (await PostgresServer.SharedAsync()).DropDatabaseAsync(archive);
    }

    /// <summary>Changes the clinic's database behind the portal's back.</summary>
    protected Task ChangeClinicAsync(string sql) => SqlAsync(clinic, sql);

    /// <summary>Says what came of looking for a person in a source.</summary>
    protected async Task LinkAsync(Actor who, string source, params string[] personKeys)
    {
        await using var db = await OpenAsync();
        var link = SubjectLink.Untried(who.Subject!.Value, source);
        link.Record(personKeys, isTaken: false, Now);
        db.SubjectLinks.Add(link);
        await db.SaveChangesAsync();
    }

    protected async Task<HeldData> HeldAsync(Actor who) =>
        (await Get<ReadHeldData>().RunAsync(who, None)) is { IsOk: true, Value: var held } ? held : throw new InvalidOperationException();

    protected static HeldActivity Find(HeldData held, string activity) => held.Activities.Single(a => a.Activity.Id == activity);

    private Map LoadMap()
    {
        var kind = IsSqlite ? "sqlite" : "postgresql";
        const string identity = """ "identities": { "members": { "key": "id", "addresses": "email" } } """;
        var reading = MapLoader.ReadText("datamap.json", $$"""
            { "sources": {
              "clinic": { "label": "The clinic", "provider": "{{kind}}", {{identity}}, "datasets": { {{Datasets}} } },
              "archive": { "label": "The archive", "provider": "{{kind}}", {{identity}}, "datasets": { {{Archive}} } } } }
            """, kind);
        Assert.Empty(reading.Faults);
        return reading.Map!;
    }

    private async Task<string> CreateAsync(string name) => IsSqlite
        ? $"Data Source={Path.Combine(Database.Folder, name + ".db")};Pooling=False"
        : await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

    private async Task SqlAsync(string to, string sql)
    {
        await using DbConnection connection = IsSqlite ? new SqliteConnection(to) : new NpgsqlConnection(to);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
