using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Erasure;

/// <summary>What an erasure would do, on a small source of its own and on the portal's tables.</summary>
public abstract class PreviewErasureTests(Provider provider) : CaseTests(provider)
{
    private string ClinicFile => Path.Combine(Database.Folder, "clinic.db");

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [new("ConnectionStrings:clinic", $"Data Source={ClinicFile};Pooling=False")];

    protected override string MapJson => """
        { "sources": { "clinic": {
            "provider": "sqlite", "label": "Clinic | Kliniek | Clinique",
            "identities": { "members": { "key": "id", "addresses": "email" } },
            "datasets": {
              "members": {
                "label": "Profile | Profiel | Profil", "key": "id", "person": "id",
                "category": "identity", "activities": ["account"], "origin": "provided", "retention": "until-asked",
                "fields": {
                  "id": { "type": "integer", "label": "Number | Nummer | Numéro" },
                  "email": { "label": "E-mail", "category": "contact" },
                  "seen": { "type": "date", "label": "Seen | Gezien | Vu", "activities": ["account", "site-security"] }
                }
              },
              "logs": {
                "label": "Visits | Bezoeken | Visites", "key": "id", "person": "member_id",
                "category": "technical", "activities": ["site-security"], "origin": "observed",
                "retention": { "after": "12 months", "from": "day" },
                "fields": { "id": { "type": "integer", "label": "Number | Nummer | Numéro" }, "member_id": { "type": "integer", "label": "You | U | Vous" }, "day": { "type": "date", "label": "Day | Dag | Jour" } }
              },
              "invoices": {
                "label": "Invoices | Facturen | Factures", "key": "id", "person": "member_id",
                "category": "billing", "activities": ["business-administration"], "origin": "observed",
                "retention": { "after": "10 years", "atLeast": true, "from": "day" },
                "erasure": { "keep": "legal-obligation", "why": "Tax law. | Belastingwet. | Loi fiscale." },
                "fields": { "id": { "type": "integer", "label": "Number | Nummer | Numéro" }, "member_id": { "type": "integer", "label": "You | U | Vous" }, "day": { "type": "date", "label": "Day | Dag | Jour" } }
              }
            } } } }
        """;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await RunInClinicAsync("""
            CREATE TABLE members (id INTEGER PRIMARY KEY, email TEXT NOT NULL, seen TEXT);
            CREATE TABLE logs (id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL, day TEXT);
            CREATE TABLE invoices (id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL, day TEXT);
            INSERT INTO members VALUES (1, 'member@example.org', '2026-02-01'), (2, 'stranger@example.org', NULL);
            INSERT INTO logs VALUES (1, 1, '2025-11-30'), (2, 1, '2026-02-28'), (3, 2, '2026-03-01');
            INSERT INTO invoices VALUES (1, 1, '2021-08-31');
            """);
    }

    [Fact]
    public async Task The_operator_sees_the_same_of_somebody_without_an_account_and_that_they_looked_is_written()
    {
        var forecast = (await Get<ForecastErasure>().RunAsync(TestActors.Operator(), "stranger@example.org", None)).Value!;

        Assert.Equal(["logs", "members"], forecast.Lines.Select(line => line.Dataset).Order());
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.ErasureForeseen && e.Subject == null)));
        Assert.IsType<NobodyWithAddress>((await Get<ForecastErasure>().RunAsync(TestActors.Operator(), "nobody@example.org", None)).Problem);
        Assert.IsType<NotPermitted>((await Get<ForecastErasure>().RunAsync(Officer, "stranger@example.org", None)).Problem);
    }

    [Fact]
    public async Task Everything_is_told_apart_into_what_goes_now_what_goes_later_and_what_stays()
    {
        var preview = await PreviewAsync(await LinkedAsync(), RequestScope.Everything);

        var profile = Line(preview, "Profile");
        Assert.Equal((1, new ErasureForecast(ErasureFate.GoesNow, ErasureReason.UntilAsked), "5.3"), (profile.Count, profile.Forecast, profile.Policy));
        var logs = Line(preview, "Visits");
        Assert.Equal((2, new ErasureForecast(ErasureFate.GoesLater, ErasureReason.PeriodRuns), new DateOnly(2027, 2, 28), "5.4"),
            (logs.Count, logs.Forecast, logs.End!.Value, logs.Policy));
        Assert.Equal(["site-security"], logs.Uses.Select(use => use.Id));
        var invoices = Line(preview, "Invoices");
        Assert.Equal((1, new ErasureForecast(ErasureFate.Stays, ErasureReason.Exception), "Tax law.", "17(3)(b)", new DateOnly(2031, 8, 31)),
            (invoices.Count, invoices.Forecast, invoices.Why!.ToString(), invoices.Gdpr, invoices.End!.Value));
        // The portal keeps what proves that it answered.
        Assert.Contains(preview.Lines, line => line.Forecast is { Fate: ErasureFate.Stays, Reason: ErasureReason.LawRequires } && line.Gdpr == "17(3)(b)");
        Assert.Equal(preview.Lines.Sum(line => line.Count), preview.CountOf(Enum.GetValues<ErasureFate>()));
    }

    [Fact]
    public async Task An_activity_takes_its_own_records_and_leaves_what_another_use_needs()
    {
        var preview = await PreviewAsync(await LinkedAsync(), new RequestScope { Activities = ["account"] });

        Assert.Equal(["Profile"], preview.Lines.Select(line => line.Label.ToString()));
        Assert.Equal(new ErasureForecast(ErasureFate.GoesNow, ErasureReason.UntilAsked, EndsOtherUses: true), preview.Lines[0].Forecast);
        Assert.Equal(["site-security"], preview.Lines[0].EndsWith.Select(use => use.Id));
    }

    [Fact]
    public async Task Single_records_are_counted_one_by_one_and_a_ground_can_end_a_period()
    {
        var (person, scope) = (await LinkedAsync(), new RequestScope { Rows = [new("clinic", "logs", "1")] });

        var plain = Line(await PreviewAsync(person, scope), "Visits");
        Assert.Equal((1, ErasureFate.GoesLater, null), (plain.Count, plain.Forecast.Fate, plain.End));
        Assert.Equal("17(1)(d)", Line(await PreviewAsync(person, scope, ErasureGround.Unlawful), "Visits").Gdpr);
    }

    [Fact]
    public async Task What_a_legal_hold_is_on_is_held_and_the_person_reads_the_article_and_nothing_else()
    {
        var person = await LinkedAsync();
        await HoldAsync(new HoldTarget(person.Subject));

        var preview = await PreviewAsync(person, RequestScope.Everything);

        var profile = Line(preview, "Profile");
        Assert.Equal((1, new ErasureForecast(ErasureFate.Held, ErasureReason.LegalHold), "17(3)(e)", null), (profile.Count, profile.Forecast, profile.Gdpr, profile.Policy));
        Assert.Equal((ErasureFate.Held, null), (Line(preview, "Visits").Forecast.Fate, Line(preview, "Visits").End));
        // What stays anyway says why it stays.
        Assert.Equal(ErasureReason.Exception, Line(preview, "Invoices").Forecast.Reason);
        Assert.DoesNotContain(preview.Lines, line => line.Forecast.Fate is ErasureFate.GoesNow or ErasureFate.GoesLater);
    }

    [Fact]
    public async Task Of_a_kind_of_record_only_what_is_held_waits()
    {
        var person = await LinkedAsync();
        await HoldAsync(new HoldTarget(person.Subject, "clinic", "logs", "2"));

        var lines = (await PreviewAsync(person, RequestScope.Everything)).Lines.Where(line => line.Label.ToString() == "Visits").ToList();

        Assert.Equal([(1L, ErasureFate.GoesLater), (1L, ErasureFate.Held)], lines.Select(line => (line.Count, line.Forecast.Fate)));
        var first = await PreviewAsync(person, new RequestScope { Rows = [new("clinic", "logs", "1")] });
        Assert.Equal(ErasureFate.GoesLater, Line(first, "Visits").Forecast.Fate);
        var second = await PreviewAsync(person, new RequestScope { Rows = [new("clinic", "logs", "2")] });
        Assert.Equal((1, ErasureFate.Held), (Line(second, "Visits").Count, Line(second, "Visits").Forecast.Fate));
    }

    [Fact]
    public async Task Everybodys_records_of_a_kind_can_be_held()
    {
        await HoldAsync(new HoldTarget(null, "clinic", "logs"));

        var preview = await PreviewAsync(await LinkedAsync(), RequestScope.Everything);

        Assert.Equal((2, ErasureReason.LegalHold), (Line(preview, "Visits").Count, Line(preview, "Visits").Forecast.Reason));
        Assert.Equal(ErasureFate.GoesNow, Line(preview, "Profile").Forecast.Fate);
    }

    [Fact]
    public async Task What_another_open_request_speaks_of_waits_for_its_answer_unless_that_one_asks_for_an_erasure_too()
    {
        var person = await LinkedAsync();
        await SubmitAsync(person, RequestKind.Erasure, scope: RequestScope.Everything);
        Assert.Equal(ErasureFate.GoesNow, Line(await PreviewAsync(person, RequestScope.Everything), "Profile").Forecast.Fate);

        await SubmitAsync(person, RequestKind.Objection, scope: new RequestScope { Activities = ["account"] });

        var preview = await PreviewAsync(person, RequestScope.Everything);
        var profile = Line(preview, "Profile");
        Assert.Equal((new ErasureForecast(ErasureFate.Held, ErasureReason.OpenCase), "7.9", null), (profile.Forecast, profile.Policy, profile.Gdpr));
        Assert.Equal(ErasureFate.GoesLater, Line(preview, "Visits").Forecast.Fate);
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_is_named_and_takes_nothing_away()
    {
        var person = await LinkedAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(ClinicFile);

        var preview = (await Get<PreviewErasure>().RunAsync(person, RequestScope.Everything, null, None)).Value!;

        Assert.Equal(["Clinic"], preview.Missing.Select(source => source.Label.ToString()));
        Assert.NotEmpty(preview.Lines);
    }

    [Fact]
    public async Task It_shows_what_is_held_so_it_asks_who_is_there_and_leaves_a_trace()
    {
        var person = await LinkedAsync();
        Assert.IsType<ConfirmationMissing>((await Get<PreviewErasure>().RunAsync(TestActors.Member(SubjectKey.New(), confirmed: false), RequestScope.Everything, null, None)).Problem);
        Assert.IsType<NotPermitted>((await Get<PreviewErasure>().RunAsync(Actor.Visitor, RequestScope.Everything, null, None)).Problem);

        await Get<PreviewErasure>().RunAsync(person, RequestScope.Everything, null, None);

        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.OwnRecordsViewed && e.Subject == person.Subject)));
    }

    private static ErasureLine Line(ErasurePreview preview, string label) => preview.Lines.Single(line => line.Label.ToString() == label);

    private async Task HoldAsync(HoldTarget target) => Assert.Null((await Get<PlaceHold>().RunAsync(
        Officer, Guid.CreateVersion7(), new HoldOrder(target, HoldGround.LegalClaims, "Labour court", "Case 12/345", new(2026, 9, 1)), None)).Problem);

    private async Task<ErasurePreview> PreviewAsync(Actor person, RequestScope scope, ErasureGround? ground = null) =>
        (await Get<PreviewErasure>().RunAsync(person, scope, ground, None)).Value!;

    private async Task<Actor> LinkedAsync()
    {
        var person = await AddPersonAsync($"{Guid.NewGuid():N}@example.org");
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

    public sealed class OnSqlite() : PreviewErasureTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : PreviewErasureTests(Provider.PostgreSql);
}
