using System.Runtime.CompilerServices;
using Medbook.PrivacyPortal.Domain.Cases;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

/// <summary>A number that is no value of an enumeration is never taken for one.</summary>
public sealed class NoMemberTests
{
    [Fact]
    public void A_value_that_is_no_member_is_refused() => Assert.All<Func<object?>>(
        [
            () => ((QuestionState)99).Turn(),
            () => ((ErasureGround)99).Article(),
            () => ((RestrictionCase)99).Article(),
            () => ((RequestKind)99).PolicyArticle(),
            () => ((Outcome)99).Step(),
            () => ((Outcome)99).Event(),
            () => RequestTransitions.Next((RequestStatus)99, RequestStep.Write),
            () => RefusalGrounds.ArticleOf((RefusalGround)99, RequestKind.Access),
            () => RefusalGrounds.ArticleOf(RefusalGround.RightDoesNotApply, (RequestKind)99),
            () => RefusalGrounds.ArticleOf(RefusalGround.NothingHeld, (RequestKind)99),
            () => RefusalGrounds.ArticleOf(RefusalGround.LegalClaims, (RequestKind)99),
            () => RefusalGrounds.ArticleOf(RefusalGround.RightsOfOthers, (RequestKind)99),
        ],
        use => Assert.Throws<SwitchExpressionException>(use));

    [Fact]
    public void A_step_that_is_no_member_is_in_no_table() =>
        Assert.Throws<KeyNotFoundException>(() => RequestTransitions.Next(RequestStatus.Draft, (RequestStep)99));
}
