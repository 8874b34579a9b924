using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Settings;

public sealed class SystemSettingsTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    [Fact]
    public void A_connection_string_that_is_an_address_needs_a_key_and_no_other_does()
    {
        Assert.Empty(Faults(("ConnectionStrings:Portal", "Data Source=portal.db"), ("ConnectionStrings:News", "https://news.example.org/privacy"), ("Sources:news:Key", Key)));
        Assert.Empty(Faults(("ConnectionStrings:News", "http://localhost:5090/privacy"), ("Sources:News:Key", Key)));
    }

    [Theory]
    [InlineData("http://news.example.org/privacy", Key, "ConnectionStrings:News is an address that anybody on the way could read.")]
    [InlineData("https://user:word@news.example.org/", Key, "ConnectionStrings:News is no address of a system.")]
    [InlineData("https://news.example.org/?key=word", Key, "ConnectionStrings:News is no address of a system.")]
    [InlineData("https://", Key, "ConnectionStrings:News is no address of a system.")]
    [InlineData("https://news.example.org/", null, "Sources:News:Key is missing.")]
    [InlineData("https://news.example.org/", "0123456789abcdef0123456789abcde", "Sources:News:Key is too short.")]
    public void What_nobody_may_be_called_with_is_one_fault_that_quotes_nothing(string address, string? key, string fault)
    {
        var found = Assert.Single(Faults(("ConnectionStrings:News", address), ("Sources:News:Key", key)));

        Assert.StartsWith(fault, found);
        Assert.DoesNotContain("word", found, StringComparison.Ordinal);
        if (key is not null) Assert.DoesNotContain(key, found, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Faults(params (string Key, string? Value)[] settings) => SystemSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build()).Faults();
}
