using System.Globalization;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>
/// Writes the answer to a request, from a template per right, outcome and language and from the officer's own words. What an officer
/// previews and what the person gets come from here, so they are the same.
/// </summary>
public static class DecisionLetters
{
    /// <summary>The letter of a decision as it stands now.</summary>
    /// <param name="request">A request that was sent.</param>
    /// <param name="draft">The decision, with at least one part.</param>
    /// <param name="register">The register in force.</param>
    /// <param name="label">What people read for a kind of record, in a language; null where the map no longer has it.</param>
    /// <param name="now">When it is decided (UTC).</param>
    /// <remarks>Rule M2; GDPR 12(4).</remarks>
    public static DecisionLetter Write(
        RightsRequest request, DecisionDraft draft, RegisterVersion register, Func<ScopedRow, CultureInfo, string?> label, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(request.Language);
        var outcome = DecisionPart.OutcomeOf([.. draft.Parts]);
        return new DecisionLetter(culture.Name,
        [
            .. Opening(request, outcome, culture, now),
            .. outcome == Outcome.Refused ? [] : Granted(),
            .. draft.Parts.Where(part => !part.IsGranted).GroupBy(part => part.Refused!).SelectMany(Refused),
            .. Closing(register, outcome, culture),
            // A role, not a name: the person learns a name only by an officer's decision (rule U4).
            new(LetterPart.Signature, CaseTexts.Of(culture, "signature", LongDate.Of(BrusselsTime.DateOf(now), culture))),
        ]).Edited(draft.Edits);

        IEnumerable<LetterParagraph> Granted()
        {
            yield return new(LetterPart.Decision, outcome == Outcome.Granted
                ? CaseTexts.Of(culture, $"granted.{request.Kind}")
                : CaseTexts.Of(culture, $"partly.{request.Kind}", Names(draft.Parts.Where(part => part.IsGranted))));
            if (draft.WhatWeDo.Trim() is { Length: > 0 } words) yield return new(LetterPart.Reasons, words);
        }

        // What is refused for the same reasons is said together.
        IEnumerable<LetterParagraph> Refused(IGrouping<RefusalReasons, DecisionPart> parts)
        {
            yield return new(LetterPart.Decision, parts.Count() < draft.Parts.Count
                ? CaseTexts.Of(culture, $"part.{request.Kind}", Names(parts))
                : request.Kind == RequestKind.Complaint ? CaseTexts.Of(culture, "refused.Complaint")
                : CaseTexts.Of(culture, "refused", CaseTexts.Kind(culture, request.Kind)));
            yield return new(LetterPart.Reasons, CaseTexts.Of(culture, "reasons", parts.Key.Words.Trim()));
            yield return new(LetterPart.Rule, CaseTexts.Of(culture, "rule",
                CaseTexts.Ground(culture, parts.Key.Ground), RefusalGrounds.ArticleOf(parts.Key.Ground, request.Kind) ?? ""));
        }

        string Names(IEnumerable<DecisionPart> parts) => string.Join(", ", parts.Select(part => CaseTexts.Name(part, request.Kind, register, label, culture)));
    }

    /// <summary>An objection to direct marketing: nobody weighs it, so nobody decides.</summary>
    /// <remarks>GDPR 21(2) and (3); policy 7.7.</remarks>
    public static DecisionLetter EndMarketing(RightsRequest request, RegisterVersion register, DateTimeOffset now)
    {
        var culture = PortalCultures.Of(request.Language);
        return new DecisionLetter(culture.Name,
        [
            .. Opening(request, Outcome.Granted, culture, now),
            new(LetterPart.Decision, CaseTexts.Of(culture, "granted.marketing")),
            .. Closing(register, Outcome.Granted, culture),
            new(LetterPart.Signature, CaseTexts.Of(culture, "signature.portal", LongDate.Of(BrusselsTime.DateOf(now), culture))),
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

    private static IEnumerable<LetterParagraph> Closing(RegisterVersion register, Outcome outcome, CultureInfo culture)
    {
        if (outcome == Outcome.Granted)
        {
            yield return new(LetterPart.Complaint, CaseTexts.Of(culture, "questions", register.Controller.Email));
            yield break;
        }
        yield return new(LetterPart.Complaint, CaseTexts.Of(culture, "complain",
            register.Controller.Email, register.Authority.Name.In(culture), register.Authority.Contact(culture)));
        yield return new(LetterPart.Court, CaseTexts.Of(culture, "court"));
    }
}
