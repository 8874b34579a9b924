using System.Security.Cryptography;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting.Internal;

namespace Medbook.PrivacyPortal.Tests.Commands;

/// <summary><c>vault</c> and the start without its keys, as an operator meets them: outside Development.</summary>
public sealed class VaultCommandTests : IAsyncLifetime
{
    private readonly CommandLine portal = new();

    private string Keys => Path.Combine(portal.Folder, "keys", "vault");

    public Task InitializeAsync() => PortalDatabase.PlaceAsync(portal.Database);

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

    [Fact]
    public async Task Verify_reads_every_file_and_its_exit_code_says_what_it_found()
    {
        var id = await InitAsync();
        var file = await AddFileAsync();
        var sound = await portal.RunAsync("vault", "verify");
        Assert.Equal((0, "Sound files: 1. Findings: 0."), (sound.ExitCode, sound.Output.Trim()));

        var path = Assert.Single(Directory.GetFiles(Path.Combine(portal.Folder, "data", "vault"), "*", SearchOption.AllDirectories));
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        var damaged = await portal.RunAsync("vault", "verify");
        Assert.Equal(1, damaged.ExitCode);
        Assert.Contains($"{file:n}: damaged.", damaged.Output, StringComparison.Ordinal);

        File.Delete(path);
        var missing = await portal.RunAsync("vault", "verify");
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains($"{file:n}: its bytes are missing.", missing.Output, StringComparison.Ordinal);

        File.Delete(Path.Combine(Keys, id + ".key"));
        var keyless = await portal.RunAsync("vault", "verify");
        Assert.Equal(2, keyless.ExitCode);
        Assert.Contains($"error: Master key {id} of the vault is missing.", keyless.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotate_says_which_key_may_be_destroyed_and_without_it_everything_is_sound()
    {
        var id = await InitAsync();
        await AddFileAsync();

        var result = await portal.RunAsync("vault", "rotate");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains($"Master key {id} protects nothing any more. It may be destroyed", result.Output, StringComparison.Ordinal);

        File.Delete(Path.Combine(Keys, id + ".key"));
        Assert.Equal(0, (await portal.RunAsync("vault", "verify")).ExitCode);
    }

    [Fact]
    public async Task Key_lost_destroys_what_the_key_wrapped_and_the_portal_has_a_new_one()
    {
        var id = await InitAsync();
        var file = await AddFileAsync();
        File.Delete(Path.Combine(Keys, id + ".key"));

        var wrong = await portal.RunAsync("vault", "key-lost", "--confirm", "0000");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("error: No master key of the vault has the id 0000.", wrong.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, (await portal.RunAsync("vault", "key-lost")).ExitCode);

        var lost = await portal.RunAsync("vault", "key-lost", "--confirm", id);
        Assert.Equal(0, lost.ExitCode);
        Assert.Contains("Files destroyed: 1. People told by mail: 0.", lost.Output, StringComparison.Ordinal);
        Assert.NotEqual(id, Path.GetFileNameWithoutExtension(Assert.Single(Directory.GetFiles(Keys))));

        // The bytes wait for the portal's job and are no finding; a new file can be written and read.
        Assert.NotEqual(file, await AddFileAsync());
        Assert.Equal("Sound files: 1. Findings: 0.", (await portal.RunAsync("vault", "verify")).Output.Trim());
        var again = await portal.RunAsync("vault", "key-lost", "--confirm", id);
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("Files destroyed: 0.", again.Output, StringComparison.Ordinal);
    }

    // As a portal that serves would write one, on the same database and folders.
    private async Task<Guid> AddFileAsync()
    {
        var settings = PortalSettings.Read(
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["DataFolder"] = Path.Combine(portal.Folder, "data"), ["KeyFolder"] = Path.Combine(portal.Folder, "keys"),
                ["ConnectionStrings:Portal"] = $"Data Source={portal.Database};Pooling=False",
            }).Build(),
            new HostingEnvironment { EnvironmentName = Environments.Production }, portal.Folder);
        await using var services = new ServiceCollection().AddLogging().AddSingleton(settings).AddSingleton(TimeProvider.System)
            .AddPersistence(settings).AddVault().BuildServiceProvider();
        var vault = services.GetRequiredService<Vault>();
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        var file = await vault.NewFileAsync(Guid.NewGuid(), CancellationToken.None);
        db.VaultFiles.Add(file);
        await db.SaveChangesAsync();
        await using var writer = await vault.OpenWriteAsync(file, CancellationToken.None);
        await writer.WriteAsync("words of a person"u8.ToArray());
        file.Complete(await writer.CompleteAsync(CancellationToken.None));
        await db.SaveChangesAsync();
        return file.Id;
    }

    private async Task<string> InitAsync()
    {
        Assert.Equal(0, (await portal.RunAsync("vault", "init")).ExitCode);
        return Path.GetFileNameWithoutExtension(Assert.Single(Directory.GetFiles(Keys)));
    }
}
