using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Settings;

public sealed class BackupSettingsTests
{
    [Fact]
    public void Without_settings_there_is_no_folder_and_a_backup_would_stay_thirty_days()
    {
        var settings = Read(null);

        Assert.Equal(new BackupSettings(null, 30), settings);
        Assert.Equal(TimeSpan.FromDays(30), settings.Keep);
        Assert.Empty(settings.Faults());
    }

    [Fact]
    public void Settings_are_taken_as_they_are_written() => Assert.Equal(new BackupSettings("/backups", 7), Read("7", "/backups"));

    [Theory]
    [InlineData("0")]
    [InlineData("731")]
    [InlineData("-1")]
    [InlineData("a month")]
    public void A_number_of_days_that_cannot_be_meant_is_one_fault_that_names_it(string days) =>
        Assert.StartsWith("Backup:KeepDays ", Assert.Single(Read(days).Faults()), StringComparison.Ordinal);

    private static BackupSettings Read(string? days, string? folder = null) =>
        BackupSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Backup:KeepDays", days)]).Build(), folder);
}
