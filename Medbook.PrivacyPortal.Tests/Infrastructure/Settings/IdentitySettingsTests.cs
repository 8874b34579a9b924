using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Settings;

public sealed class IdentitySettingsTests
{
    [Fact]
    public void Without_settings_nobody_is_asked_by_the_portal_and_a_question_waits_fourteen_days()
    {
        var settings = Read();

        Assert.Equal(new IdentitySettings(false, 14), settings);
        Assert.Equal(TimeSpan.FromDays(14), settings.Lifetime);
        Assert.Empty(settings.Faults());
        Assert.Empty(settings.Warnings());
    }

    [Fact]
    public void Asking_everybody_is_allowed_and_warned_about_with_the_reason()
    {
        var settings = Read(("AlwaysAsk", "True"), ("LapseDays", "7"));

        Assert.Equal(new IdentitySettings(true, 7), settings);
        Assert.Empty(settings.Faults());
        var warning = Assert.Single(settings.Warnings());
        Assert.Contains("GDPR 12(6)", warning, StringComparison.Ordinal);
        Assert.Contains("Guidelines 01/2022", warning, StringComparison.Ordinal);
        Assert.Contains("disproportionate", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AlwaysAsk", "sometimes")]
    [InlineData("LapseDays", "0")]
    [InlineData("LapseDays", "61")]
    [InlineData("LapseDays", "two weeks")]
    public void A_setting_that_cannot_be_meant_is_one_fault_that_names_it(string key, string value) =>
        Assert.StartsWith($"Identity:{key} ", Assert.Single(Read((key, value)).Faults()));

    private static IdentitySettings Read(params (string Key, string Value)[] settings) =>
        IdentitySettings.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Identity:{setting.Key}", (string?)setting.Value))).Build());
}
