using Medbook.PrivacyPortal.Domain.Cases;
using static Medbook.PrivacyPortal.Domain.Cases.RequestKind;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

public sealed class RefusalGroundsTests
{
    [Theory]
    [InlineData(Access, new[] { "NothingHeld 15(1)", "RightsOfOthers 15(4)", "ManifestlyUnfounded 12(5)", "Excessive 12(5)" })]
    [InlineData(Rectification, new[] { "NothingHeld 16", "DataIsCorrect 16", "ManifestlyUnfounded 12(5)", "Excessive 12(5)" })]
    [InlineData(ConsentWithdrawal, new[] { "RightDoesNotApply 7(3)", "NothingHeld 7(3)" })]
    [InlineData(Erasure, new[] { "NothingHeld 17(1)", "StillNeeded 17(1)", "RequiredByLaw 17(3)(b)", "LegalClaims 17(3)(e)", "ManifestlyUnfounded 12(5)", "Excessive 12(5)" })]
    [InlineData(Restriction, new[] { "RightDoesNotApply 18(1)", "NothingHeld 18(1)", "ManifestlyUnfounded 12(5)", "Excessive 12(5)" })]
    [InlineData(Objection, new[] { "RightDoesNotApply 21(1)", "NothingHeld 21(1)", "LegalClaims 21(1)", "CompellingGrounds 21(1)", "ManifestlyUnfounded 12(5)", "Excessive 12(5)" })]
    [InlineData(Portability, new[] { "RightDoesNotApply 20(1)", "NothingHeld 20(1)", "RightsOfOthers 20(4)", "ManifestlyUnfounded 12(5)", "Excessive 12(5)" })]
    [InlineData(Complaint, new[] { "NothingWentWrong 12(4)" })]
    public void Each_kind_has_the_grounds_the_law_gives(RequestKind kind, string[] grounds) =>
        Assert.Equal(grounds, RefusalGrounds.For(kind).Select(ground => $"{ground} {RefusalGrounds.ArticleOf(ground, kind)}"));

    [Fact]
    public void Every_ground_is_one_for_some_kind() =>
        Assert.Equal(Enum.GetValues<RefusalGround>(), Enum.GetValues<RequestKind>().SelectMany(RefusalGrounds.For).Distinct().Order());
}
