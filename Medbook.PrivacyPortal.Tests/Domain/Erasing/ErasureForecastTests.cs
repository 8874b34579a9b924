using System.Runtime.CompilerServices;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Register;

namespace Medbook.PrivacyPortal.Tests.Domain.Erasing;

public sealed class ErasureForecastTests
{
    private static readonly IReadOnlyList<FieldUse> Asked = [new("helpdesk", LegalBasis.LegitimateInterest, true)];
    private static readonly IReadOnlyList<FieldUse> OnConsent = [new("research", LegalBasis.Consent, true)];
    private static readonly IReadOnlyList<FieldUse> Elsewhere = [new("helpdesk", LegalBasis.LegitimateInterest, true), new("site-security", LegalBasis.LegitimateInterest, false)];
    private static readonly IReadOnlyList<FieldUse> ByLaw = [new("helpdesk", LegalBasis.LegitimateInterest, true), new("invoices", LegalBasis.LegalObligation, true)];
    private static readonly IReadOnlyList<FieldUse> NotAsked = [new("account", LegalBasis.Contract, false)];

    [Theory]
    [InlineData(RowPeriod.UntilAsked, ErasureFate.GoesNow, ErasureReason.UntilAsked)]
    [InlineData(RowPeriod.NoPeriod, ErasureFate.GoesNow, ErasureReason.NoPeriod)]
    [InlineData(RowPeriod.Running, ErasureFate.GoesLater, ErasureReason.PeriodRuns)]
    [InlineData(RowPeriod.NotBegun, ErasureFate.GoesLater, ErasureReason.PeriodNotBegun)]
    [InlineData(RowPeriod.UntilWithdrawn, ErasureFate.Stays, ErasureReason.ConsentStands)]
    [InlineData(RowPeriod.NoMaximum, ErasureFate.Stays, ErasureReason.NoMaximum)]
    public void Without_a_ground_and_where_it_is_no_longer_needed_the_period_decides(RowPeriod period, ErasureFate fate, ErasureReason reason)
    {
        Assert.Equal(new ErasureForecast(fate, reason), Of(period, null, Asked));
        Assert.Equal(new ErasureForecast(fate, reason), Of(period, ErasureGround.NoLongerNeeded, Asked));
    }

    [Theory]
    [InlineData(ErasureGround.Unlawful, ErasureReason.Unlawful)]
    [InlineData(ErasureGround.RequiredByLaw, ErasureReason.RequiredByLaw)]
    [InlineData(ErasureGround.Objected, ErasureReason.Objected)]
    public void A_period_does_not_keep_what_may_not_be_used(ErasureGround ground, ErasureReason reason) =>
        Assert.Equal(new ErasureForecast(ErasureFate.GoesNow, reason), Of(RowPeriod.Running, ground, Asked));

    [Fact]
    public void A_withdrawn_consent_takes_only_what_rests_on_consent_alone()
    {
        Assert.Equal(new ErasureForecast(ErasureFate.GoesNow, ErasureReason.ConsentWithdrawn), Of(RowPeriod.UntilWithdrawn, ErasureGround.ConsentWithdrawn, OnConsent));
        Assert.Equal(
            new ErasureForecast(ErasureFate.GoesLater, ErasureReason.PeriodRuns),
            Of(RowPeriod.Running, ErasureGround.ConsentWithdrawn, [.. OnConsent, .. Asked]));
    }

    [Fact]
    public void Rows_rest_on_what_is_asked_about_alone_where_nothing_else_uses_a_field()
    {
        Assert.True(Facts(OnConsent).RestOnlyOn(LegalBasis.Consent));
        Assert.False(Facts(OnConsent).RestOnlyOn(LegalBasis.LegitimateInterest));
        Assert.False(Facts(OnConsent, Asked).RestOnlyOn(LegalBasis.Consent));
        Assert.False(Facts(Asked, Elsewhere).RestOnlyOn(LegalBasis.LegitimateInterest));
        Assert.False(Facts().RestOnlyOn(LegalBasis.Consent));

        static ErasureFacts Facts(params IReadOnlyList<FieldUse>[] fields) => new(RowErasure.Deleted, RowPeriod.UntilAsked, fields);
    }

    [Fact]
    public void An_objection_takes_only_what_rests_on_an_interest() =>
        Assert.Equal(
            new ErasureForecast(ErasureFate.GoesLater, ErasureReason.PeriodRuns),
            Of(RowPeriod.Running, ErasureGround.Objected, [new FieldUse("account", LegalBasis.Contract, true)]));

