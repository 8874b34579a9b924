using Medbook.PrivacyPortal.Domain.Cases;
using static Medbook.PrivacyPortal.Tests.Domain.Cases.TestRequests;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

public sealed class UnsentTextTests
{
    private static readonly Guid Request = Guid.NewGuid();
    private static readonly Guid SendAs = Guid.NewGuid();

    [Fact]
    public void It_begins_empty_on_the_desk_of_one_officer()
    {
        var text = UnsentText.Begin(Request, "officer", UnsentKind.Decision);

        Assert.Equal((Request, "officer", UnsentKind.Decision, ""), (text.RequestId, text.Officer, text.Kind, text.Text));
    }

    [Fact]
    public void What_is_too_long_changes_nothing()
    {
        var (text, longest) = (UnsentText.Begin(Request, "officer", UnsentKind.Note), new string('a', UnsentText.MaxText));
        Assert.True(text.Write(SendAs, longest, Later).IsOk);

        Assert.Equal(new ValueTooLong(UnsentText.MaxText), text.Write(Guid.NewGuid(), longest + "a", Later.AddDays(1)).Problem);

        Assert.Equal((SendAs, longest, Later), (text.SendAs, text.Text, text.ChangedAt));
    }
}
