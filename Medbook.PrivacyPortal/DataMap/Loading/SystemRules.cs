using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Loading;

/// <summary>
/// What may be said of a system that is no database. It is asked in the words of its protocol, which know tables, keys, fields and persons:
/// a word of the map that none of them can say would be passed over in silence, and data with it.
/// </summary>
internal static class SystemRules
{
    public static void Check(Source source, string place, Action<string, string> fault)
    {
        if (!source.IsHttp) return;
        foreach (var identity in source.Identities) CheckIdentity(identity, $"{place}.identities.{identity.Name}", fault);
        foreach (var dataset in source.Datasets)
        {
            var at = $"{place}.datasets.{dataset.Id}";
            CheckDataset(source, dataset, at, fault);
            foreach (var role in dataset.People) CheckPaths(role, role.Name.Length == 0 ? $"{at}.person" : $"{at}.people.{role.Name}.person", fault);
            foreach (var (field, where) in MapRules.Places(dataset, at)) CheckField(field, where, fault);
        }
    }

    private static void CheckIdentity(Identity identity, string place, Action<string, string> fault)
    {
        if (!identity.Where.IsNone) fault($"{place}.where", "A system decides itself which addresses are verified. Remove \"where\".");
        if (identity.Addresses.Any(address => address.Steps.Count > 0)) fault($"{place}.addresses", "A system finds the addresses of its persons itself. Name a field of the table, with no path.");
    }

    private static void CheckDataset(Source source, Dataset dataset, string place, Action<string, string> fault)
    {
        if (dataset.Key.Count == 0) fault($"{place}.key", "A system is asked for rows by their key, and \"none\" is none. Name the fields that tell its rows apart.");
        if (!dataset.Where.IsNone || dataset.Else) fault(place, "A system is asked for whole tables. Remove \"where\" and \"else\", and let it describe two tables where there are two kinds of rows.");
        else if (source.SharingTableWith(dataset).Any()) fault($"{place}.table", "A system is asked for whole tables, and another dataset has this one. Keep one of them.");
        if (dataset.Shared) fault($"{place}.shared", "Whether others reach a row is decided by the system. Remove \"shared\"; it answers for each row.");
        if (dataset.CopyOf is not null) fault($"{place}.copyOf", "A system clears its own caches. Leave the table out of its description, or map it as a dataset of its own.");
        if (dataset.Retention.Anchor is not { } anchor) return;
        if (anchor.Steps.Count > 0) fault($"{place}.retention.from", "A period begins with a field of the row itself. Let the system give the date in this table.");
        if (anchor.Type.Stored != Storage.Native || anchor.Type.Empty.Count > 0) fault($"{place}.retention.from", "A system gives dates as such, or nothing. Remove \"stored\" and \"empty\".");
    }

    private static void CheckPaths(PersonRole role, string place, Action<string, string> fault)
    {
        foreach (var path in role.Paths)
        {
            if (path.Steps.Count > 0 || path.Via is not null)
            {
                fault(place, "A path through other tables cannot be asked for. Let the system give the person's key in this table, and name that field.");
            }
            else if (path.Columns.Any(column => column.StripPrefix is not null || column.Replace.Count > 0 || column.Cast is not null))
            {
                fault(place, "A system gives the person's key as it is. Remove \"strip\", \"replace\" and \"cast\".");
            }
        }
    }

    private static void CheckField(Field field, string place, Action<string, string> fault)
    {
        if (field.Type == FieldType.Php) fault(place, "A system gives no serialised form of PHP. Write json, or text.");
        if (field.Parts.Count > 0) fault($"{place}.parts", "A value is asked for, erased and corrected as a whole. Remove \"parts\", or let the system give them as fields.");
        if (field.Stored != Storage.Native) fault($"{place}.stored", "A system gives values of the types it describes. Remove \"stored\".");
        if (field.Empty.Count > 0) fault($"{place}.empty", "A system gives nothing where there is nothing. Remove \"empty\".");
    }
}
