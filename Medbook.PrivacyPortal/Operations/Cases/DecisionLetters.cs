using System.Globalization;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>Writes the answer to a request. What an officer previews and what the person gets come from here, so they are the same.</summary>
public static class DecisionLetters
{
    /// <summary>All of it is granted.</summary>
    /// <param name="request">A request that was sent.</param>
    /// <param name="whatWeDo">What is or will be done, in the officer's words; may be empty.</param>
    /// <param name="register">The register in force.</param>
    /// <param name="now">When it is decided (UTC).</param>
    public static DecisionLetter Grant(RightsRequest request, string whatWeDo, RegisterVersion register, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(request.Language);
        List<LetterParagraph> paragraphs =
        [
            .. Opening(request, Outcome.Granted, culture, now),
            new(LetterPart.Decision, CaseTexts.Of(culture, request.Kind == RequestKind.Complaint ? "granted.complaint" : "granted")),
        ];
        if (whatWeDo.Trim() is { Length: > 0 } words) paragraphs.Add(new(LetterPart.Reasons, words));
        paragraphs.Add(new(LetterPart.Complaint, CaseTexts.Of(culture, "questions", register.Controller.Email)));
        paragraphs.Add(Signature(culture, now));
        return new DecisionLetter(culture.Name, paragraphs);
    }

    /// <summary>None of it is granted.</summary>
    /// <remarks>Rule M2; GDPR 12(4).</remarks>
    public static DecisionLetter Refuse(RightsRequest request, RefusalReasons reasons, RegisterVersion register, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(request.Language);
        var asked = CaseTexts.Kind(culture, request.Kind);
        return new DecisionLetter(culture.Name,
        [
            .. Opening(request, Outcome.Refused, culture, now),
            new(LetterPart.Decision, request.Kind == RequestKind.Complaint
                ? CaseTexts.Of(culture, "refused.complaint")
                : CaseTexts.Of(culture, "refused", asked)),
            new(LetterPart.Reasons, CaseTexts.Of(culture, "reasons", reasons.Words.Trim())),
            new(LetterPart.Rule, CaseTexts.Of(culture, "rule",
                CaseTexts.Ground(culture, reasons.Ground), RefusalGrounds.ArticleOf(reasons.Ground, request.Kind) ?? "")),
            new(LetterPart.Complaint, CaseTexts.Of(culture, "complain",
                register.Controller.Email, register.Authority.Name.In(culture), register.Authority.Contact(culture))),
            new(LetterPart.Court, CaseTexts.Of(culture, "court")),
            Signature(culture, now),
        ]);
    }

    private static IEnumerable<LetterParagraph> Opening(RightsRequest request, Outcome outcome, CultureInfo culture, DateTimeOffset now)
    {
        var deadline = request.Deadline!;
        yield return new(LetterPart.Greeting, CaseTexts.Of(culture, "greeting"));
        yield return new(LetterPart.Asked, CaseTexts.Of(culture, "asked",
            LongDate.Of(deadline.Received, culture), request.Number!, CaseTexts.Kind(culture, request.Kind)));
        if (request.IsLateOn(BrusselsTime.DateOf(now), outcome))
        {
            // A refusal keeps to the first term even where it was extended (rule T7).
            var last = outcome == Outcome.Granted ? deadline.LastLegalDay : deadline.HardLimit;
            yield return new(LetterPart.Late, CaseTexts.Of(culture, "late", LongDate.Of(last, culture)));
        }
    }

    // A role, not a name: the person learns a name only by an officer's decision (rule U4).
    private static LetterParagraph Signature(CultureInfo culture, DateTimeOffset now) =>
        new(LetterPart.Signature, CaseTexts.Of(culture, "signature", LongDate.Of(BrusselsTime.DateOf(now), culture)));
}
