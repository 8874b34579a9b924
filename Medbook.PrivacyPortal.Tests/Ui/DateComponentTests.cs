using Bunit;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Tests.Ui;

public sealed class DateComponentTests : UiTestContext
{
    [Theory]
    [InlineData(28, "28 November 2026, in 5 days")]
    [InlineData(24, "24 November 2026, tomorrow")]
    [InlineData(23, "23 November 2026, today")]
    [InlineData(22, "22 November 2026, 1 day late")]
    [InlineData(20, "20 November 2026, 3 days late")]
    public void A_due_date_says_how_far_it_is(int day, string expected) =>
        Assert.Equal(expected, Due(day).Find("span").TextContent);

    [Fact]
    public void Only_a_date_that_has_passed_is_red()
    {
        Assert.Empty(Due(23).FindAll(".tx-danger"));
        Assert.Single(Due(22).FindAll(".tx-danger"));
    }

    [Fact]
    public void A_due_date_speaks_French()
    {
        Speak("fr-BE");

        Assert.Equal("28 novembre 2026, dans 5 jours", Due(28).Find("span").TextContent);
    }

    [Fact]
    public void A_date_is_readable_for_machines_too() =>
        Assert.Equal("2026-11-28", Render<DateText>(parameters => parameters.Add(date => date.On, new DateOnly(2026, 11, 28))).Find("time").GetAttribute("datetime"));

    [Fact]
    public void A_saved_draft_is_announced_with_the_time_in_Brussels()
    {
        var note = Render<SavedNote>();
        Assert.Equal("", note.Find("[role=status]").TextContent);

        note.Render(parameters => parameters.Add(saved => saved.At, new DateTimeOffset(2026, 11, 23, 7, 12, 0, TimeSpan.Zero)));
        Assert.Equal("Draft saved 08:12", note.Find("[role=status]").TextContent.Trim());
    }

    private IRenderedComponent<DueText> Due(int day) =>
        Render<DueText>(parameters => parameters.Add(due => due.On, new DateOnly(2026, 11, day)));
}
