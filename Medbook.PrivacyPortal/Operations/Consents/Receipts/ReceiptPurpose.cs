using System.Globalization;
using System.Text.Json;
using Medbook.PrivacyPortal.Domain.Register;

namespace Medbook.PrivacyPortal.Operations.Consents.Receipts;

/// <summary>One use of data that a decision is about, as the register said it then.</summary>
/// <param name="PurposeId">The activity.</param>
/// <param name="Purpose">Why the data is used.</param>
/// <param name="PolicyArticle">The article of the policy.</param>
/// <param name="LawfulBasis">What permits it.</param>
/// <param name="PiiInformation">Which kinds of data.</param>
/// <param name="PiiControllers">Who is responsible.</param>
/// <param name="RecipientThirdParties">Who receives data for it, as far as the decision reaches.</param>
/// <param name="RetentionPeriod">How long data is kept.</param>
/// <param name="Jurisdiction">The country of the controller, whose law applies beside that of the Union.</param>
/// <param name="WithdrawalMethod">Where the decision is changed, with one click.</param>
/// <param name="PrivacyRights">The rights the person has at it.</param>
/// <param name="PrivacyRightsReference">Where those are asked for.</param>
public sealed record ReceiptPurpose(
    string PurposeId, string Purpose, string PolicyArticle, IReadOnlyList<ReceiptBasis> LawfulBasis, IReadOnlyList<ReceiptData> PiiInformation,
    IReadOnlyList<string> PiiControllers, IReadOnlyList<string> RecipientThirdParties, IReadOnlyList<ReceiptPeriod> RetentionPeriod, string Jurisdiction,
    Uri WithdrawalMethod, IReadOnlyList<string> PrivacyRights, Uri PrivacyRightsReference)
{
    internal static ReceiptPurpose Of(ProcessingActivity activity, IReadOnlyList<string> recipients, RegisterVersion register, CultureInfo culture, Uri portal) => new(
        activity.Id, activity.Purpose.In(culture), activity.PolicyArticle,
        [.. activity.Bases.Select(basis => new ReceiptBasis($"GDPR {basis.Article()}", activity.TextOf(basis).In(culture)))],
        [new ReceiptData(activity.Data.In(culture))], [register.Controller.CompanyNumber], recipients,
        [.. activity.Retention.Select(clause => new ReceiptPeriod(clause.Text.In(culture), clause.PolicyArticle))],
        register.Controller.Country.In(culture), new Uri(portal, "consents"),
        [.. RightsByBasis.Of(activity).Where(right => right.Available).Select(right => JsonNamingPolicy.KebabCaseLower.ConvertName(right.Kind.ToString()))],
        new Uri(portal, "requests/new"));
}

/// <summary>What permits a use.</summary>
/// <param name="Article">Article of the GDPR.</param>
/// <param name="Description">Which consent, contract, law or interest.</param>
public sealed record ReceiptBasis(string Article, string Description);

/// <summary>Kinds of data.</summary>
/// <param name="PiiType">Which, as a sentence.</param>
public sealed record ReceiptData(string PiiType);

/// <summary>How long data is kept.</summary>
/// <param name="Period">As a sentence.</param>
/// <param name="PolicyArticle">The article of the policy; null where the policy names no period.</param>
public sealed record ReceiptPeriod(string Period, string? PolicyArticle);
