using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Covers the values of rows that are about other people, where whoever reads wants them covered.</summary>
/// <remarks>GDPR 15(4), 20(4).</remarks>
internal sealed class OthersMask(RowQuery query)
{
    private readonly int[] maskable = query.Others == OthersData.Show ? []
        : [.. Enumerable.Range(0, query.Fields.Count).Where(i => query.Fields[i] is { Role: not null } or { Field.Others: Others.Structured })];

    /// <summary>Covers them in a row.</summary>
    /// <param name="values">The values, in the order of the query.</param>
    /// <param name="mine">The roles the person has on the row.</param>
    public void Apply(object?[] values, IReadOnlyList<PersonRole> mine)
    {
        foreach (var i in maskable)
        {
            var field = query.Fields[i];
            var isOthers = field.Field.Others == Others.Structured || (field.Role is { } role && !mine.Contains(role));
            if (isOthers && values[i] is not null) values[i] = Masked.Value;
        }
    }
}
