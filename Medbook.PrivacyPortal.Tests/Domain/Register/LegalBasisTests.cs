using System.Runtime.CompilerServices;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Register;

namespace Medbook.PrivacyPortal.Tests.Domain.Register;

public sealed class LegalBasisTests
{
    [Theory]
    [InlineData(LegalBasis.Consent, "6(1)(a)")]
    [InlineData(LegalBasis.Contract, "6(1)(b)")]
    [InlineData(LegalBasis.LegalObligation, "6(1)(c)")]
    [InlineData(LegalBasis.VitalInterests, "6(1)(d)")]
    [InlineData(LegalBasis.PublicTask, "6(1)(e)")]
    [InlineData(LegalBasis.LegitimateInterest, "6(1)(f)")]
    public void Each_basis_stands_in_article_6(LegalBasis basis, string article) => Assert.Equal(article, basis.Article());

    [Fact]
    public void A_value_that_is_no_member_is_refused()
    {
        var activity = RegisterFile.Shipped().Find("helpdesk")!;

        Assert.All<Func<object?>>(
            [
                () => ((LegalBasis)99).Article(),
                () => RightsByBasis.Of((RequestKind)99, activity, LegalBasis.Consent),
                () => RightsByBasis.Of(RequestKind.Objection, activity, (LegalBasis)99),
            ],
            use => Assert.Throws<SwitchExpressionException>(use));
    }

    [Fact]
    public void What_nobody_has_sorted_is_no_right_of_an_activity()
    {
        var problem = Assert.Throws<ArgumentOutOfRangeException>(
            () => RightsByBasis.Of(RequestKind.Unsorted, RegisterFile.Shipped().Find("helpdesk")!, LegalBasis.Consent));

        Assert.Equal(RequestKind.Unsorted, problem.ActualValue);
    }
}
