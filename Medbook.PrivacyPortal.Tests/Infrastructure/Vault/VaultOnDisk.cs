using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.Hosting.Internal;
using PortalVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Vault;

/// <summary>A vault with a master key in a folder of its own, without a database.</summary>
internal sealed class VaultOnDisk : IDisposable
{
    private readonly string folder = TestFolders.Create("vault");

    public VaultOnDisk()
    {
        var settings = PortalSettings.Read(
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["DataFolder"] = Path.Combine(folder, "data"), ["KeyFolder"] = Path.Combine(folder, "keys"),
            }).Build(),
            new HostingEnvironment { EnvironmentName = Environments.Production }, folder);
        var keys = new MasterKeys(Store, new MasterKeyPlace(settings));
        Store.Masters.Add(keys.Make(DateTimeOffset.UnixEpoch));
        Vault = new PortalVault(keys, Store, settings, TimeProvider.System);
    }

    public MemoryKeyStore Store { get; } = new();

    public PortalVault Vault { get; }

    public string VaultFolder => Path.Combine(folder, "data", "vault");

    public string PathOf(VaultFile file) => Path.Combine(VaultFolder, file.Id.ToString("n")[^2..], file.Id.ToString("n"));

    /// <summary>Writes a whole file, in one piece or in several.</summary>
    public async Task<VaultFile> WriteAsync(Guid owner, byte[] content, params int[] pieces)
    {
        var file = await Vault.NewFileAsync(owner, CancellationToken.None);
        await using var writer = await Vault.OpenWriteAsync(file, CancellationToken.None);
        var at = 0;
        foreach (var piece in pieces.Length > 0 ? pieces : [content.Length])
        {
            await writer.WriteAsync(content.AsMemory(at, piece));
            at += piece;
        }
        var length = await writer.CompleteAsync(CancellationToken.None);
        Assert.Equal(content.Length, length);
        file.Complete(length);
        return file;
    }

    public void Dispose() => TestFolders.Delete(folder);
}
