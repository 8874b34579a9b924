using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Loading;

/// <summary>What the word <c>research</c> may open: nothing that says who somebody is, or that says something about somebody else.</summary>
/// <remarks>GDPR 89(1); rule C4.</remarks>
internal static class ResearchRules
{
    /// <summary>Checks a dataset; each fault is given its JSON path and a sentence with the mend.</summary>
    public static void Check(Source source, Dataset dataset, string place, Action<string, string> fault)
    {
        foreach (var (field, at) in MapRules.Places(dataset, place).Where(open => open.Field.Research is not ResearchUse.Never))
        {
            if (WhyNot(source, dataset, field) is { } reason) fault($"{at}.research", $"{reason} Remove \"research\".");
            else if (field.Research is ResearchUse.Generalised && !IsMadeCoarser(field.Type))
            {
                fault($"{at}.research", $"No rule makes {Words.Of(field.Type)} coarser. Write as-is where it has few values that many people share, or remove \"research\".");
            }
        }
    }

    private static string? WhyNot(Source source, Dataset dataset, Field field) =>
        field.Parts.Count > 0 ? "It has parts, and a study gets those that say so themselves."
        : field.Secret ? "It is secret, and never leaves."
        : field.Others is not Others.None ? "It may be about other people, and never leaves."
        : field.Type is FieldType.Json or FieldType.Php or FieldType.Bytes ? "It is one opaque value, and nobody knows what stands in it."
        : field.Type is FieldType.Uuid ? "It stands for one record or person."
        : dataset.People.Count != 1 || dataset.People[0].Fields.Contains(field) ? "The rows are not those of one person."
        : IsAddress(source, dataset, field.Column) ? "It is an address."
        : SaysWhose(source, dataset, field.Column) ? "It says whose the row is."
        : null;

    private static bool IsMadeCoarser(FieldType type) => type switch
    {
        FieldType.Date or FieldType.DateTime or FieldType.Integer or FieldType.Decimal or FieldType.Text => true,
        FieldType.Boolean or FieldType.Time or FieldType.Uuid or FieldType.Bytes or FieldType.Json or FieldType.Php => false,
    };

    private static bool IsAddress(Source source, Dataset dataset, string column) => source.Identities.Any(identity =>
        identity.Addresses.Any(address => address.Column == column && (address.Steps.Count > 0 ? address.Steps[^1].Table : identity.Table) == dataset.Table)
        || (identity.IsAddress && dataset.People.SelectMany(role => role.Paths).Any(path => path.Identity == identity.Name && path.Steps.Count == 0 && path.Columns.Any(held => held.Column == column))));

    // The key of a row that is one column, the person's own key, and the columns that lead to the person.
    private static bool SaysWhose(Source source, Dataset dataset, string column) =>
        (dataset.Key.Count == 1 && dataset.Key[0] == column)
        || source.Identities.Any(identity => identity.Table == dataset.Table && identity.Key.Contains(column))
        || dataset.People.SelectMany(role => role.Paths).Any(path => path.Steps.Count == 0
            ? path.Columns.Any(held => held.Column == column)
            : path.Steps[0].Pairs.Any(pair => pair.From.Column == column));
}
