using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Register;
using static Medbook.PrivacyPortal.Domain.Cases.RequestKind;
using static Medbook.PrivacyPortal.Domain.Register.RightReason;

namespace Medbook.PrivacyPortal.Tests.Domain.Register;

public sealed class RightsByBasisTests
{
    private static readonly RegisterVersion Shipped = RegisterFile.Shipped();

    [Fact]
    public void Every_activity_shows_all_eight_rights_on_every_basis()
    {
        foreach (var activity in Shipped.Activities)
        {
            foreach (var basis in Enum.GetValues<LegalBasis>())
            {
                Assert.Equal(RequestKinds.Rights, RightsByBasis.Of(activity, basis).Select(right => right.Kind));
            }
        }
    }

    [Theory]
    [InlineData(LegalBasis.Consent, new[] { Access, Rectification, ConsentWithdrawal, Erasure, Restriction, Portability, Complaint })]
    [InlineData(LegalBasis.Contract, new[] { Access, Rectification, Erasure, Restriction, Portability, Complaint })]
    [InlineData(LegalBasis.LegalObligation, new[] { Access, Rectification, Restriction, Complaint })]
    [InlineData(LegalBasis.VitalInterests, new[] { Access, Rectification, Erasure, Restriction, Complaint })]
    [InlineData(LegalBasis.PublicTask, new[] { Access, Rectification, Restriction, Objection, Complaint })]
    [InlineData(LegalBasis.LegitimateInterest, new[] { Access, Rectification, Erasure, Restriction, Objection, Complaint })]
    public void The_basis_decides_which_rights_are_given(LegalBasis basis, RequestKind[] given) =>
        Assert.Equal(given, RightsByBasis.Of(Shipped.Find("helpdesk")!, basis).Where(right => right.Available).Select(right => right.Kind));

    [Theory]
    [InlineData("helpdesk", LegalBasis.LegitimateInterest, ConsentWithdrawal, false, NoConsentToWithdraw)]
    [InlineData("research", LegalBasis.Consent, ConsentWithdrawal, true, ConsentWithdrawable)]
    [InlineData("research", LegalBasis.Consent, Objection, false, ObjectionWithdrawInstead)]
    [InlineData("account", LegalBasis.Contract, Objection, false, ObjectionNeedsInterest)]
    [InlineData("account", LegalBasis.Contract, Erasure, true, ErasureWhenAsked)]
    [InlineData("account", LegalBasis.Contract, Portability, true, PortabilityOfProvided)]
    [InlineData("helpdesk", LegalBasis.LegitimateInterest, Erasure, true, ErasureOnGround)]
    [InlineData("helpdesk", LegalBasis.LegitimateInterest, Objection, true, ObjectionWeighed)]
    [InlineData("helpdesk", LegalBasis.LegitimateInterest, Portability, false, PortabilityNeedsConsentOrContract)]
    [InlineData("fraud-prevention", LegalBasis.LegalObligation, Erasure, false, ErasureForbiddenByLaw)]
    [InlineData("fraud-prevention", LegalBasis.LegalObligation, Objection, false, ObjectionNeedsInterest)]
    [InlineData("direct-marketing", LegalBasis.LegitimateInterest, Objection, true, ObjectionToMarketing)]
    [InlineData("direct-marketing", LegalBasis.Consent, Objection, true, ObjectionToMarketing)]
    [InlineData("account", LegalBasis.Contract, Access, true, AccessAlways)]
    [InlineData("account", LegalBasis.Contract, Rectification, true, RectificationAlways)]
    [InlineData("account", LegalBasis.Contract, Restriction, true, RestrictionInFourCases)]
    [InlineData("account", LegalBasis.Contract, Complaint, true, ComplaintAlways)]
    public void Each_right_carries_its_reason(string activity, LegalBasis basis, RequestKind kind, bool available, RightReason reason) =>
        Assert.Equal(new ActivityRight(kind, available, reason), RightsByBasis.Of(kind, Shipped.Find(activity)!, basis));

    [Fact]
    public void Without_a_basis_the_activitys_own_counts()
    {
        var contracting = Shipped.Find("contracting")!;

        Assert.True(RightsByBasis.Of(contracting).Single(right => right.Kind == Portability).Available);
        Assert.False(RightsByBasis.Of(contracting, LegalBasis.LegitimateInterest).Single(right => right.Kind == Portability).Available);
        Assert.True(RightsByBasis.Of(contracting, LegalBasis.LegitimateInterest).Single(right => right.Kind == Objection).Available);
    }

    [Theory]
    [InlineData(Access, "7.2")]
    [InlineData(Rectification, "7.3")]
    [InlineData(ConsentWithdrawal, "7.4")]
    [InlineData(Erasure, "7.5")]
    [InlineData(Restriction, "7.6")]
    [InlineData(Objection, "7.7")]
    [InlineData(Portability, "7.8")]
    [InlineData(Complaint, "7.11")]
    [InlineData(Unsorted, "7")]
    public void Each_right_stands_in_the_policy(RequestKind kind, string article) => Assert.Equal(article, kind.PolicyArticle());
}
