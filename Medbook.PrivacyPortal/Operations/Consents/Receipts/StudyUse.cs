using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Operations.Consents.Receipts;

/// <summary>
/// The use of data that a study is, in the shape of an activity: the register has none for it. All of it was stored with the decision; which data and until
/// when are the words of the text, because the labels of the data map may change.
/// </summary>
internal static class StudyUse
{
    /// <summary>What a receipt calls the research partner.</summary>
    public const string Partner = "research-partner";

    /// <param name="study">What was in force of the study then.</param>
    /// <param name="wording">The words that were on the screen.</param>
    /// <param name="register">The register that was known then.</param>
    public static ProcessingActivity Of(StudyVersion study, ConsentWording wording, RegisterVersion register)
    {
        var general = register.Find(ConsentPurposes.Research);
        return new ProcessingActivity
        {
            Id = Study.PurposeOf(study.Study), PolicyArticle = general?.PolicyArticle ?? StudyFacts.Of(wording, StudyFact.Data).Policy!,
            Title = study.Plan.Title, Purpose = study.Plan.Goal, Data = Said(wording, StudyFact.Data),
            Basis = LegalBasis.Consent, BasisText = general?.TextOf(LegalBasis.Consent) ?? study.Plan.Title, Recipients = [Partner],
            Retention = [new RetentionClause { Kind = RetentionKind.UntilWithdrawn, Text = Said(wording, StudyFact.Until), PolicyArticle = StudyFacts.Of(wording, StudyFact.Until).Policy }],
        };
    }

    /// <summary>The partner, as it was named then.</summary>
    public static ReceiptParty PartyOf(StudyVersion study) => new(Partner, "recipient", study.Plan.Partner, PartyEmail: study.Plan.PartnerAddress);

    // The words are in one language already, which is that of the receipt.
    private static LocalText Said(ConsentWording wording, StudyFact fact)
    {
        var text = StudyFacts.Of(wording, fact).Text;
        return new LocalText(text, text, text);
    }
}
