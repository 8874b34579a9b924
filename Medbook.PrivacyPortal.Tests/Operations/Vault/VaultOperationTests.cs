using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using PortalVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Tests.Operations.Vault;

/// <summary>Tests of what operators do to the vault: it has a key, and files with content.</summary>
public abstract class VaultOperationTests(Provider provider) : OperationTests(provider)
{
    protected string FirstKey { get; private set; } = "";

    protected string KeyFolder => Path.Combine(Database.Folder + "-keys", "vault");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        FirstKey = (await Get<InitVault>().RunAsync(Actor.Portal, None)).Value!;
    }

    /// <summary>A whole file, as the portal makes one: row first, then bytes, then the row says so.</summary>
    protected async Task<VaultFile> AddFileAsync(Guid owner, string content = "words of a person", IServiceProvider? by = null)
    {
        var services = by ?? Services;
        var vault = services.GetRequiredService<PortalVault>();
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        var file = await vault.NewFileAsync(owner, None);
        db.VaultFiles.Add(file);
        await db.SaveChangesAsync();
        await using var writer = await vault.OpenWriteAsync(file, None);
        await writer.WriteAsync(System.Text.Encoding.UTF8.GetBytes(content));
        file.Complete(await writer.CompleteAsync(None));
        await db.SaveChangesAsync();
        return file;
    }

    protected async Task<string> ReadAsync(VaultFile file, IServiceProvider? by = null)
    {
        await using var stream = await (by ?? Services).GetRequiredService<PortalVault>().OpenReadAsync(file, None);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    protected string PathOf(VaultFile file) => Path.Combine(Database.Folder, "vault", file.Id.ToString("n")[^2..], file.Id.ToString("n"));

    protected Task<VaultFile> RowAsync(VaultFile file) => ReadAsync(db => db.VaultFiles.SingleAsync(f => f.Id == file.Id));

    /// <summary>Another process of the portal on the same database and folders.</summary>
    protected ServiceProvider AnotherProcess(params IEnumerable<KeyValuePair<string, string?>> more)
    {
        var settings = Database.Settings(more);
        return new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock).AddSingleton(settings)
            .AddPersistence(settings).AddVault().AddOperations().BuildServiceProvider(validateScopes: true);
    }
}
