namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>Why data is to be deleted. Stored by name, so names never change.</summary>
/// <remarks>GDPR 17(1); policy 7.5.</remarks>
public enum ErasureGround
{
    /// <summary>No longer needed (a).</summary>
    NoLongerNeeded,
    /// <summary>The person withdrew consent and nothing else carries the data (b).</summary>
    ConsentWithdrawn,
    /// <summary>The person objected (c).</summary>
    Objected,
    /// <summary>Used unlawfully (d).</summary>
    Unlawful,
    /// <summary>A law requires the deletion (e).</summary>
    RequiredByLaw,
}

/// <summary>When use is limited. Stored by name, so names never change.</summary>
/// <remarks>GDPR 18(1); policy 7.6.</remarks>
public enum RestrictionCase
{
    /// <summary>The person contests that the data is right (a).</summary>
    AccuracyContested,
    /// <summary>The use is unlawful and the person wants it limited instead of deleted (b).</summary>
    UnlawfulButKept,
    /// <summary>Medbook needs it no more, the person does for a legal claim (c).</summary>
    NeededForClaims,
    /// <summary>The person objected, and the weighing is not done (d).</summary>
    ObjectionPending,
}

/// <summary>How somebody without an account knows Medbook: where an officer looks first. Stored by name, so names never change.</summary>
public enum KnownFrom
{
    /// <summary>They wrote to the helpdesk.</summary>
    Helpdesk,
    /// <summary>They used the contact form.</summary>
    ContactForm,
    /// <summary>They work for a supplier or a customer.</summary>
    Business,
    /// <summary>They visited a site or used the app.</summary>
    Visit,
    /// <summary>They had an account once.</summary>
    FormerAccount,
}

/// <summary>Where grounds and cases stand in the law.</summary>
public static class DetailArticles
{
    /// <summary>The article of the GDPR behind a ground for deletion.</summary>
    public static string Article(this ErasureGround ground) => ground switch
    {
        ErasureGround.NoLongerNeeded => "17(1)(a)",
        ErasureGround.ConsentWithdrawn => "17(1)(b)",
        ErasureGround.Objected => "17(1)(c)",
        ErasureGround.Unlawful => "17(1)(d)",
        ErasureGround.RequiredByLaw => "17(1)(e)",
    };

    /// <summary>The article of the GDPR behind a case of restriction.</summary>
    public static string Article(this RestrictionCase why) => why switch
    {
        RestrictionCase.AccuracyContested => "18(1)(a)",
        RestrictionCase.UnlawfulButKept => "18(1)(b)",
        RestrictionCase.NeededForClaims => "18(1)(c)",
        RestrictionCase.ObjectionPending => "18(1)(d)",
    };
}

/// <summary>One value that the person wants corrected.</summary>
/// <param name="Row">The record; its key is empty where only the kind of record is known.</param>
/// <param name="Field">Name of the field in the data map.</param>
/// <param name="Shown">What the record held when the person chose it, in one form for all languages; null where there was nothing, or nothing they may see.</param>
/// <param name="Proposed">What it should hold, in the same form or in the person's words; empty means that nothing should stand there.</param>
/// <remarks>GDPR 16; policy 7.3.</remarks>
public sealed record FieldCorrection(ScopedRow Row, string Field, string? Shown, string Proposed)
{
    /// <summary>Whether it proposes what is there already.</summary>
    public bool ChangesNothing => Proposed.Trim() == (Shown ?? "").Trim();
}

/// <summary>What a request says beside its words, by kind. Everything is optional: a sentence is a valid request.</summary>
public sealed record RequestDetails
{
    /// <summary>How many values one request corrects.</summary>
    public const int MaxCorrections = 50;

    /// <summary>Characters of one value.</summary>
    public const int MaxValue = 4_000;

    /// <summary>Characters of a name.</summary>
    public const int MaxName = 200;

    /// <summary>Nothing beside the words.</summary>
    public static RequestDetails None { get; } = new();

