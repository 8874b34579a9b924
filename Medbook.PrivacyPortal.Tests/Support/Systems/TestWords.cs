using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Sources.Http;

namespace Medbook.PrivacyPortal.Tests.Support.Systems;

/// <summary>Something was named that the system does not have.</summary>
internal sealed class UnknownNameException : Exception;

/// <summary>What the words of the protocol mean on tables in memory.</summary>
internal sealed class TestWords(IReadOnlyDictionary<string, TestTable> tables, IReadOnlySet<Misdeed> misdeeds)
{
    /// <summary>The limits on uses that were heard of, by person.</summary>
    public Dictionary<string, RestrictOrder> Limits { get; } = [];

    public SystemDescription Describe() => new(1, [.. tables.Values.Select(table => table.Shape)]);

    /// <summary>An identity is a table with the fields <c>email</c> and <c>verified</c>.</summary>
    public FindAnswer Find(FindQuestion question)
    {
        var table = Table(question.Table);
        return new([.. table.Rows
            .Where(row => misdeeds.Contains(Misdeed.FindsAnybody) || (question.Key is { } key
                ? table.KeyOf(row).SequenceEqual(key)
                : row["verified"].GetBoolean() && string.Equals(TestTable.Text(row["email"]), question.Address, StringComparison.OrdinalIgnoreCase)))
            .Select(table.KeyOf).Take(question.Limit)]);
    }

    public IEnumerable<ExportLine> Export(ExportQuestion question)
    {
        var table = Table(question.Table);
        foreach (var field in question.Fields) Field(table, field);
        var rows = table.Select(misdeeds.Contains(Misdeed.IgnoresPerson) ? question.Rows with { Person = null, Role = null } : question.Rows);
        if (question.Newest is { } newest)
        {
            rows = rows.OrderBy(row => row[newest].ValueKind == JsonValueKind.Null)
                .ThenByDescending(row => TestTable.Text(row[newest]), StringComparer.Ordinal).ThenByDescending(row => row, table.ByKey);
        }
        if (misdeeds.Contains(Misdeed.Shuffles)) rows = rows.Reverse();
        if (!misdeeds.Contains(Misdeed.IgnoresSkip)) rows = rows.Skip((int)question.Skip);
        var hasRoles = !table.People.ContainsKey("") && question.Rows.Person is not null;
        foreach (var row in rows.Take(question.Limit ?? int.MaxValue))
            yield return new(table.KeyOf(row), hasRoles ? table.RolesOf(row, question.Rows.Person) : null, [.. question.Fields.Select(field => Said(row[field]))]);
    }

    public PlanAnswer Plan(PlanQuestion question)
    {
        var table = Table(question.Table);
        var person = question.Rows.Person;
        var left = table.Select(question.Rows).Where(row => WouldChange(table, row, question.Erasure, person)).ToList();
        var page = left.Where(row => question.After is null || table.Compare(table.KeyOf(row), question.After) > 0).Take(question.Limit);
        var answer = new PlanAnswer(left.Count, [.. page.Select(row => new PlannedRow(
            table.KeyOf(row), question.Period is { } period ? TestTable.Day(row[period]) : null, table.IsOthersToo(row, person)))]);
        if (misdeeds.Contains(Misdeed.PlansInEarnest)) left.ForEach(row => table.Rows.Remove(row));
        return answer;
    }

    public EraseAnswer Erase(EraseOrder order)
    {
        var table = Table(order.Table);
        var meant = table.Select(order.Rows).ToDictionary(row => string.Join('\n', table.KeyOf(row)));
        var before = table.Copy();
        var answer = new EraseAnswer([.. order.Rows.Keys!.Select(key =>
            new SystemErased(key, meant.TryGetValue(string.Join('\n', key), out var row) ? Erase(table, row, order) : "gone"))]);
        if (misdeeds.Contains(Misdeed.KeepsWhatItErased)) table.Restore(before);
        return answer;
    }

