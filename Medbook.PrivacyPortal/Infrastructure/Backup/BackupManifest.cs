using System.Text.Json;
using System.Text.Json.Serialization;
using Medbook.PrivacyPortal.Infrastructure.Ledger;

namespace Medbook.PrivacyPortal.Infrastructure.Backup;

/// <summary>The archives of a backup. The vault's wrapped keys lie in one of their own: no archive alone undoes a destruction.</summary>
public enum BackupPart
{
    /// <summary>The portal's database, without the vault's wrapped keys.</summary>
    Database,
    /// <summary>The rows of the vault's wrapped keys.</summary>
    WrappedKeys,
    /// <summary>The vault's files, as they lie on the disk.</summary>
    Files,
}

/// <summary>One archive of a backup.</summary>
/// <param name="Part">Which.</param>
/// <param name="Bytes">Its length, in bytes.</param>
/// <param name="Sha256">SHA-256 of its bytes, in hexadecimal digits.</param>
public sealed record BackupArchive(BackupPart Part, long Bytes, string Sha256);

/// <summary>What a backup holds and until when. It is written last: a backup without it is unfinished.</summary>
public sealed record BackupManifest
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        RespectNullableAnnotations = true,
    };

    /// <summary>Version of this form.</summary>
    public int Format { get; init; } = 1;

    /// <summary>Name of the backup: of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>What its archives are bound to.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it was begun (UTC): nothing of later is in it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it is removed (UTC).</summary>
    public required DateTimeOffset KeepUntil { get; init; }

    /// <summary>Provider of the database.</summary>
    public required string Provider { get; init; }

    /// <summary>The last migration of the database.</summary>
    public required string Schema { get; init; }

    /// <summary>The archives.</summary>
    public required IReadOnlyList<BackupArchive> Archives { get; init; }

    /// <summary>Rows of each table, in one order on every machine: the tag is over them, too.</summary>
    public required SortedDictionary<string, long> Rows { get; init => field = new(value, StringComparer.Ordinal); }

    /// <summary>How many files of the vault are in it.</summary>
    public required int Files { get; init; }

    /// <summary>Where the ledger of destructions ended when it was begun.</summary>
    public required LedgerPlace Ledger { get; init; }

    /// <summary>Whether it was restored into a scratch place and looked at; else every archive was only read whole.</summary>
    public required bool IsVerified { get; init; }

    /// <summary>Tag over all of this under the key of backups.</summary>
    public string Tag { get; init; } = "";

    /// <summary>Length of all archives, in bytes.</summary>
    [JsonIgnore]
    public long Bytes => Archives.Sum(archive => archive.Bytes);

    /// <summary>Writes it as JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads one.</summary>
    /// <returns>Null where the text is none.</returns>
    public static BackupManifest? TryParse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(json, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
