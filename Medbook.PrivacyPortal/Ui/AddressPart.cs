using System.Globalization;

namespace Medbook.PrivacyPortal.Ui;

/// <summary>Values in the address of a view: written so that every culture reads them, and read as something a stranger may have typed.</summary>
public static class AddressPart
{
    private const string DateFormat = "yyyy-MM-dd";

    /// <summary>A day, as an address writes it.</summary>
    public static string Of(DateOnly day) => day.ToString(DateFormat, CultureInfo.InvariantCulture);

    /// <summary>The day an address names; null for none and for what is no day.</summary>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The value of an enumeration an address names; null for none and for one that does not exist.</summary>
    public static T? Value<T>(string? text) where T : struct, Enum =>
        Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) ? value : null;
}
