using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Operations.Subjects;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Operations.Copies.Archive;

/// <summary>
/// <c>article-15.json</c>: what a person is told beside the data themselves, from the register that holds and for what is held
/// about this person; every text in the language of the copy.
/// </summary>
/// <remarks>GDPR 15(1)(a)-(h), 15(2); policy 7.2. A copy to take along has none: article 20 asks for the data only.</remarks>
internal sealed record Article15(
    int RegisterVersion, DateOnly RegisterFrom, ResponsibleParty Controller, IReadOnlyList<UseOfData> Uses, string? Unclear,
    string RecipientsByName, IReadOnlyList<FromOrigin> Origins, IReadOnlyList<SecretField> Secret,
    string AutomatedDecisions, string Transfers, string Rights, string Complaint)
{
    /// <summary>Name inside the archive.</summary>
    public const string FileName = "article-15.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Puts it together in the language of the page or copy that is being written.</summary>
    public static Article15 Of(CopyOrder order, IReadOnlyList<SourceHoldings> holdings, CopyWords words)
    {
        var (register, texts) = (order.Register, words.Texts);
        var held = HeldActivities.Of(register, holdings);
        var datasets = holdings.SelectMany(source => source.Datasets).ToList();
        return new Article15(
            register.Version, register.EffectiveFrom, ResponsibleParty.Of(register.Controller),
            [.. held.Activities.Select(activity => UseOfData.Of(activity, words))],
            held.Unclear.Count == 0 ? null : texts["about.unclear", Names(held.Unclear.Select(activity => activity.Title))].Value,
            texts["names", register.Controller.Email],
            [.. new[] { Origin.ThirdParty, Origin.Derived, Origin.Observed, Origin.Provided }
                .Select(origin => FromOrigin.Of(origin, datasets, texts)).OfType<FromOrigin>()],
            [.. datasets.SelectMany(d => SecretsOf(d.Dataset).Select(label => new SecretField(d.Source.Label.ToString(), d.Dataset.Label.ToString(), label)))],
            texts["automated"], TransfersOf(register, held, words), texts["rights", register.Controller.Email],
            texts["complain", register.Authority.Name, register.Authority.Contact(CultureInfo.CurrentUICulture)]);
    }

    // Only where something that is held about the person may go.
    private static string TransfersOf(RegisterVersion register, HeldData held, CopyWords words)
    {
        var activities = held.Activities.Select(activity => activity.Activity.Id).ToHashSet();
        var transfers = register.Transfers.Where(transfer => transfer.Activities.Any(activities.Contains))
            .Select(transfer => $"{transfer.Name} ({transfer.Country}): {words.Terms.Of(transfer.Safeguard)}").ToList();
        return transfers.Count == 0 ? words.Texts["transfer.none"] : words.Texts["transfer", string.Join("; ", transfers)];
    }

    /// <summary>Labels of the fields that are described and never copied.</summary>
    public static IEnumerable<string> SecretsOf(Dataset dataset) =>
        dataset.AllFields.Where(field => field.Secret).Select(field => field.Label.ToString());

    public Task WriteAsync(Stream target, CancellationToken ct) => JsonSerializer.SerializeAsync(target, this, Json, ct);

    private static string Names(IEnumerable<LocalText> labels) => string.Join(", ", labels.Select(label => label.ToString()).Distinct());
}

/// <summary>Who is responsible, and how to reach them.</summary>
internal sealed record ResponsibleParty(string Name, string Brand, string Address, string CompanyNumber, string Email, string Phone)
{
    public static ResponsibleParty Of(Controller controller) => new(
        controller.LegalName, controller.Brand, $"{controller.Address}, {controller.Country}", controller.CompanyNumber, controller.Email, controller.Phone);
}

