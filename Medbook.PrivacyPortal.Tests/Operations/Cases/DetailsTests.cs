using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases;

/// <summary>What a draft says beside its words is looked up, whatever a page sends.</summary>
public abstract class DetailsTests(Provider provider) : CaseTests(provider)
{
    private static readonly ScopedRow Mine = new("clinic", "members", "1");
    private static readonly ScopedRow Theirs = new("clinic", "members", "2");

    private string ClinicFile => Path.Combine(Database.Folder, "clinic.db");

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [new("ConnectionStrings:clinic", $"Data Source={ClinicFile};Pooling=False")];

    protected override string MapJson => """
        { "sources": { "clinic": {
            "provider": "sqlite",
            "identities": { "members": { "key": "id", "addresses": "email" } },
            "datasets": { "members": {
                "label": "Members | Leden | Membres", "key": "id", "person": "id",
                "category": "identity", "activities": ["account"], "origin": "provided", "retention": "until-asked", "rectifiable": true,
                "fields": {
                  "id": { "type": "integer", "label": "Number | Nummer | Numéro", "rectifiable": false },
                  "email": { "label": "E-mail", "category": "contact" },
                  "born": { "type": "date", "label": "Born | Geboren | Né" },
                  "doctor": { "label": "Doctor | Arts | Médecin", "others": "structured" },
                  "password": { "label": "Password | Wachtwoord | Mot de passe", "secret": true, "rectifiable": false }
                }
            } } } } }
        """;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await RunInClinicAsync("""
            CREATE TABLE members (id INTEGER PRIMARY KEY, email TEXT NOT NULL, born TEXT, doctor TEXT, password TEXT);
            INSERT INTO members VALUES (1, 'member@example.org', '1980-10-01', 'Dr. Else', 'x'), (2, 'stranger@example.org', '1970-01-01', NULL, 'y');
            """);
    }

    [Fact]
    public async Task What_a_record_holds_is_read_and_not_believed()
    {
        var person = await LinkedAsync();

        var draft = await KeptAsync(person,
            new(Mine, "born", "1900-01-01", "1980-09-01"), new(Mine, "doctor", "Dr. Else", "Dr. Other"), new(Mine with { Key = "" }, "email", "made up", "new@example.org"));

        Assert.Equal(
            [("born", "1980-10-01", "1980-09-01"), ("doctor", null, "Dr. Other"), ("email", null, "new@example.org")],
            draft.Details.Corrections.Select(one => (one.Field, one.Shown, one.Proposed)));
    }

    [Fact]
    public async Task What_was_shown_when_it_was_chosen_stays_while_somebody_types()
    {
        var person = await LinkedAsync();
        var draft = await KeptAsync(person, new FieldCorrection(Mine, "born", null, "1980-09-0"));
        await RunInClinicAsync("UPDATE members SET born = '1981-01-01'");

        var saved = await Get<SaveDraft>().RunAsync(person, draft.Id, draft.Revision,
            Content(new FieldCorrection(Mine, "born", "tampered", "1980-09-01"), new FieldCorrection(Mine, "email", null, "new@example.org")), None);

        Assert.True(saved.IsOk);
        Assert.Equal(
            [("1980-10-01", "1980-09-01"), ("member@example.org", "new@example.org")],
            (await StoredAsync(draft.Id)).Details.Corrections.Select(one => (one.Shown, one.Proposed)));
    }

    [Fact]
    public async Task Anothers_record_an_unknown_field_and_one_that_follows_from_something_else_are_refused()
    {
        var person = await LinkedAsync();

        Assert.IsType<UnknownRecord>(await ProblemAsync(person, new FieldCorrection(Theirs, "born", null, "x")));
        Assert.IsType<UnknownRecord>(await ProblemAsync(person, new FieldCorrection(Mine with { Key = "7" }, "born", null, "x")));
        Assert.IsType<UnknownRecord>(await ProblemAsync(person, new FieldCorrection(Mine with { Dataset = "invoices" }, "born", null, "x")));
        Assert.IsType<UnknownRecord>(await ProblemAsync(person, new FieldCorrection(Mine with { Source = "elsewhere" }, "born", null, "x")));
        Assert.IsType<UnknownField>(await ProblemAsync(person, new FieldCorrection(Mine, "shoe_size", null, "x")));
        Assert.IsType<UnknownField>(await ProblemAsync(person, new FieldCorrection(Mine, "password", null, "x")));
        Assert.IsType<FieldNotRectifiable>(await ProblemAsync(person, new FieldCorrection(Mine, "id", null, "2")));
        Assert.IsType<CorrectedTwice>(await ProblemAsync(person, new(Mine, "born", null, "x"), new(Mine, "born", null, "y")));
        Assert.IsType<UnknownRecord>(await ProblemAsync(await AddPersonAsync("unlinked@example.org"), new FieldCorrection(Mine, "born", null, "x")));
    }

    [Fact]
    public async Task A_later_save_is_looked_at_as_the_first_one_was()
    {
        var person = await LinkedAsync();
        var draft = await KeptAsync(person, new FieldCorrection(Mine, "born", null, "1980-09-01"));

        var saved = await Get<SaveDraft>().RunAsync(person, draft.Id, draft.Revision, Content(new FieldCorrection(Theirs, "born", null, "x")), None);

        Assert.IsType<UnknownRecord>(saved.Problem);
        Assert.Equal(Mine, (await StoredAsync(draft.Id)).Details.Corrections.Single().Row);
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_blocks_no_correction()
    {
        var person = await LinkedAsync();
        File.Delete(ClinicFile);

        var draft = await KeptAsync(person, new FieldCorrection(Mine, "born", "1980-10-01", "1980-09-01"));

        Assert.Null(draft.Details.Corrections.Single().Shown);
    }

    [Fact]
    public async Task A_correction_without_words_is_a_request_and_one_that_changes_nothing_is_left_behind()
    {
        var person = await LinkedAsync();
        var draft = await KeptAsync(person, new(Mine, "born", null, "1980-09-01"), new(Mine, "email", null, "member@example.org "));

        Assert.True((await Get<SubmitRequest>().RunAsync(person, draft.Id, None)).IsOk);

        Assert.Equal(["born"], (await StoredAsync(draft.Id)).Details.Corrections.Select(one => one.Field));
        var empty = await KeptAsync(person, new FieldCorrection(Mine, "email", null, "member@example.org"));
        Assert.IsType<WordsMissing>((await Get<SubmitRequest>().RunAsync(person, empty.Id, None)).Problem);
    }

    [Fact]
    public async Task A_complaint_speaks_of_ones_own_earlier_requests_only()
    {
        var person = await LinkedAsync();
        var stranger = await AddPersonAsync("stranger@example.org");
        var (mine, theirs, draft) = ((await SubmitAsync(person)).Request, (await SubmitAsync(stranger)).Request, await StartAsync(person));

        Assert.IsType<UnknownRequest>(await ProblemAsync(person, Complaint(theirs)));
        Assert.IsType<UnknownRequest>(await ProblemAsync(person, Complaint(draft)));
        Assert.IsType<UnknownRequest>(await ProblemAsync(person, Complaint(Guid.NewGuid())));
        var kept = await Get<StartRequest>().RunAsync(person, Guid.NewGuid(), Complaint(mine), "en-GB", None);

        Assert.Equal(new CaseReference(mine, "2026-0001"), (await Get<ReadMyRequest>().RunAsync(person, kept.Value!.Id, None)).Value!.Earlier);
    }

    private static DraftContent Complaint(Guid earlier) =>
        new(RequestKind.Complaint, RequestScope.Everything, "Late.") { Details = new() { EarlierRequest = earlier } };

    private static DraftContent Content(params FieldCorrection[] corrections) =>
        new(RequestKind.Rectification, RequestScope.Everything, "") { Details = new() { Corrections = corrections } };

    private async Task<RightsRequest> KeptAsync(Actor person, params FieldCorrection[] corrections)
    {
        var started = await Get<StartRequest>().RunAsync(person, Guid.NewGuid(), Content(corrections), "en-GB", None);
        Assert.Null(started.Problem);
        return await StoredAsync(started.Value!.Id);
    }

    private Task<Problem?> ProblemAsync(Actor person, params FieldCorrection[] corrections) => ProblemAsync(person, Content(corrections));

    private async Task<Problem?> ProblemAsync(Actor person, DraftContent content) =>
        (await Get<StartRequest>().RunAsync(person, Guid.NewGuid(), content, "en-GB", None)).Problem;

    private async Task<Actor> LinkedAsync()
    {
        var person = await AddPersonAsync();
        await using var db = await OpenAsync();
        var link = SubjectLink.Untried(person.Subject!.Value, "clinic");
        link.Record(["members:1"], isTaken: false, Now);
        db.SubjectLinks.Add(link);
        await db.SaveChangesAsync();
        return person;
    }

    private async Task RunInClinicAsync(string sql)
    {
        await using var clinic = new SqliteConnection($"Data Source={ClinicFile};Pooling=False");
        await clinic.OpenAsync();
        await using var command = clinic.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public sealed class OnSqlite() : DetailsTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : DetailsTests(Provider.PostgreSql);
}
