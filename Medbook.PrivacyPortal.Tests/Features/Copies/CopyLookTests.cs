using System.Globalization;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Features.Copies;
using Medbook.PrivacyPortal.Operations.Copies;

namespace Medbook.PrivacyPortal.Tests.Features.Copies;

public sealed class CopyLookTests
{
    public CopyLookTests() => CultureInfo.CurrentCulture = PortalCultures.English;

    [Theory]
    [InlineData(0, 0, 0, 0, null)]
    [InlineData(1, 4, 0, 0, 0)]
    [InlineData(3, 4, 0, 0, 50)]
    [InlineData(3, 4, 310, 500, 62)]
    [InlineData(4, 4, 500, 500, 99)]
    [InlineData(4, 4, 520, 500, 99)]
    public void Only_a_copy_that_is_ready_is_wholly_made(int part, int parts, long records, long total, int? percent) =>
        Assert.Equal(percent, CopyLook.Percent(new MakingProgress(part, parts, records, total, null, false, 0)));

    [Fact]
    public void A_copy_that_simply_is_there_or_is_past_carries_no_mark()
    {
        foreach (var state in Enum.GetValues<CopyState>())
        {
            var plain = state is CopyState.Ready or CopyState.Expired or CopyState.Discarded;
            Assert.Equal(plain, CopyLook.Mark(state, CopyStatus.Complete) is null);
        }
        Assert.Equal("state.Partial", CopyLook.Mark(CopyState.Ready, CopyStatus.Partial)?.Key);
    }
}