/// <summary>Which data came from where; for what the person gave, only that the rest did.</summary>
internal sealed record FromOrigin(Origin Origin, string Text, IReadOnlyList<FieldsOfKind> Kinds)
{
    public static FromOrigin? Of(Origin origin, IReadOnlyList<HeldDataset> datasets, IStringLocalizer<CopyTexts> texts)
    {
        var text = texts["origin." + JsonNamingPolicy.KebabCaseLower.ConvertName(origin.ToString())].Value;
        var kinds = datasets.Select(held => FieldsOfKind.Of(held.Dataset, origin)).Where(kind => kind.Fields.Count > 0).ToList();
        return kinds.Count == 0 ? null : new FromOrigin(origin, text, origin == Origin.Provided ? [] : kinds);
    }
}

/// <summary>Some fields of a kind of record.</summary>
internal sealed record FieldsOfKind(string Kind, IReadOnlyList<string> Fields)
{
    public static FieldsOfKind Of(Dataset dataset, Origin origin) => new(dataset.Label.ToString(),
        [.. ReadField.AllOf(dataset).Where(read => read.Field.Origin == origin).Select(read => read.Field.Label.ToString()).Distinct()]);
}

/// <summary>A field that is described and never copied.</summary>
internal sealed record SecretField(string Source, string Dataset, string Field);

/// <summary>A recipient and when it receives the data.</summary>
internal sealed record ReceivedBy(string Name, string When);

/// <summary>A rule of keeping, and what follows from the person's records.</summary>
internal sealed record KeptFor(string Rule, string? PolicyArticle, bool OwnChoice);

/// <summary>What permits a use.</summary>
internal sealed record PermittedBy(LegalBasis Basis, string Article, string Text, string? Only);

/// <summary>A right at a use.</summary>
internal sealed record RightAtUse(RequestKind Right, string Name, bool Available, string Why);

/// <summary>One use of the person's data.</summary>
internal sealed record UseOfData(
    string Id, string Title, string PolicyArticle, string Purpose, string Categories, IReadOnlyList<string> Records, string? Reuses,
    IReadOnlyList<PermittedBy> Basis, IReadOnlyList<ReceivedBy> Recipients, IReadOnlyList<KeptFor> Kept, IReadOnlyList<string> KeptUntil,
    IReadOnlyList<RightAtUse> Rights)
{
    public static UseOfData Of(HeldActivity held, CopyWords words)
    {
        var (activity, texts) = (held.Activity, words.Texts);
        return new UseOfData(
            activity.Id, activity.Title.ToString(), activity.PolicyArticle, activity.Purpose.ToString(), activity.Data.ToString(),
            [.. held.Datasets.Select(dataset => dataset.Dataset.Label.ToString()).Distinct()],
            held.DrawsOn.Count == 0 ? null : texts["about.reuses", string.Join(", ", held.DrawsOn.Select(other => other.Title))].Value,
            [.. held.Bases.Select(basis => new PermittedBy(basis.Basis, basis.Basis.Article(), basis.Text.ToString(),
                basis.Only.Count == 0 ? null : texts["about.basis.for", string.Join(", ", basis.Only)].Value))],
            [.. held.Recipients.Select(recipient => new ReceivedBy(recipient.Name.ToString(), recipient.When.ToString()))],
            [.. activity.Retention.Select(clause => new KeptFor(clause.Text.ToString(), clause.PolicyArticle, clause.IsChoice))],
            [.. words.Values.Days(held.End)],
            [.. held.Rights.Select(right => new RightAtUse(
                right.Right.Kind, words.Terms.Of(right.Right.Kind), right.Right.Available, words.Reasons[right.Right.Reason.ToString()]))]);
    }
}

/// <summary>The words a copy is written with.</summary>
public sealed class CopyWords(
    IStringLocalizer<CopyTexts> texts, IStringLocalizer<ValueTexts> values, IStringLocalizer<TermTexts> terms, IStringLocalizer<RightReasonTexts> reasons)
{
    internal IStringLocalizer<CopyTexts> Texts => texts;
    internal IStringLocalizer<ValueTexts> Values => values;
    internal IStringLocalizer<TermTexts> Terms => terms;
    internal IStringLocalizer<RightReasonTexts> Reasons => reasons;
}
