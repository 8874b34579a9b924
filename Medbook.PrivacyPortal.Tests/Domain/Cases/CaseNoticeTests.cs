using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using static Medbook.PrivacyPortal.Tests.Domain.Cases.TestRequests;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

public sealed class CaseNoticeTests
{
    [Theory]
    [InlineData("2026-11-22", null)]
    [InlineData("2026-11-23", CaseNotice.Reminder)]
    [InlineData("2026-11-28", CaseNotice.Reminder)]
    [InlineData("2026-11-29", CaseNotice.Escalation)]
    [InlineData("2026-11-30", CaseNotice.Escalation)]
    [InlineData("2026-12-01", CaseNotice.Breach)]
    public void The_team_is_told_when_the_due_date_is_near_when_the_law_is_and_when_it_is_over(string day, CaseNotice? notice) =>
        Assert.Equal(notice, Submitted().NoticeOn(Day(day)));

    [Fact]
    public void Each_notice_is_given_once()
    {
        var request = Submitted();

        foreach (var (day, notice) in new[] { ("2026-11-23", CaseNotice.Reminder), ("2026-11-29", CaseNotice.Escalation), ("2026-12-01", CaseNotice.Breach) })
        {
            var before = request.Revision;
            request.Notice(notice, Later);
            Assert.Null(request.NoticeOn(Day(day)));
            Assert.NotEqual(before, request.Revision);
        }

        Assert.Equal((Later, Later, Later), (request.RemindedAt, request.EscalatedAt, request.BreachNotedAt));
        Assert.Equal([RequestEventKind.Reminded, RequestEventKind.Escalated, RequestEventKind.TermBreached], request.Events.TakeLast(3).Select(e => e.Kind));
        Assert.All(request.Events.TakeLast(3), e => Assert.Equal(Role.Portal, e.By));
    }

    [Fact]
    public void A_breach_that_was_noted_is_not_recorded_again_by_the_late_answer()
    {
        var request = Submitted();
        request.Notice(CaseNotice.Breach, Sent.AddDays(40));

        Assert.True(request.Grant(TestLetters.Complete, Officer, Sent.AddDays(41)).IsOk);

        Assert.True(request.AnsweredLate);
        Assert.Single(request.Events, e => e.Kind == RequestEventKind.TermBreached);
    }

    [Fact]
    public void Nobody_is_told_of_a_clock_that_stands_or_of_a_request_that_is_closed()
    {
        var paused = Submitted();
        paused.Question();

        Assert.Null(paused.NoticeOn(Day("2026-12-24")));
        Assert.Null(Answered().NoticeOn(Day("2026-12-24")));
        Assert.Null(Draft(RequestKind.Access).NoticeOn(Day("2026-12-24")));
    }

    [Fact]
    public void An_extended_term_comes_near_anew()
    {
        var request = Submitted();
        request.Notice(CaseNotice.Reminder, Later);
        request.Extend(ExtensionReason.Complex, "An expert looks.", Sent.AddDays(28));

        Assert.Null(request.NoticeOn(Day("2026-12-01")));
        Assert.Equal(CaseNotice.Reminder, request.NoticeOn(Day("2027-01-24")));
        Assert.Equal(CaseNotice.Escalation, request.NoticeOn(Day("2027-01-29")));
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
