using System.Globalization;

namespace Medbook.PrivacyPortal.Infrastructure.Settings;

/// <summary>Where backups lie and how long, from the keys under <c>Backup</c>.</summary>
/// <param name="Folder">The folder of backups; null where none is set.</param>
/// <param name="KeepDays">Days a backup is kept; 30 unless said otherwise. After that, nothing that was erased before is in any backup.</param>
public sealed record BackupSettings(string? Folder, int KeepDays)
{
    private const int MostDays = 730;

    /// <summary>How long a backup is kept.</summary>
    public TimeSpan Keep => TimeSpan.FromDays(KeepDays);

    /// <summary>Reads the keys under <c>Backup</c>; nothing is checked yet.</summary>
    /// <param name="configuration">The portal's configuration.</param>
    /// <param name="folder">The folder, as a whole path.</param>
    public static BackupSettings Read(IConfiguration configuration, string? folder) =>
        new(folder, configuration["Backup:KeepDays"] is not { Length: > 0 } text ? 30
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0);

    /// <summary>What is wrong, one sentence per fault.</summary>
    public IEnumerable<string> Faults()
    {
        if (KeepDays is < 1 or > MostDays) yield return $"Backup:KeepDays is no such number. Write a number of days from 1 to {MostDays}.";
    }
}
