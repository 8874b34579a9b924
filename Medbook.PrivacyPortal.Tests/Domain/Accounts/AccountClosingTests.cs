using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Tests.Domain.Accounts;

/// <summary>Asked on 2 March 2026: it begins on 16 March at the earliest.</summary>
public sealed class AccountClosingTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly FourteenDaysOn = new(2026, 3, 16);

    [Fact]
    public void Nothing_begins_before_the_days_are_over_and_the_person_was_reminded()
    {
        var closing = Asked();
        Assert.Equal((FourteenDaysOn, ClosingState.Waiting), (closing.BeginsOn, closing.State));
        Assert.False(closing.HasReminderOn(new(2026, 3, 12)));
        Assert.True(closing.HasReminderOn(new(2026, 3, 13)));
        Assert.False(closing.IsDueOn(FourteenDaysOn));

        closing.Remind(Now.AddDays(11));

        Assert.False(closing.HasReminderOn(new(2026, 3, 13)));
        Assert.False(closing.IsDueOn(new(2026, 3, 15)));
        Assert.True(closing.IsDueOn(FourteenDaysOn));
    }

    [Fact]
    public void Who_is_reminded_late_has_the_days_all_the_same()
    {
        var closing = Asked();
        closing.Remind(Now.AddDays(20));

        Assert.False(closing.IsDueOn(new(2026, 3, 24)));
        Assert.True(closing.IsDueOn(new(2026, 3, 25)));
    }

    [Fact]
    public void It_is_undone_until_the_account_is_gone_and_begins_and_ends_once()
    {
        var undone = Asked();
        Assert.True(undone.Undo(Now).IsOk);
        Assert.IsType<ClosingOver>(undone.Undo(Now).Problem);
        Assert.Throws<InvalidOperationException>(() => undone.Begin(Now));
        var closing = Asked();
        Assert.Throws<InvalidOperationException>(() => closing.Close(Now));
        closing.Begin(Now);
        closing.Close(Now);

        Assert.IsType<ClosingOver>(closing.Undo(Now).Problem);
        Assert.Equal((ClosingState.Undone, ClosingState.Closed), (undone.State, closing.State));
    }

    [Fact]
    public void The_result_is_shown_for_thirty_days()
    {
        var closing = Asked();
        Assert.False(closing.ShowsResultAt(Now));
        closing.Begin(Now.AddDays(14));
        Assert.True(closing.ShowsResultAt(Now.AddDays(300)));
        closing.Close(Now.AddDays(20));

        Assert.True(closing.ShowsResultAt(Now.AddDays(49)));
        Assert.False(closing.ShowsResultAt(Now.AddDays(50)));
    }

    private static AccountClosing Asked() => AccountClosing.Ask(Guid.NewGuid(), SubjectKey.New(), "en-GB", Now);
}
