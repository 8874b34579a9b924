using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Operations.Subjects;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>A correction as people read it, in the language of the page.</summary>
/// <param name="Record">What people call the kind of record.</param>
/// <param name="Field">What people call the field.</param>
/// <param name="Shown">What the record held when it was chosen; null where nothing was shown.</param>
/// <param name="Proposed">What it should hold.</param>
public sealed record CorrectionText(string Record, string Field, string? Shown, string Proposed);

/// <summary>Puts corrections into words.</summary>
public static class CorrectionWords
{
    /// <summary>The words of a correction; identifiers where the map no longer knows the record or the field.</summary>
    public static CorrectionText WordsOf(this SourceCatalog sources, FieldCorrection correction, IStringLocalizer<ValueTexts> texts)
    {
        var dataset = sources.Find(correction.Row.Source)?.Map.Find(correction.Row.Dataset);
        var read = dataset is null ? null : ReadField.AllOf(dataset).FirstOrDefault(field => field.Name == correction.Field);
        return new CorrectionText(
            dataset?.Label.ToString() ?? correction.Row.Dataset,
            read?.Field.Label.ToString() ?? correction.Field,
            correction.Shown is null ? null : Words(correction.Shown),
            Words(correction.Proposed));

        string Words(string text) => read is null ? text : texts.Words(read.Field, text);
    }
}
