using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Texts;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Operations.Subjects;

/// <summary>
/// A value as a request keeps it, the same in every language: a date as 2026-03-02, a time in Brussels, a code as it is stored. So
/// whoever reads it sees it in their own words, and what is proposed can be compared with what is stored.
/// </summary>
public static class FieldText
{
    /// <summary>The text of a value that was read; null where there is none, or where the person does not see it.</summary>
    public static string? Of(object? value) => value is Withheld ? null : ValueForm.Of(value);

    /// <summary>The words for such a text, in the language of the page; what is no value of the field stands as it was written.</summary>
    public static string Words(this IStringLocalizer<ValueTexts> texts, Field field, string? text) =>
        string.IsNullOrWhiteSpace(text) ? texts.Of(null)
        : field.Values.TryGetValue(text, out var meaning) ? meaning.ToString()
        : field.Type == FieldType.DateTime && DateTime.TryParseExact(text, ValueForm.Moment, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall)
            ? texts["time", LongDate.Of(DateOnly.FromDateTime(wall)), wall]
        : texts.Of(Parsed(field.Type, text) ?? text);

    private static object? Parsed(FieldType type, string text) => type switch
    {
        FieldType.Boolean => bool.TryParse(text, out var yes) ? yes : null,
        FieldType.Decimal => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null,
        FieldType.Date => DateOnly.TryParseExact(text, ValueForm.Day, out var date) ? date : null,
        FieldType.Time => TimeOnly.TryParseExact(text, ValueForm.Minute, out var time) ? time : null,
        FieldType.DateTime or FieldType.Text or FieldType.Integer or FieldType.Uuid or FieldType.Bytes or FieldType.Json or FieldType.Php => null,
    };
}