    [Fact]
    public void What_a_law_requires_stays_whatever_the_ground() =>
        Assert.All([.. Enum.GetValues<ErasureGround>().Cast<ErasureGround?>(), null], ground =>
            Assert.Equal(new ErasureForecast(ErasureFate.Stays, ErasureReason.LawRequires), Of(RowPeriod.UntilAsked, ground, ByLaw)));

    [Fact]
    public void A_public_task_keeps_as_a_law_does() =>
        Assert.Equal(
            new ErasureForecast(ErasureFate.Stays, ErasureReason.LawRequires),
            Of(RowPeriod.UntilAsked, null, [new FieldUse("archive", LegalBasis.PublicTask, true)]));

    [Fact]
    public void A_row_goes_whole_and_ends_what_else_used_a_part_of_it()
    {
        Assert.Equal(new ErasureForecast(ErasureFate.Stays, ErasureReason.UsedElsewhere), Of(RowPeriod.UntilAsked, null, Elsewhere));
        Assert.Equal(
            new ErasureForecast(ErasureFate.GoesNow, ErasureReason.UntilAsked, EndsOtherUses: true), Of(RowPeriod.UntilAsked, null, Asked, Elsewhere));
        Assert.Equal(
            new ErasureForecast(ErasureFate.GoesNow, ErasureReason.Objected, EndsOtherUses: true),
            Of(RowPeriod.Running, ErasureGround.Objected, Asked, [new("helpdesk", LegalBasis.LegitimateInterest, true), new("account", LegalBasis.Contract, false)]));
    }

    [Fact]
    public void A_row_stays_for_one_field_that_a_law_requires_or_that_nobody_asks_about()
    {
        Assert.Equal(new ErasureForecast(ErasureFate.Stays, ErasureReason.LawRequires), Of(RowPeriod.Running, null, Asked, ByLaw, Elsewhere));
        Assert.Equal(new ErasureForecast(ErasureFate.Stays, ErasureReason.UsedElsewhere), Of(RowPeriod.UntilAsked, null, Asked, NotAsked));
        Assert.Equal(new ErasureForecast(ErasureFate.Stays, ErasureReason.UsedElsewhere), Of(RowPeriod.UntilAsked, null, NotAsked));
    }

    [Theory]
    [InlineData(RowErasure.Kept, ErasureFate.Stays, ErasureReason.Exception)]
    [InlineData(RowErasure.Stripped, ErasureFate.LosesName, ErasureReason.Exception)]
    [InlineData(RowErasure.Parted, ErasureFate.LosesName, ErasureReason.SharedWithOthers)]
    public void What_the_map_keeps_stays_whatever_the_ground(RowErasure row, ErasureFate fate, ErasureReason reason) =>
        Assert.Equal(
            new ErasureForecast(fate, reason),
            ErasureForecast.Of(new ErasureFacts(row, RowPeriod.UntilAsked, [Asked]), ErasureGround.Unlawful));

    [Theory]
    [InlineData(HoldKind.LegalHold, ErasureReason.LegalHold)]
    [InlineData(HoldKind.OpenCase, ErasureReason.OpenCase)]
    [InlineData(HoldKind.Restriction, ErasureReason.UseLimited)]
    public void What_is_held_waits_whatever_would_become_of_it(HoldKind by, ErasureReason reason)
    {
        Assert.Equal(new ErasureForecast(ErasureFate.Held, reason), Of(RowPeriod.UntilAsked, null, Asked).HeldBy(by));
        Assert.Equal(new ErasureForecast(ErasureFate.Held, reason), Of(RowPeriod.Running, null, Asked).HeldBy(by));
        Assert.Equal(new ErasureForecast(ErasureFate.Held, reason), new ErasureForecast(ErasureFate.LosesName, ErasureReason.SharedWithOthers).HeldBy(by));
    }

    [Fact]
    public void What_stays_anyway_stays_for_its_own_reason() =>
        Assert.Equal(new ErasureForecast(ErasureFate.Stays, ErasureReason.ConsentStands), Of(RowPeriod.UntilWithdrawn, null, Asked).HeldBy(HoldKind.LegalHold));

    [Fact]
    public void A_value_that_is_no_member_is_refused() => Assert.All<Func<object?>>(
        [() => Of(RowPeriod.Running, (ErasureGround)99, Asked), () => Of((RowPeriod)99, null, Asked)],
        use => Assert.Throws<SwitchExpressionException>(use));

    private static ErasureForecast Of(RowPeriod period, ErasureGround? ground, params IReadOnlyList<FieldUse>[] fields) =>
        ErasureForecast.Of(new ErasureFacts(RowErasure.Deleted, period, fields), ground);
}
