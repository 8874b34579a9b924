using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Operations.Consents.Receipts;

/// <summary>
/// The proof of one decision, by the fields of ISO/IEC TS 27560: what was decided, when, on which words, and what the register said of
/// the use then. Made of what was stored at that moment and of nothing newer, so that the same decision gives the same bytes for ever.
/// </summary>
/// <param name="Context">Where the meaning of the fields is published (JSON-LD).</param>
/// <param name="ReceiptId">Its name: a decision has one receipt, so it is the record's.</param>
/// <param name="Record">Which decision, and whose.</param>
/// <param name="PiiProcessing">What it is about.</param>
/// <param name="PartyIdentification">Who is responsible, who receives data, who supervises.</param>
/// <param name="Event">What was decided, and how: one event.</param>
/// <remarks>Rule C1; GDPR 7(1).</remarks>
public sealed record ConsentReceipt(
    [property: JsonPropertyName("@context"), JsonPropertyOrder(-2)] Uri Context, string ReceiptId, ReceiptRecord Record, ReceiptProcessing PiiProcessing,
    IReadOnlyList<ReceiptParty> PartyIdentification, IReadOnlyList<ReceiptEvent> Event)
{
    /// <summary>The format that is written.</summary>
    public const string CurrentFormat = "medbook-consent-receipt/1";

    /// <summary>What it is, in the words of the context.</summary>
    [JsonPropertyName("@type"), JsonPropertyOrder(-1)]
    public string Type => nameof(ConsentReceipt);

    /// <param name="record">The decision.</param>
    /// <param name="text">The words that were on the screen.</param>
    /// <param name="study">What was in force of the study then; null where it is about none.</param>
    /// <param name="register">The register that was known then.</param>
    /// <param name="portal">Where the portal is.</param>
    internal static ConsentReceipt Of(ConsentRecord record, ConsentText text, StudyVersion? study, RegisterVersion register, Uri portal)
    {
        var culture = PortalCultures.Of(record.Language);
        var uses = study is null ? UsesOf(record, register) : [(StudyUse.Of(study, text.Wording, register), [StudyUse.Partner])];
        var purposes = uses.Select(use => ReceiptPurpose.Of(use.Activity, use.Recipients, register, culture, portal)).ToList();
        var recipients = register.Recipients.Where(recipient => purposes.Any(purpose => purpose.RecipientThirdParties.Contains(recipient.Id)))
            .Select(recipient => ReceiptParty.Of(recipient, culture));
        return new ConsentReceipt(
            new Uri(portal, ReceiptFiles.ContextAddress), $"urn:uuid:{record.Id}",
            new ReceiptRecord(CurrentFormat, record.Id, record.Subject.Value, record.Follows),
            new ReceiptProcessing(ReceiptNotice.Of(text, register, portal), record.Language, purposes),
            [ReceiptParty.Of(register.Controller, culture), .. study is null ? recipients : [StudyUse.PartyOf(study)], ReceiptParty.Of(register.Authority, culture)],
            [ReceiptEvent.Of(record)]);
    }

    // A purpose has the name of the activity that rests on it, or of the recipient that people object to.
    private static IEnumerable<(ProcessingActivity Activity, IReadOnlyList<string> Recipients)> UsesOf(ConsentRecord record, RegisterVersion register) =>
        register.Find(record.Purpose) is { } own
            ? [(own, own.Recipients)]
            : register.Activities.Where(activity => activity.Recipients.Contains(record.Purpose)).Select(activity => (activity, (IReadOnlyList<string>)[record.Purpose]));
}

/// <summary>Which decision a receipt is of.</summary>
/// <param name="SchemaVersion">The format of the receipt.</param>
/// <param name="RecordId">Identifier of the record.</param>
/// <param name="PiiPrincipalId">The portal's key of the person, which says nothing to anybody else.</param>
/// <param name="Follows">The record that this one ends; null for the first decision.</param>
public sealed record ReceiptRecord(string SchemaVersion, Guid RecordId, Guid PiiPrincipalId, Guid? Follows);

/// <summary>What a decision is about.</summary>
/// <param name="PrivacyNotice">The words that were on the screen.</param>
/// <param name="Language">Their language, as a culture name.</param>
/// <param name="Purposes">The uses of the register that the decision is about.</param>
public sealed record ReceiptProcessing(ReceiptNotice PrivacyNotice, string Language, IReadOnlyList<ReceiptPurpose> Purposes);

/// <summary>The words that were on the screen, and the policy behind them.</summary>
/// <param name="NoticeId">The choice.</param>
/// <param name="NoticeVersion">Version of its text.</param>
/// <param name="EffectiveFrom">Since which day that version is in force.</param>
/// <param name="Hash">SHA-256 of the text in its canonical form, as hexadecimal digits.</param>
/// <param name="Text">Every word, as it is hashed.</param>
/// <param name="PolicyReference">Where the policy is read.</param>
/// <param name="PolicyVersion">Version of the register of processing activities.</param>
public sealed record ReceiptNotice(
    string NoticeId, int NoticeVersion, DateOnly EffectiveFrom, string Hash, JsonElement Text, Uri PolicyReference, int PolicyVersion)
{
    internal static ReceiptNotice Of(ConsentText text, RegisterVersion register, Uri portal) => new(
        text.Purpose, text.Version, text.EffectiveFrom, text.Hash, JsonSerializer.Deserialize<JsonElement>(text.Content), new Uri(portal, "policy"), register.Version);
}

/// <summary>Somebody with a part in the use.</summary>
/// <param name="PartyId">What the rest of the receipt calls them.</param>
/// <param name="PartyRole"><c>controller</c>, <c>recipient</c> or <c>authority</c>.</param>
/// <param name="PartyName">Who they are.</param>
/// <param name="PartyDescription">When a recipient receives data; null for others.</param>
/// <param name="PartyAddress">Where; null for a category of recipients.</param>
/// <param name="PartyEmail">The address of the privacy manager; null for others.</param>
/// <param name="PartyPhone">Telephone number; null for a category of recipients.</param>
/// <param name="PartyUrl">Their site; null where the register names none.</param>
public sealed record ReceiptParty(
    string PartyId, string PartyRole, string PartyName, string? PartyDescription = null, string? PartyAddress = null, string? PartyEmail = null,
    string? PartyPhone = null, string? PartyUrl = null)
{
    internal static ReceiptParty Of(Controller controller, CultureInfo culture) => new(
        controller.CompanyNumber, "controller", controller.LegalName, PartyAddress: $"{controller.Address}, {controller.Country.In(culture)}",
        PartyEmail: controller.Email, PartyPhone: controller.Phone, PartyUrl: controller.Sites.Select(site => $"https://{site}").FirstOrDefault());

    internal static ReceiptParty Of(Recipient recipient, CultureInfo culture) => new(
        recipient.Id, "recipient", recipient.Name.In(culture), PartyDescription: recipient.When.In(culture));

    internal static ReceiptParty Of(Authority authority, CultureInfo culture) => new(
        "authority", "authority", authority.Name.In(culture), PartyAddress: authority.Address.In(culture), PartyPhone: authority.Phone,
        PartyUrl: $"https://{authority.Site.In(culture)}");
}
