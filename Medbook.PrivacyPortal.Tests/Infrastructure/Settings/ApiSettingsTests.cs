using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Settings;

public sealed class ApiSettingsTests
{
    private const string Key = "0123456789abcdef0123456789abcdef", Next = "fedcba9876543210fedcba9876543210", Short = "0123456789abcdef0123456789abcde";

    [Fact]
    public void A_system_has_a_key_or_two_scopes_and_perhaps_a_webhook()
    {
        var settings = Read(
            ("Api:Systems:crm:Key", Key), ("Api:Systems:crm:Keys:0", Next), ("Api:Systems:crm:Scopes", "consents, restrictions"), ("Api:Systems:crm:Sources", "sample"),
            ("Api:Systems:crm:Webhook", "https://crm.example.org/changes"), ("Api:Systems:crm:Secret", "another word, of thirty-two letters"));

        Assert.Empty(settings.Faults());
        var crm = Assert.Single(settings.Systems);
        Assert.Equal(["consents", "restrictions"], crm.Scopes);
        Assert.Equal((true, false, true), (crm.Knows("sample"), crm.Knows("clinic"), crm.Hears("consents")));
        Assert.Equal(600, settings.PerMinute);
        Assert.Empty(Read().Systems);
        Assert.Empty(Read().Faults());
    }

    [Fact]
    public void Either_key_is_the_systems_and_no_other_is()
    {
        var settings = Read(("Api:Systems:crm:Keys:0", Key), ("Api:Systems:crm:Keys:1", Next), ("Api:Systems:crm:Scopes", "consents"), ("Api:Systems:news:Key", Short + "z"), ("Api:Systems:news:Scopes", "consents"));

        Assert.Equal(["crm", "crm", "news"], new[] { Key, Next, Short + "z" }.Select(key => settings.Whose(key)?.Name));
        Assert.All(new[] { "", Short, Key + " ", Key.ToUpperInvariant(), Key + Next }, key => Assert.Null(settings.Whose(key)));
    }

    [Theory]
    [InlineData("Key", null, "Api:Systems:crm:Key is missing.")]
    [InlineData("Key", Short, "Api:Systems:crm has a key that is too short.")]
    [InlineData("Scopes", null, "Api:Systems:crm:Scopes is missing")]
    [InlineData("Scopes", "consents,erasures", "Api:Systems:crm:Scopes is missing or names what there is not.")]
    [InlineData("Webhook", "http://crm.example.org/changes", "Api:Systems:crm:Webhook is no address to call.")]
    [InlineData("Webhook", "https://user:word@crm.example.org/", "Api:Systems:crm:Webhook is no address to call.")]
    [InlineData("Webhook", "https://crm.example.org/?word", "Api:Systems:crm:Webhook is no address to call.")]
    [InlineData("Webhook", "ftp://crm.example.org/", "Api:Systems:crm:Webhook is no address to call.")]
    [InlineData("Secret", null, "Api:Systems:crm:Secret is missing or too short.")]
    [InlineData("Secret", Short, "Api:Systems:crm:Secret is missing or too short.")]
    [InlineData("Secret", Key, "Api:Systems:crm:Secret is one of its keys.")]
    [InlineData("Keys:0", Key, "Two keys under Api:Systems are the same.")]
    public void What_cannot_work_is_one_fault_that_quotes_nothing(string name, string? value, string fault)
    {
        var settings = new Dictionary<string, string?> { ["Key"] = Key, ["Scopes"] = "consents", ["Webhook"] = "http://localhost:5090/changes", ["Secret"] = Next };
        settings[name] = value;

        var found = Assert.Single(Read([.. settings.Select(one => ($"Api:Systems:crm:{one.Key}", one.Value))]).Faults());

        Assert.StartsWith(fault, found);
        Assert.DoesNotContain(Short, found, StringComparison.Ordinal);
        Assert.DoesNotContain("word", found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CRM")]
    [InlineData("crm of the clinic")]
    [InlineData("crm-with-a-name-of-more-than-32-letters")]
    public void A_name_is_short_and_plain(string name) =>
        Assert.Contains(Read(($"Api:Systems:{name}:Key", Key), ($"Api:Systems:{name}:Scopes", "consents")).Faults(), fault => fault.Contains("is no name of a system", StringComparison.Ordinal));

    [Fact]
    public void Three_keys_and_a_pace_that_is_no_number_are_faults()
    {
        var faults = Read(("Api:PerMinute", "often"), ("Api:Systems:crm:Key", Key), ("Api:Systems:crm:Keys:0", Next), ("Api:Systems:crm:Keys:1", Short + "z"), ("Api:Systems:crm:Scopes", "consents")).Faults();

        Assert.Equal(["Api:PerMinute is no number above 0.", "Api:Systems:crm:Keys has more than 2 keys. Remove those that the system no longer shows."], faults);
    }

    private static ApiSettings Read(params (string Key, string? Value)[] settings) => ApiSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build());
}
