using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>One query that is being written: its text, its parameters and the aliases it has used.</summary>
internal sealed class Sql(Dialect dialect)
{
    private readonly StringBuilder text = new();
    private readonly List<object?> values = [];
    private int aliases;

    public Dialect Dialect => dialect;

    /// <summary>A table alias that is not used elsewhere in this query, so that a table may join itself.</summary>
    public string NewAlias() => string.Create(CultureInfo.InvariantCulture, $"t{aliases++}");

    public Sql Append(string fragment)
    {
        text.Append(fragment);
        return this;
    }

    /// <summary>A value, as a parameter.</summary>
    public string Value(object? value)
    {
        values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"@p{values.Count - 1}");
    }

    /// <summary>Puts text and parameters into a command.</summary>
    public DbCommand Into(DbCommand command)
    {
        command.CommandText = text.ToString();
        for (var i = 0; i < values.Count; i++)
        {
            dialect.Bind(command, string.Create(CultureInfo.InvariantCulture, $"@p{i}"), values[i]);
        }
        return command;
    }

    public override string ToString() => text.ToString();
}
