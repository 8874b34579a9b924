using System.Security.Cryptography;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Commands;

/// <summary><c>vault</c> and the start without its keys, as an operator meets them: outside Development.</summary>
public sealed class VaultCommandTests : IAsyncLifetime
{
    private readonly CommandLine portal = new();

    private string Keys => Path.Combine(portal.Folder, "keys", "vault");

    public Task InitializeAsync() => portal.RunAsync("migrate");

    public Task DisposeAsync()
    {
        portal.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Without_a_key_the_portal_does_not_start_and_says_what_to_do()
    {
        var result = await portal.RunAsync("serve");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("error: The vault has no master key yet. Run “vault init” once.", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Keys));
    }

    [Fact]
    public async Task Init_makes_a_file_that_only_the_portals_user_reads_and_says_to_keep_it_apart()
    {
        var result = await portal.RunAsync("vault", "init");

        var file = Assert.Single(Directory.GetFiles(Keys));
        var id = Path.GetFileNameWithoutExtension(file);
        Assert.Equal((0, $"Master key {id} is in use."), (result.ExitCode, result.Output.Trim()));
        Assert.Contains($"Keep a copy of it (vault/{id}.key in KeyFolder", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain((await File.ReadAllTextAsync(file)).Trim(), result.Output + result.Error, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_second_init_is_refused_and_changes_nothing()
    {
        var id = await InitAsync();
        var result = await portal.RunAsync("vault", "init");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"error: The vault has a master key already: {id}. To replace it, run “vault rotate”.", result.Error, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Keys));
    }

    [Fact]
    public async Task A_key_in_the_configuration_is_taken_over_and_no_file_is_written()
    {
        portal.With("Vault__Keys__from-the-safe", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

        Assert.Equal("Master key from-the-safe is in use.", (await portal.RunAsync("vault", "init")).Output.Trim());
        Assert.False(Directory.Exists(Keys));
        Assert.Contains("Master key from-the-safe of the vault is missing.",
            (await portal.With("Vault__Keys__from-the-safe", null).RunAsync("serve")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_is_no_key_is_said_without_its_value()
    {
        var result = await portal.With("Vault__Keys__a1", "c2hvcnQ=").RunAsync("vault", "init");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("error: Vault:Keys:a1 is no key. Write 32 random bytes in base64", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("c2hvcnQ=", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_key_stops_the_start_and_names_it_and_both_ways_out()
    {
        var id = await InitAsync();
        File.Delete(Path.Combine(Keys, id + ".key"));

        var result = await portal.RunAsync("serve");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"error: Master key {id} of the vault is missing. Put its file back as vault/{id}.key in KeyFolder", result.Error, StringComparison.Ordinal);
        Assert.Contains($"vault key-lost --confirm {id}", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no key at all")]
    public async Task Another_key_in_its_place_stops_the_start_and_names_it(string? content)
    {
        var id = await InitAsync();
        await File.WriteAllTextAsync(Path.Combine(Keys, id + ".key"), content ?? Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

        var result = await portal.RunAsync("serve");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"error: What is there as master key {id} of the vault is another key.", result.Error, StringComparison.Ordinal);
        Assert.Contains($"vault key-lost --confirm {id}", result.Error, StringComparison.Ordinal);
    }

    private async Task<string> InitAsync()
    {
        Assert.Equal(0, (await portal.RunAsync("vault", "init")).ExitCode);
        return Path.GetFileNameWithoutExtension(Assert.Single(Directory.GetFiles(Keys)));
    }
}
