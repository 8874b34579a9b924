using System.IO.Compression;
using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Settings;

public sealed class CopySettingsTests
{
    [Fact]
    public void Without_settings_a_copy_stays_a_week_one_is_made_at_a_time_and_quickly()
    {
        var settings = Read();

        Assert.Equal(new CopySettings(7, 1, CompressionLevel.Fastest), settings);
        Assert.Equal(TimeSpan.FromDays(7), settings.Keep);
        Assert.Empty(settings.Faults());
    }

    [Fact]
    public void Settings_are_taken_as_they_are_written()
    {
        var settings = Read(("KeepDays", "30"), ("AtOnce", "4"), ("Compression", "None"));

        Assert.Equal(new CopySettings(30, 4, CompressionLevel.NoCompression), settings);
        Assert.Empty(settings.Faults());
    }

    [Theory]
    [InlineData("KeepDays", "0")]
    [InlineData("KeepDays", "91")]
    [InlineData("KeepDays", "a week")]
    [InlineData("AtOnce", "0")]
    [InlineData("AtOnce", "17")]
    [InlineData("AtOnce", "-1")]
    [InlineData("Compression", "best")]
    public void A_setting_that_cannot_be_meant_is_one_fault_that_names_it(string key, string value) =>
        Assert.StartsWith($"Copies:{key} ", Assert.Single(Read((key, value)).Faults()));

    private static CopySettings Read(params (string Key, string Value)[] settings) =>
        CopySettings.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Copies:{setting.Key}", (string?)setting.Value))).Build());
}