    /// <summary>What is wrong and what is right (rectification).</summary>
    public IReadOnlyList<FieldCorrection> Corrections { get; init; } = [];

    /// <summary>A statement to be kept with the data, where it is incomplete rather than wrong (GDPR 16).</summary>
    public string Supplement { get; init; } = "";

    /// <summary>Why it is to be deleted (erasure).</summary>
    public ErasureGround? ErasureGround { get; init; }

    /// <summary>Which case it is (restriction).</summary>
    public RestrictionCase? RestrictionCase { get; init; }

    /// <summary>Whether the use of what is contested is limited until the answer (rectification, objection; GDPR 18(1)(a) and (d)).</summary>
    public bool RestrictMeanwhile { get; init; }

    /// <summary>Whether it is an objection to direct marketing, which nobody weighs (GDPR 21(3)).</summary>
    public bool DirectMarketing { get; init; }

    /// <summary>An earlier request it speaks of (complaint).</summary>
    public Guid? EarlierRequest { get; init; }

    /// <summary>How somebody without an account knows Medbook; null where they did not say.</summary>
    public KnownFrom? KnownFrom { get; init; }

    /// <summary>The name somebody without an account used with Medbook; empty where they did not say.</summary>
    public string NameUsed { get; init; } = "";

    /// <summary>For whom somebody asks, and as what, where it is not for themselves. An officer asks for the mandate (rule I5).</summary>
    public string OnBehalfOf { get; init; } = "";

    /// <summary>Whether the person says in words or values what is wrong.</summary>
    public bool SaysWhatIsWrong => Corrections.Any(correction => !correction.ChangesNothing) || !string.IsNullOrWhiteSpace(Supplement);

    /// <summary>What is wrong with it; null where nothing is.</summary>
    public Problem? Fault =>
        Corrections.Count > MaxCorrections ? new TooManyCorrections(MaxCorrections)
        : Corrections.DistinctBy(correction => (correction.Row, correction.Field)).Count() < Corrections.Count ? new CorrectedTwice()
        : NameUsed.Length > MaxName ? new ValueTooLong(MaxName)
        : Supplement.Length > MaxValue || OnBehalfOf.Length > MaxValue || Corrections.Any(correction => correction.Proposed.Length > MaxValue) ? new ValueTooLong(MaxValue)
        : null;

    /// <summary>Only what belongs to a kind and says something: what was chosen for another kind before is left behind.</summary>
    public RequestDetails For(RequestKind kind) => new()
    {
        Corrections = kind is RequestKind.Rectification ? [.. Corrections.Where(correction => !correction.ChangesNothing)] : [],
        Supplement = kind is RequestKind.Rectification ? Supplement : "",
        ErasureGround = kind is RequestKind.Erasure ? ErasureGround : null,
        RestrictionCase = kind is RequestKind.Restriction ? RestrictionCase : null,
        RestrictMeanwhile = kind is RequestKind.Rectification or RequestKind.Objection && RestrictMeanwhile,
        DirectMarketing = kind is RequestKind.Objection && DirectMarketing,
        EarlierRequest = kind is RequestKind.Complaint ? EarlierRequest : null,
        KnownFrom = KnownFrom,
        NameUsed = NameUsed,
        OnBehalfOf = OnBehalfOf,
    };

    /// <summary>Two are equal when they say the same.</summary>
    public bool Equals(RequestDetails? other) =>
        other is not null && Corrections.SequenceEqual(other.Corrections) && Supplement == other.Supplement
        && ErasureGround == other.ErasureGround && RestrictionCase == other.RestrictionCase
        && RestrictMeanwhile == other.RestrictMeanwhile && DirectMarketing == other.DirectMarketing && EarlierRequest == other.EarlierRequest
        && KnownFrom == other.KnownFrom && NameUsed == other.NameUsed && OnBehalfOf == other.OnBehalfOf;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Corrections.Count, Supplement, ErasureGround, RestrictionCase, EarlierRequest);
}
