using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases;

/// <summary>An objection to direct marketing is granted in the moment it is sent (GDPR 21(3)).</summary>
public abstract class MarketingTests(Provider provider) : CaseTests(provider)
{
    private static readonly RequestScope Marketing = new() { Activities = ["direct-marketing"] };

    [Fact]
    public async Task It_is_granted_at_once_with_its_letter_its_mail_and_its_trace()
    {
        var person = await AddPersonAsync();

        var id = await StartedAsync(person, Marketing, "nl-BE");
        var sent = await Get<SubmitRequest>().RunAsync(person, id, None);

        var request = await StoredAsync(id);
        Assert.Equal("2026-0001", sent.Value!.Number);
        Assert.Equal((RequestStatus.Done, Outcome.Granted, "portal", Now), (request.Status, request.Outcome!.Value, request.DecidedBy!, request.DecidedAt!.Value));
        Assert.Equal(
            [(RequestEventKind.Submitted, Role.Member), (RequestEventKind.Acknowledged, Role.Portal), (RequestEventKind.Granted, Role.Portal)],
            request.Events.OrderBy(e => e.Id).Select(e => (e.Kind, e.By)));
        Assert.Contains("We gebruiken uw gegevens vanaf vandaag niet meer voor direct marketing.", request.Letter!.Text);
        Assert.DoesNotContain("dossierbeheerder", request.Letter.Text);
        var mails = await ReadAsync(db => db.OutgoingMails.Where(mail => mail.To == "member@example.org").ToListAsync());
        Assert.Equal(2, mails.Count);
        Assert.Single(mails, mail => mail.Body.StartsWith(request.Letter.Text, StringComparison.Ordinal));
        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.RequestGranted));
        Assert.Equal((Role.Portal, person.Subject, id.ToString(), request.Letter.Hash), (entry.ActorRole, entry.Subject, entry.Reference, entry.Detail));
    }

    [Fact]
    public async Task A_second_click_grants_and_mails_nothing_again()
    {
        var person = await AddPersonAsync();
        var id = await StartedAsync(person, Marketing);
        var clicks = Enumerable.Range(0, 3).Select(_ => Get<SubmitRequest>()).ToArray();

        await Task.WhenAll(clicks.Select(click => Task.Run(() => click.RunAsync(person, id, None))));

        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.RequestGranted)));
        Assert.Equal(2, await ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task Nothing_that_has_to_be_weighed_hides_behind_it()
    {
        var person = await AddPersonAsync();

        foreach (var scope in (RequestScope[])[RequestScope.Everything, new() { Activities = ["direct-marketing", "site-security"] }, new() { Activities = ["helpdesk"] }])
        {
            var started = await Get<StartRequest>().RunAsync(person, Guid.NewGuid(), Content(scope), "en-GB", None);
            Assert.IsType<MarketingStandsAlone>(started.Problem);
        }
        var id = await StartedAsync(person, Marketing);
        var revision = (await StoredAsync(id)).Revision;
        Assert.IsType<MarketingStandsAlone>((await Get<SaveDraft>().RunAsync(person, id, revision, Content(Helpdesk), None)).Problem);
    }

    [Fact]
    public async Task An_objection_to_another_use_waits_for_an_officer()
    {
        var person = await AddPersonAsync();
        var id = (await SubmitAsync(person, RequestKind.Objection)).Request;

        Assert.Equal(RequestStatus.Received, (await StoredAsync(id)).Status);
    }

    private static DraftContent Content(RequestScope scope) => new(RequestKind.Objection, scope, "") { Details = new() { DirectMarketing = true } };

    private async Task<Guid> StartedAsync(Actor person, RequestScope scope, string language = "en-GB")
    {
        var started = await Get<StartRequest>().RunAsync(person, Guid.NewGuid(), Content(scope), language, None);
        Assert.Null(started.Problem);
        return started.Value!.Id;
    }

    public sealed class OnSqlite() : MarketingTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : MarketingTests(Provider.PostgreSql);
}
