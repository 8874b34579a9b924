namespace Medbook.PrivacyPortal.Infrastructure.Vault;

/// <summary>The vault.</summary>
public static class VaultRegistration
{
    /// <summary>Registers the vault and its master keys; the rows of keys come from the portal's database.</summary>
    public static IServiceCollection AddVault(this IServiceCollection services) =>
        services.AddSingleton<MasterKeyPlace>().AddSingleton<MasterKeys>().AddSingleton<Vault>();
}
