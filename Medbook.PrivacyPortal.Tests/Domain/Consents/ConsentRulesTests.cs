using System.Runtime.CompilerServices;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Consents;
using static Medbook.PrivacyPortal.Domain.Consents.ConsentDecision;

namespace Medbook.PrivacyPortal.Tests.Domain.Consents;

public sealed class ConsentRulesTests
{
    [Theory]
    [InlineData(null, Given, Given)]
    [InlineData(null, Refused, Refused)]
    [InlineData(Given, Withdrawn, Withdrawn)]
    [InlineData(Given, Refused, Withdrawn)] // a no after a yes, whichever button said it
    [InlineData(Refused, Given, Given)]
    [InlineData(Withdrawn, Given, Given)]
    [InlineData(Withdrawn, Refused, Refused)]
    [InlineData(Withdrawn, Withdrawn, Withdrawn)]
    public void A_consent_goes_these_ways(ConsentDecision? last, ConsentDecision wanted, ConsentDecision recorded) =>
        Assert.Equal(recorded, ConsentRules.Next(ChoiceKind.Consent, last, wanted).Value);

    [Theory]
    [InlineData(null, Objected, Objected)]
    [InlineData(Objected, ObjectionLifted, ObjectionLifted)]
    [InlineData(ObjectionLifted, Objected, Objected)]
    public void An_objection_goes_these_ways(ConsentDecision? last, ConsentDecision wanted, ConsentDecision recorded) =>
        Assert.Equal(recorded, ConsentRules.Next(ChoiceKind.Objection, last, wanted).Value);

    [Theory]
    [InlineData(null)]
    [InlineData(Refused)]
    public void A_withdrawal_needs_a_given_consent(ConsentDecision? last) =>
        Assert.IsType<NoConsentToWithdraw>(ConsentRules.Next(ChoiceKind.Consent, last, Withdrawn).Problem);

    [Fact]
    public void Lifting_needs_an_objection() =>
        Assert.IsType<NoObjectionToLift>(ConsentRules.Next(ChoiceKind.Objection, null, ObjectionLifted).Problem);

    [Theory]
    [InlineData(ChoiceKind.Objection, Given)]
    [InlineData(ChoiceKind.Objection, Refused)]
    [InlineData(ChoiceKind.Objection, Withdrawn)]
    [InlineData(ChoiceKind.Consent, Objected)]
    [InlineData(ChoiceKind.Consent, ObjectionLifted)]
    public void A_consent_is_no_objection_and_the_other_way_round(ChoiceKind kind, ConsentDecision wanted) =>
        Assert.IsType<NotFound>(ConsentRules.Next(kind, null, wanted).Problem);

    [Fact]
    public void A_no_is_never_refused_to_anybody_who_said_yes()
    {
        foreach (var no in Enum.GetValues<ConsentDecision>().Where(decision => !ConsentRules.Allows(decision)))
        {
            var kind = ConsentRules.KindOf(no);
            var yes = kind == ChoiceKind.Consent ? Given : ObjectionLifted;
            Assert.False(ConsentRules.Allows(ConsentRules.Next(kind, yes, no).Value));
        }
    }

    [Fact]
    public void A_value_that_is_no_member_is_refused() => Assert.All<Func<object?>>(
        [
            () => ConsentRules.KindOf((ConsentDecision)99),
            () => ConsentRules.Allows((ConsentDecision)99),
            () => ConsentRules.Next(ChoiceKind.Consent, Given, (ConsentDecision)99),
        ],
        use => Assert.Throws<SwitchExpressionException>(use));
}
