using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Settings;

public sealed class UploadSettingsTests
{
    [Fact]
    public void Without_settings_a_file_may_have_ten_MiB()
    {
        Assert.Equal(new UploadSettings(10), Read());
        Assert.Equal(10_485_760, Read().FileBytes);
        Assert.Empty(Read().Faults());
    }

    [Fact]
    public void Settings_are_taken_as_they_are_written() => Assert.Equal(new UploadSettings(25), Read(("FileMiB", "25")));

    [Theory]
    [InlineData("FileMiB", "0")]
    [InlineData("FileMiB", "101")]
    [InlineData("FileMiB", "10 MB")]
    public void A_setting_that_cannot_be_meant_is_one_fault_that_names_it(string key, string value) =>
        Assert.StartsWith($"Uploads:{key} ", Assert.Single(Read((key, value)).Faults()));

    private static UploadSettings Read(params (string Key, string Value)[] settings) =>
        UploadSettings.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Uploads:{setting.Key}", (string?)setting.Value))).Build());
}
