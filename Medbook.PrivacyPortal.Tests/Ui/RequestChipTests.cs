using Bunit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Tests.Ui;

public sealed class RequestChipTests : UiTestContext
{
    [Theory]
    [InlineData(RequestStatus.Draft, null, "Draft", "neutral")]
    [InlineData(RequestStatus.Received, null, "Received", "info")]
    [InlineData(RequestStatus.WaitingForPerson, null, "Waiting for you", "info")]
    [InlineData(RequestStatus.InProgress, null, "In progress", "info")]
    [InlineData(RequestStatus.Extended, null, "Extended", "info")]
    [InlineData(RequestStatus.Withdrawn, null, "Withdrawn", "neutral")]
    [InlineData(RequestStatus.Done, Outcome.Granted, "Granted", "success")]
    [InlineData(RequestStatus.Done, Outcome.PartlyGranted, "Partly granted", "warning")]
    [InlineData(RequestStatus.Done, Outcome.Refused, "Refused", "neutral")]
    public void A_request_says_where_it_stands_in_a_word_and_a_tone(RequestStatus status, Outcome? outcome, string word, string tone)
    {
        var chip = Render<RequestChip>(parameters => parameters.Add(c => c.Status, status).Add(c => c.Outcome, outcome)).Find(".chip");

        Assert.Equal(word, chip.TextContent.Trim());
        Assert.Contains(tone, chip.ClassList);
        Assert.NotNull(chip.QuerySelector("svg"));
    }
}
