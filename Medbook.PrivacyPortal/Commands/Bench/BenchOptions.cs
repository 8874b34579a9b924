using System.CommandLine;
using System.Globalization;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>The options that benches have in common.</summary>
internal static class BenchOptions
{
    /// <summary>A number with a least value.</summary>
    public static Option<int> Number(string name, string description, int usual, int least)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result => { if (result.GetValueOrDefault<int>() < least) result.AddError(AtLeast(least)); });
        return option;
    }

    /// <summary>Several sizes, each with a least value.</summary>
    public static Option<int[]> Sizes(string description, int[] usual, int least)
    {
        var option = new Option<int[]>("--rows")
        {
            Description = description, DefaultValueFactory = _ => usual, AllowMultipleArgumentsPerToken = true,
        };
        option.Validators.Add(result => { if (result.GetValueOrDefault<int[]>()!.Any(size => size < least)) result.AddError(AtLeast(least)); });
        return option;
    }

    /// <summary>A database of PostgreSQL instead of a file.</summary>
    /// <param name="use">What it is for, and what becomes of it.</param>
    public static Option<string?> PostgreSql(string use) => new("--postgresql")
    {
        Description = $"Connection string of an empty database on this machine, for {use}. Without it that is SQLite. With it psql is needed, too.",
        HelpName = "CONNECTION",
    };

    /// <summary>The same for a source.</summary>
    public static Option<string?> PostgreSqlSource() => PostgreSql("the source: its tables 'events' and 'members' are replaced");

    private static string AtLeast(int least) => string.Create(CultureInfo.InvariantCulture, $"At least {least}.");
}
