using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Register;

namespace Medbook.PrivacyPortal.Domain.Erasing;

/// <summary>What would become of rows.</summary>
public enum ErasureFate
{
    /// <summary>They go as soon as an officer agrees.</summary>
    GoesNow,
    /// <summary>They go by themselves when their period ends.</summary>
    GoesLater,
    /// <summary>They stay without what points to the person.</summary>
    LosesName,
    /// <summary>They stay until something else is settled, and go then.</summary>
    Held,
    /// <summary>They stay.</summary>
    Stays,
}

/// <summary>Why; each is a sentence the person reads.</summary>
public enum ErasureReason
{
    /// <summary>Kept only until the person asks (policy 5.3).</summary>
    UntilAsked,
    /// <summary>No period is named, so nothing says that it is needed longer.</summary>
    NoPeriod,
    /// <summary>It rests on the consent that was withdrawn, and on nothing else (GDPR 17(1)(b)).</summary>
    ConsentWithdrawn,
    /// <summary>The objection, if it is granted (GDPR 17(1)(c)).</summary>
    Objected,
    /// <summary>The use was unlawful, if an officer finds so (GDPR 17(1)(d)).</summary>
    Unlawful,
    /// <summary>A law requires the deletion, if an officer finds so (GDPR 17(1)(e)).</summary>
    RequiredByLaw,
    /// <summary>It is needed until its period ends.</summary>
    PeriodRuns,
    /// <summary>Its period has not begun.</summary>
    PeriodNotBegun,
    /// <summary>It is kept at least for a period; then somebody decides.</summary>
    NoMaximum,
    /// <summary>It rests on a consent that stands.</summary>
    ConsentStands,
    /// <summary>It is also somebody else's.</summary>
    SharedWithOthers,
    /// <summary>An exception that the data map names with its ground and words (GDPR 17(3)).</summary>
    Exception,
    /// <summary>A law requires the use (GDPR 17(3)(b)).</summary>
    LawRequires,
    /// <summary>An activity that is not asked about uses it, too.</summary>
    UsedElsewhere,
    /// <summary>The portal itself needs it while the person has an account here.</summary>
    PortalAccount,
    /// <summary>The portal needs it no more: the account here is closed.</summary>
    AccountClosed,
    /// <summary>A legal hold is on it (GDPR 17(3)(b) or (e)).</summary>
    LegalHold,
    /// <summary>Another request of the person speaks of it and is still open.</summary>
    OpenCase,
    /// <summary>Its use is limited: it is kept, and nothing else is done with it (GDPR 18).</summary>
    UseLimited,
}

/// <summary>
/// What an erasure would do to a person's rows of one kind, as far as register, retention, data map and holds tell. It is a forecast: an
/// officer looks at it, and each row is looked at again when it goes.
/// </summary>
/// <param name="Fate">What would become of them.</param>
/// <param name="Reason">Why.</param>
/// <param name="EndsOtherUses">Whether activities that nobody asks about use some of their fields: a row goes whole, so these uses end with it.</param>
/// <remarks>GDPR 17(1) and (3); policy 5 and 7.5.</remarks>
public sealed record ErasureForecast(ErasureFate Fate, ErasureReason Reason, bool EndsOtherUses = false)
{
    /// <summary>The forecast for rows of one kind.</summary>
    /// <param name="facts">What is known about them; at least one field is used by an activity that is asked about.</param>
    /// <param name="ground">The ground the person names; null where they name none.</param>
    public static ErasureForecast Of(ErasureFacts facts, ErasureGround? ground)
    {
        if (facts.Row == RowErasure.Kept) return new(ErasureFate.Stays, ErasureReason.Exception);
        if (facts.Row == RowErasure.Stripped) return new(ErasureFate.LosesName, ErasureReason.Exception);
        if (facts.Row == RowErasure.Parted) return new(ErasureFate.LosesName, ErasureReason.SharedWithOthers);

        // A row goes whole or not at all: one field that a law requires, or that belongs to another use alone, keeps it.
        if (facts.Fields.Any(uses => uses.Any(IsRequired))) return new(ErasureFate.Stays, ErasureReason.LawRequires);
        if (facts.Fields.Any(uses => !uses.Any(use => use.IsAsked)) || !facts.Fields.Any(uses => uses.All(use => use.IsAsked)))
        {
            return new(ErasureFate.Stays, ErasureReason.UsedElsewhere);
        }
        return ByGround([.. facts.Fields.Select(AskedOf)], ground, facts.Period) with { EndsOtherUses = facts.Fields.Any(uses => uses.Any(use => !use.IsAsked)) };
    }

    /// <summary>The forecast for the portal's own rows of somebody who closes their account here: the map says which of them stay as a proof.</summary>
    /// <remarks>Rule M4.</remarks>
    public static ErasureForecast OfClosedAccount(ErasureFacts facts) =>
        facts.Row == RowErasure.Deleted ? new(ErasureFate.GoesNow, ErasureReason.AccountClosed) : Of(facts, null);

    /// <summary>The forecast for those of these rows that something holds: what would stay anyway stays for its own reason.</summary>
    /// <param name="by">What holds them.</param>
    public ErasureForecast HeldBy(HoldKind by) => Fate == ErasureFate.Stays ? this : new(ErasureFate.Held, by switch
    {
        HoldKind.LegalHold => ErasureReason.LegalHold,
        HoldKind.OpenCase => ErasureReason.OpenCase,
        HoldKind.Restriction => ErasureReason.UseLimited,
    });

    private static IReadOnlyList<FieldUse> AskedOf(IReadOnlyList<FieldUse> uses) => [.. uses.Where(use => use.IsAsked)];

    private static bool IsRequired(FieldUse use) => use.Basis is LegalBasis.LegalObligation or LegalBasis.PublicTask;

    private static ErasureForecast ByGround(IReadOnlyList<IReadOnlyList<FieldUse>> fields, ErasureGround? ground, RowPeriod period) => ground switch
    {
        ErasureGround.Unlawful => new(ErasureFate.GoesNow, ErasureReason.Unlawful),
        ErasureGround.RequiredByLaw => new(ErasureFate.GoesNow, ErasureReason.RequiredByLaw),
        ErasureGround.Objected when Rest(fields, LegalBasis.LegitimateInterest) => new(ErasureFate.GoesNow, ErasureReason.Objected),
        ErasureGround.ConsentWithdrawn when Rest(fields, LegalBasis.Consent) => new(ErasureFate.GoesNow, ErasureReason.ConsentWithdrawn),
        ErasureGround.Objected or ErasureGround.ConsentWithdrawn or ErasureGround.NoLongerNeeded or null => ByPeriod(period),
    };

    private static bool Rest(IReadOnlyList<IReadOnlyList<FieldUse>> fields, LegalBasis basis) => fields.All(uses => uses.All(use => use.Basis == basis));

    private static ErasureForecast ByPeriod(RowPeriod period) => period switch
    {
        RowPeriod.UntilAsked => new(ErasureFate.GoesNow, ErasureReason.UntilAsked),
        RowPeriod.NoPeriod => new(ErasureFate.GoesNow, ErasureReason.NoPeriod),
        RowPeriod.Running => new(ErasureFate.GoesLater, ErasureReason.PeriodRuns),
        RowPeriod.NotBegun => new(ErasureFate.GoesLater, ErasureReason.PeriodNotBegun),
        RowPeriod.UntilWithdrawn => new(ErasureFate.Stays, ErasureReason.ConsentStands),
        RowPeriod.NoMaximum => new(ErasureFate.Stays, ErasureReason.NoMaximum),
    };
}
