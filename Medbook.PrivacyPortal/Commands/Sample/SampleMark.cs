using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Medbook.PrivacyPortal.Commands.Sample.Tables;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Commands.Sample;

/// <summary>Which sample a database holds; written last, so that half a sample has none.</summary>
/// <param name="Members">How many members.</param>
/// <param name="Seed">Which chance.</param>
/// <param name="Heavy">Whether one member has 100,000 usage rows.</param>
/// <param name="Shape">A hash of the schema: another version of the generator has another.</param>
internal sealed record SampleMark(int Members, int Seed, bool Heavy, string Shape)
{
    private const string Prefix = "sample.";

    /// <summary>The mark that this version of the generator writes.</summary>
    public static SampleMark Of(SampleOptions options, SampleSchemaDb schema) => new(
        options.Members, options.Seed, options.Heavy,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(schema.Database.GenerateCreateScript())))[..16]);

    /// <summary>The mark of a sample; null where there is none.</summary>
    public static async Task<SampleMark?> ReadAsync(SampleDb db, CancellationToken ct)
    {
        var values = await db.Set<SchemaInfo>().AsNoTracking().ToDictionaryAsync(info => info.Name, info => info.Value, ct);
        return values.TryGetValue(Prefix + "members", out var members)
            && values.TryGetValue(Prefix + "seed", out var seed)
            && values.TryGetValue(Prefix + "heavy", out var heavy)
            && values.TryGetValue(Prefix + "shape", out var shape)
            ? new SampleMark(
                int.Parse(members, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture), bool.Parse(heavy), shape)
            : null;
    }

    /// <summary>The rows that say it.</summary>
    public IEnumerable<SchemaInfo> Rows() =>
    [
        new() { Name = Prefix + "members", Value = Members.ToString(CultureInfo.InvariantCulture) },
        new() { Name = Prefix + "seed", Value = Seed.ToString(CultureInfo.InvariantCulture) },
        new() { Name = Prefix + "heavy", Value = Heavy.ToString() },
        new() { Name = Prefix + "shape", Value = Shape },
    ];
}
