using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Operations.Recipients;
using Medbook.PrivacyPortal.Operations.Restrictions;
using Medbook.PrivacyPortal.Tests.Operations.Rectification;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Recipients;

/// <summary>It is 2 March 2026. The employer and the committee have addresses, the others have none.</summary>
public abstract partial class RecipientTests(Provider provider) : RectificationTests(provider)
{
    private const string Committee = "committee@example.org";

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings =>
    [
        .. base.MoreSettings, new("Recipients:employer:Mail", "employer@example.org"), new("Recipients:accreditation-committee:Mail", Committee), new("Recipients:accreditation-committee:Language", "nl-BE"),
    ];

    [Fact]
    public async Task Each_recipient_of_the_data_gets_one_notice_and_the_mail_names_nobody()
    {
        await AddStaffAsync("officer@example.org");
        var request = await CorrectedAsync();

        Assert.Equal(1, await ReadAsync(db => db.OutgoingMails.CountAsync(m => m.To == "officer@example.org" && m.Body.StartsWith("Recipients of the data of request 2026-0001"))));
        Assert.Equal(
            [("accreditation-committee", NoticeState.Sent), ("authorities", NoticeState.ToDo), ("employer", NoticeState.Sent), ("staff-and-suppliers", NoticeState.ToDo)],
            (await NoticesAsync(request)).Select(n => (n.Recipient, n.State)));
        var mail = await MailAsync();
        Assert.Equal("Verzoek 2026-0001: gegevens die u kreeg", mail.Subject);
        Assert.DoesNotContain("ada@", mail.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("king", mail.Body, StringComparison.OrdinalIgnoreCase);
        var token = Token().Match(mail.Body).Groups[1].Value;
        Assert.Equal(43, token.Length);
        Assert.DoesNotContain(token, string.Join(' ', (await NoticesAsync(request)).Select(n => n.TokenHash)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_the_link_stands_what_is_needed_to_find_the_data_until_the_recipient_did_it()
    {
        var request = await CorrectedAsync();
        var token = Token().Match((await MailAsync()).Body).Groups[1].Value;

        var page = (await Get<ReadNotice>().RunAsync(Actor.Visitor, token, None)).Value!;
        await Get<ReadNotice>().RunAsync(Actor.Visitor, token, None);

        Assert.Equal(("2026-0001", NoticeDeed.Corrected), (page.Number, page.Notice.Deed));
        Assert.Equal([new NoticeItem("clinic", "members", "1", "1", "name", "Ada King")], page.Notice.Items);
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.RecipientLooked)));
        Assert.IsType<NotFound>((await Get<ReadNotice>().RunAsync(Actor.Visitor, token[..^1], None)).Problem);
        Assert.Null((await Get<AcknowledgeNotice>().RunAsync(Actor.Visitor, token, None)).Problem);
        Assert.IsType<NotFound>((await Get<ReadNotice>().RunAsync(Actor.Visitor, token, None)).Problem);
        Assert.IsType<NotFound>((await Get<AcknowledgeNotice>().RunAsync(Actor.Visitor, token, None)).Problem);
        var done = (await NoticesAsync(request)).Single(n => n.Recipient == "accreditation-committee");
        Assert.Equal((NoticeState.Acknowledged, 0), (done.State, done.Items.Count));
    }

    [Fact]
    public async Task Who_says_nothing_is_reminded_twice_with_a_new_link_and_then_an_officer_asks()
    {
        var request = await CorrectedAsync();
        var first = Token().Match((await MailAsync()).Body).Groups[1].Value;
        Assert.Equal(0, (await Get<RemindRecipients>().RunAsync(Actor.Portal, None)).Value);
        Clock.Advance(RecipientNotice.BetweenMails);

        Assert.Equal(2, (await Get<RemindRecipients>().RunAsync(Actor.Portal, None)).Value);
        Assert.Equal(0, (await Get<RemindRecipients>().RunAsync(Actor.Portal, None)).Value);

        var again = await MailAsync();
        Assert.StartsWith("Dit is een herinnering.", again.Body, StringComparison.Ordinal);
        Assert.IsType<NotFound>((await Get<ReadNotice>().RunAsync(Actor.Visitor, first, None)).Problem);
        Assert.True((await Get<ReadNotice>().RunAsync(Actor.Visitor, Token().Match(again.Body).Groups[1].Value, None)).IsOk);
        Clock.Advance(RecipientNotice.BetweenMails);
        Assert.Equal(2, (await Get<RemindRecipients>().RunAsync(Actor.Portal, None)).Value);
        Clock.Advance(RecipientNotice.BetweenMails);
        Assert.Equal(0, (await Get<RemindRecipients>().RunAsync(Actor.Portal, None)).Value);
        Assert.True((await NoticesAsync(request)).Single(n => n.Recipient == "employer").IsUnanswered(Now));
        Clock.Advance(RecipientNotice.LinkLifetime);
        Assert.IsType<NotFound>((await Get<ReadNotice>().RunAsync(Actor.Visitor, Token().Match((await MailAsync()).Body).Groups[1].Value, None)).Problem);
    }

    [Fact]
    public async Task Impossible_needs_words_and_the_person_reads_them()
    {
        var person = await MemberAsync();
        var request = await CorrectedAsync(person);
        var notice = (await NoticesAsync(request)).Single(n => n.Recipient == "authorities");

        Assert.IsType<NoticeWordsMissing>((await SettleAsync(notice, NoticeState.Impossible, " ")).Problem);
        Assert.Null((await SettleAsync(notice, NoticeState.Impossible, "The office was closed in 2020.")).Problem);
        Assert.IsType<NoticeEnded>((await SettleAsync(notice, NoticeState.ToldOtherwise, "By telephone.")).Problem);

        var told = (await Get<ListMyNotices>().RunAsync(person, request, None)).Value!;
        Assert.Contains(told, one => one is { Recipient: "authorities", State: NoticeState.Impossible, Words: "The office was closed in 2020." });
        Assert.Empty((await Get<ListMyNotices>().RunAsync(TestActors.SomebodyElse(), request, None)).Value!);
        Assert.IsType<NotPermitted>((await Get<SettleNotice>().RunAsync(TestActors.Auditor(), notice.Id, notice.Revision, NoticeState.Impossible, "x", None)).Problem);
    }

    [Fact]
    public async Task A_limit_is_told_to_the_recipients_of_that_use()
    {
        var person = await AddPersonAsync();
        var request = (await SubmitAsync(person, RequestKind.Objection, scope: new RequestScope { Activities = ["helpdesk"] })).Request;

        Assert.Null((await Get<RestrictUse>().RunAsync(Officer, request, (await StoredAsync(request)).Revision, [new RestrictionTarget("helpdesk")], None)).Problem);

        var notices = await NoticesAsync(request);
        Assert.Equal(["authorities", "staff-and-suppliers"], notices.Select(n => n.Recipient));
        Assert.All(notices, n => Assert.Equal((NoticeDeed.Restricted, "helpdesk"), (n.Deed, Assert.Single(n.Activities))));
    }

    [Fact]
    public async Task Who_was_told_of_a_limit_is_told_on_which_day_it_ends()
    {
        var person = await AddPersonAsync();
        var request = (await SubmitAsync(person, RequestKind.Restriction, scope: new RequestScope { Activities = ["account"] })).Request;
        Assert.Null((await Get<RestrictUse>().RunAsync(Officer, request, (await StoredAsync(request)).Revision, [new RestrictionTarget("account")], None)).Problem);
        Assert.Null((await SettleAsync((await NoticesAsync(request)).Single(n => n.Recipient == "authorities"), NoticeState.NothingDisclosed, "They never asked.")).Problem);
        var seen = await ReadAsync(db => db.UseRestrictions.Select(r => new SeenRestriction(r.Id, r.Revision)).SingleAsync());
        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Null((await Get<LiftRestriction>().RunAsync(Officer, seen, new DateOnly(2026, 3, 20), "It was right.", toldByPost: false, None)).Problem);

        // Whom nobody told yet need not be told that it ends.
        Assert.Equal(
            [("accreditation-committee", NoticeState.Sent), ("employer", NoticeState.Sent)],
            (await NoticesAsync(request)).Where(n => n.Deed == NoticeDeed.Lifted).Select(n => (n.Recipient, n.State)));
        var mail = await MailAsync();
        Assert.Contains("U mag de gegevens weer gebruiken vanaf 20 maart 2026.", mail.Body, StringComparison.Ordinal);
        var page = (await Get<ReadNotice>().RunAsync(Actor.Visitor, Token().Match(mail.Body).Groups[1].Value, None)).Value!;
        Assert.Equal((NoticeDeed.Lifted, new DateOnly(2026, 3, 20), "account"), (page.Notice.Deed, page.FreeFrom!.Value, Assert.Single(page.Notice.Activities)));
        Assert.Contains((await Get<ListMyNotices>().RunAsync(person, request, None)).Value!, one => one.Deed == NoticeDeed.Lifted);
    }

    [Fact]
    public async Task What_waits_is_found_by_an_index()
    {
        await using var db = await OpenAsync();

        QueryPlan.AssertIndexed(await QueryPlan.OfAsync(db, db.RecipientNotices.Where(n => n.TokenHash == "x")), "RecipientNotices");
    }

    private async Task<Guid> CorrectedAsync(Actor? person = null)
    {
        var request = await AskAsync(person ?? await MemberAsync(), "", Of("name", "Ada King"));
        Assert.Null((await GrantAsync(request)).Problem);
        Assert.True(await CarryOutAsync());
        return request;
    }

    private async Task<IReadOnlyList<RecipientNotice>> NoticesAsync(Guid request) => (await Get<ListCaseNotices>().RunAsync(Officer, request, None)).Value!;

    private async Task<Result> SettleAsync(RecipientNotice notice, NoticeState how, string words) =>
        await Get<SettleNotice>().RunAsync(Officer, notice.Id, notice.Revision, how, words, None);

    private Task<(string Subject, string Body)> MailAsync() => ReadAsync(async db =>
    {
        var mail = await db.OutgoingMails.Where(m => m.To == Committee).OrderBy(m => m.CreatedAt).LastAsync();
        return (mail.Subject, mail.Body);
    });

    [GeneratedRegex(@"https://privacy\.example\.org/notices/([\w-]+)$")]
    private static partial Regex Token();

    public sealed class OnSqlite() : RecipientTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : RecipientTests(Provider.PostgreSql);
}