    public RectifyAnswer Rectify(RectifyOrder order)
    {
        var table = Table(order.Table);
        var shape = Field(table, order.Field);
        if (table.Select(new() { Person = order.Person, Keys = [order.Key] }).SingleOrDefault() is not { } row) return new("missing", SystemJson.Nothing);
        var found = row[order.Field];
        if (TestTable.Same(shape, found, order.Proposed)) return new("same", found);
        if (!misdeeds.Contains(Misdeed.IgnoresExpected) && !TestTable.Same(shape, found, order.Expected)) return new("other", found);
        if (!Fits(shape, order.Proposed) || table.Shape.Key.Contains(order.Field)) return new("refused", found);
        if ((!order.DryRun || misdeeds.Contains(Misdeed.RunsDryInEarnest)) && !misdeeds.Contains(Misdeed.KeepsWhatItCorrected)) row[order.Field] = order.Proposed;
        return new("changed", found);
    }

    public RestrictAnswer Restrict(RestrictOrder order)
    {
        if (misdeeds.Contains(Misdeed.TakesOlderLimits) || !Limits.TryGetValue(order.Person, out var known) || known.Revision < order.Revision)
            Limits[order.Person] = order;
        return new(Limits[order.Person].Revision);
    }

    private string Erase(TestTable table, Dictionary<string, JsonElement> row, EraseOrder order)
    {
        if (!WouldChange(table, row, order.Erasure, order.Rows.Person)) return table.IsShared && order.Erasure.Takes ? "shared" : "gone";
        if (!order.Erasure.Takes)
        {
            foreach (var field in order.Erasure.Fields.Where(field => IsToErase(row[field.Field], field))) row[field.Field] = Erased(field);
            return "changed";
        }
        if (IsNeeded(table, row)) return "needed";
        table.Rows.Remove(row);
        return "deleted";
    }

    private bool IsNeeded(TestTable table, Dictionary<string, JsonElement> row) => tables.Values.Any(other =>
        other.PointsAt.Any(pointer => pointer.Value == table.Shape.Name && other.Rows.Any(pointing => TestTable.Text(pointing[pointer.Key]) == table.KeyOf(row)[0])));

    private static bool WouldChange(TestTable table, Dictionary<string, JsonElement> row, SystemErasure erasure, string? person) => erasure.Takes
        ? !(table.IsShared && table.IsOthersToo(row, person))
        : erasure.Fields.Any(field => IsToErase(row[field.Field], field));

    private static bool IsToErase(JsonElement value, SystemFieldErasure field) => value.ValueKind != JsonValueKind.Null && field.Action switch
    {
        "mask" => TestTable.Text(value) != field.Mask,
        "hash" => !TestTable.Text(value)!.StartsWith("erased-", StringComparison.Ordinal),
        _ => true,
    };

    private static JsonElement Erased(SystemFieldErasure field) => field.Action switch
    {
        "mask" => JsonSerializer.SerializeToElement(field.Mask),
        "hash" => JsonSerializer.SerializeToElement($"erased-{Guid.NewGuid():n}"),
        _ => SystemJson.Nothing,
    };

    private static bool Fits(SystemField field, JsonElement value) => value.ValueKind == JsonValueKind.Null
        ? field.Nullable
        : (value.ValueKind == JsonValueKind.Number) == (field.Type is "integer" or "decimal") && !(TestTable.Text(value)!.Length > field.MaxLength);

    private JsonElement Said(JsonElement value) => value.ValueKind == JsonValueKind.Number && misdeeds.Contains(Misdeed.WritesNumbersAsWords)
        ? JsonSerializer.SerializeToElement("many") : value;

    private TestTable Table(string name) => tables.TryGetValue(name, out var table) ? table
        : misdeeds.Contains(Misdeed.KnowsEveryTable) ? new TestTable(name, ["id"], new SystemField("id", "integer", Nullable: false)) : throw new UnknownNameException();

    private static SystemField Field(TestTable table, string name) =>
        table.Shape.Fields.FirstOrDefault(field => field.Name == name) ?? throw new UnknownNameException();
}
