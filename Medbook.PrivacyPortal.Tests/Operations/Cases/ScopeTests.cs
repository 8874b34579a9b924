using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases;

/// <summary>A request that is started from a record: the record must be the person's own.</summary>
public abstract class ScopeTests(Provider provider) : CaseTests(provider)
{
    private string ClinicFile => Path.Combine(Database.Folder, "clinic.db");

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [new("ConnectionStrings:clinic", $"Data Source={ClinicFile}")];

    protected override string MapJson => """
        { "sources": { "clinic": {
            "provider": "sqlite",
            "identities": { "members": { "key": "id", "addresses": "email" } },
            "datasets": { "members": {
                "label": "Members | Leden | Membres", "key": "id", "person": "id",
                "category": "identity", "activities": ["account"], "origin": "provided", "retention": "until-asked",
                "fields": { "id": { "type": "integer", "label": "Number | Nummer | Numéro" }, "email": { "label": "E-mail", "category": "contact" } }
            } } } } }
        """;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await using var clinic = new SqliteConnection($"Data Source={ClinicFile};Pooling=False");
        await clinic.OpenAsync();
        await using var command = clinic.CreateCommand();
        command.CommandText = """
            CREATE TABLE members (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
            INSERT INTO members VALUES (1, 'member@example.org'), (2, 'stranger@example.org');
            """;
        await command.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task A_record_of_ones_own_is_a_scope_and_somebody_elses_is_not_found()
    {
        var person = await LinkedAsync("members:1");

        Assert.Null(await ProblemAsync(person, new ScopedRow("clinic", "members", "1")));
        Assert.Null(await ProblemAsync(person, new ScopedRow("clinic", "members", "")));
        Assert.IsType<UnknownRecord>(await ProblemAsync(person, new ScopedRow("clinic", "members", "2")));
        Assert.IsType<UnknownRecord>(await ProblemAsync(person, new ScopedRow("clinic", "members", "3")));
        Assert.IsType<UnknownRecord>(await ProblemAsync(person, new ScopedRow("clinic", "invoices", "1")));
        Assert.IsType<UnknownRecord>(await ProblemAsync(person, new ScopedRow("elsewhere", "members", "1")));
    }

    [Fact]
    public async Task Somebody_who_is_not_linked_has_no_records_to_name() =>
        Assert.IsType<UnknownRecord>(await ProblemAsync(await AddPersonAsync(), new ScopedRow("clinic", "members", "1")));

    [Fact]
    public async Task Somebody_who_proved_only_a_mail_address_names_no_record_whether_it_exists_or_not()
    {
        var guest = Actor.GuestOf((await LinkedAsync("members:1")).Subject!.Value, "session");

        foreach (var key in (string[])["1", "2", ""])
        {
            Assert.IsType<UnknownRecord>(await ProblemAsync(guest, new ScopedRow("clinic", "members", key)));
        }
        var draft = await Get<StartRequest>().RunAsync(guest, Guid.NewGuid(), new DraftContent(RequestKind.Rectification, Helpdesk, "Wrong."), "en-GB", None);
        var correction = new FieldCorrection(new ScopedRow("clinic", "members", "1"), "email", "member@example.org", "new@example.org");
        var corrected = new DraftContent(RequestKind.Rectification, Helpdesk, "Wrong.") { Details = new RequestDetails { Corrections = [correction] } };
        Assert.IsType<UnknownRecord>((await Get<SaveDraft>().RunAsync(guest, draft.Value!.Id, draft.Value.Revision, corrected, None)).Problem);
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_blocks_no_request()
    {
        var person = await LinkedAsync("members:1");
        SqliteConnection.ClearAllPools();
        File.Delete(ClinicFile);

        Assert.Null(await ProblemAsync(person, new ScopedRow("clinic", "members", "1")));
    }

    private async Task<Medbook.PrivacyPortal.Domain.Problem?> ProblemAsync(Actor person, ScopedRow row) =>
        (await Get<StartRequest>().RunAsync(person, Guid.NewGuid(),
            new DraftContent(RequestKind.Rectification, new RequestScope { Rows = [row] }, "Wrong."), "en-GB", None)).Problem;

    private async Task<Actor> LinkedAsync(string key)
    {
        var person = await AddPersonAsync();
        await using var db = await OpenAsync();
        var link = SubjectLink.Untried(person.Subject!.Value, "clinic");
        link.Record([key], isTaken: false, Now);
        db.SubjectLinks.Add(link);
        await db.SaveChangesAsync();
        return person;
    }

    public sealed class OnSqlite() : ScopeTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : ScopeTests(Provider.PostgreSql);
}
