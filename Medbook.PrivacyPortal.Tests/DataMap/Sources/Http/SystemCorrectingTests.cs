using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Rectifying;
using Medbook.PrivacyPortal.Tests.Support.Systems;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources.Http;

public sealed class SystemCorrectingTests : SystemSourceTests
{
    [Theory]
    [InlineData("name", "First Reader", "Frida Reader", CellState.AsShown, "Frida Reader")]
    [InlineData("name", "First Reader", "", CellState.AsShown, null)]
    [InlineData("born", "1980-02-29", "1980-03-01", CellState.AsShown, "1980-03-01")]
    [InlineData("name", "Somebody", "Frida Reader", CellState.Other, "First Reader")]
    [InlineData("name", "Somebody", "First Reader", CellState.AsProposed, "First Reader")]
    public async Task A_value_changes_where_it_is_still_the_one_that_was_shown(string field, string shown, string proposed, CellState state, string? afterwards)
    {
        var before = News.Tables["contacts"].Value("1", field);
        Assert.Equal(state, (await ForeseeAsync(field, shown, proposed)).State);
        Assert.Equal(before, News.Tables["contacts"].Value("1", field));

        var outcome = await ChangeAsync(field, shown, proposed);

        Assert.Equal((state, before), (outcome.State, outcome.Found));
        Assert.Equal(afterwards, News.Tables["contacts"].Value("1", field));
    }

    [Fact]
    public async Task What_the_portal_or_the_system_does_not_write_says_why()
    {
        Assert.Equal(CorrectionObstacle.TooLong, (await ChangeAsync("name", "First Reader", new string('x', 61))).Obstacle);
        Assert.Equal(CorrectionObstacle.NotAValue, (await ChangeAsync("born", "1980-02-29", "tomorrow")).Obstacle);
        Assert.Equal(CorrectionObstacle.Identifies, (await ChangeAsync("email", Newsletter.Address, "new@example.org")).Obstacle);
        Assert.Equal(CorrectionObstacle.RecordGone, (await ChangeAsync("name", "Second Reader", "Me", key: "2")).Obstacle);
        Assert.DoesNotContain(News.Heard, call => call.Word == "rectify");
    }

    [Fact]
    public async Task A_correction_that_a_system_only_says_it_made_is_none()
    {
        News.Misdeeds.Add(Misdeed.KeepsWhatItCorrected);

        await Assert.ThrowsAsync<SourceFailedException>(() => ChangeAsync("name", "First Reader", "Frida Reader"));
    }

    private CellChange Change(string field, string shown, string proposed, string key) =>
        new(Dataset("contacts"), ReadField.AllOf(Dataset("contacts")).Single(one => one.Name == field), Reader, key, shown, proposed);

    private Task<CellOutcome> ForeseeAsync(string field, string shown, string proposed) => ReadAsync(reading => reading.ForeseeAsync(Change(field, shown, proposed, "1"), None));

    private async Task<CellOutcome> ChangeAsync(string field, string shown, string proposed, string key = "1")
    {
        await using var correcting = await Source.OpenForCorrectionAsync(None);
        return await correcting.ChangeAsync(Change(field, shown, proposed, key), None);
    }
}
