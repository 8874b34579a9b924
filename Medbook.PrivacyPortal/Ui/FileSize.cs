using System.Globalization;

namespace Medbook.PrivacyPortal.Ui;

/// <summary>Lengths of files as people read them.</summary>
public static class FileSize
{
    private const int Step = 1000;

    private static readonly string[] Units = ["kB", "MB", "GB", "TB"];

    /// <summary>To two digits or three: 310 kB, 4.1 MB.</summary>
    public static string Of(long bytes)
    {
        var (size, unit) = ((double)bytes / Step, 0);
        while (size >= Step - 0.5 && unit < Units.Length - 1) (size, unit) = (size / Step, unit + 1);
        var number = size < 10 && unit > 0 ? size.ToString("0.0", CultureInfo.CurrentCulture) : Math.Max(1, Math.Round(size)).ToString("N0", CultureInfo.CurrentCulture);
        return $"{number}\u00a0{Units[unit]}";
    }
}
