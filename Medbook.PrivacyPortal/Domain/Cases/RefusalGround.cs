using static Medbook.PrivacyPortal.Domain.Cases.RequestKind;

namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>Why the law allows to refuse. Effort, rudeness or a planned lawsuit are none (rule M1), so they are not in this list.</summary>
public enum RefusalGround
{
    /// <summary>The right does not apply to this data: the basis is another one.</summary>
    RightDoesNotApply,
    /// <summary>We hold no such data.</summary>
    NothingHeld,
    /// <summary>The data is right as it is.</summary>
    DataIsCorrect,
    /// <summary>None of the grounds for deletion applies.</summary>
    StillNeeded,
    /// <summary>A law requires us to keep the data.</summary>
    RequiredByLaw,
    /// <summary>The data is needed for legal claims.</summary>
    LegalClaims,
    /// <summary>Our reasons weigh more than the person's.</summary>
    CompellingGrounds,
    /// <summary>Giving the data would harm somebody else.</summary>
    RightsOfOthers,
    /// <summary>Manifestly unfounded; the facts are written (rule M1).</summary>
    ManifestlyUnfounded,
    /// <summary>Excessive, because it repeats an answered request within a year; the facts are written (rule M1).</summary>
    Excessive,
    /// <summary>What is complained about did not go wrong.</summary>
    NothingWentWrong,
}

/// <summary>Which ground fits which request, and where it stands in the GDPR.</summary>
public static class RefusalGrounds
{
    /// <summary>The grounds an officer can choose from for a kind of request.</summary>
    public static IReadOnlyList<RefusalGround> For(RequestKind kind) =>
        [.. Enum.GetValues<RefusalGround>().Where(ground => ArticleOf(ground, kind) is not null)];

    /// <summary>The article of the GDPR; null where the ground is none for this kind of request.</summary>
    public static string? ArticleOf(RefusalGround ground, RequestKind kind) => ground switch
    {
        RefusalGround.RightDoesNotApply => kind switch
        {
            ConsentWithdrawal => "7(3)",
            Restriction => "18(1)",
            Objection => "21(1)",
            Portability => "20(1)",
            Access or Rectification or Erasure or Complaint or Unsorted => null,
        },
        RefusalGround.NothingHeld => kind switch
        {
            Access => "15(1)",
            Rectification => "16",
            ConsentWithdrawal => "7(3)",
            Erasure => "17(1)",
            Restriction => "18(1)",
            Objection => "21(1)",
            Portability => "20(1)",
            Complaint or Unsorted => null,
        },
        RefusalGround.DataIsCorrect => kind is Rectification ? "16" : null,
        RefusalGround.StillNeeded => kind is Erasure ? "17(1)" : null,
        RefusalGround.RequiredByLaw => kind is Erasure ? "17(3)(b)" : null,
        RefusalGround.LegalClaims => kind switch
        {
            Erasure => "17(3)(e)",
            Objection => "21(1)",
            Access or Rectification or ConsentWithdrawal or Restriction or Portability or Complaint or Unsorted => null,
        },
        RefusalGround.CompellingGrounds => kind is Objection ? "21(1)" : null,
        RefusalGround.RightsOfOthers => kind switch
        {
            Access => "15(4)",
            Portability => "20(4)",
            Rectification or ConsentWithdrawal or Erasure or Restriction or Objection or Complaint or Unsorted => null,
        },
        // Withdrawing consent is never refused for its number: it is as easy as giving it.
        RefusalGround.ManifestlyUnfounded or RefusalGround.Excessive => kind is ConsentWithdrawal or Complaint or Unsorted ? null : "12(5)",
        RefusalGround.NothingWentWrong => kind is Complaint ? "12(4)" : null,
    };
}

/// <summary>Why an officer refuses: the ground of the law, and the facts in words the person reads.</summary>
/// <param name="Ground">The ground.</param>
/// <param name="Words">The facts and reasons; the letter holds them as they are.</param>
public sealed record RefusalReasons(RefusalGround Ground, string Words);

/// <summary>What the law asks of a refusal beside its reasons.</summary>
/// <param name="Authority">How the letter must name the authority: address, telephone and site, in its language (rule M2).</param>
/// <param name="EarlierAnswered">When the last similar request arrived that was answered before this one; null where there is none (rule M1).</param>
public sealed record RefusalLaw(string Authority, DateOnly? EarlierAnswered = null);
