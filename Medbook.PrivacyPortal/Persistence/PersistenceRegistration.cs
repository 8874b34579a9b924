using Medbook.PrivacyPortal.Infrastructure.Backup;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;
using Medbook.PrivacyPortal.Infrastructure.Scheduling;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence.Backups;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>The portal's own database, by configuration.</summary>
public static class PersistenceRegistration
{
    /// <summary>Registers <see cref="PortalDb"/>, scoped and by factory, for the configured provider.</summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services, PortalSettings settings)
    {
        // Cookies and tokens of several instances must be read by all of them; files have keys of their own.
        services.AddDataProtection().SetApplicationName("Medbook.PrivacyPortal").PersistKeysToDbContext<PortalDb>();
        services.TryAddSingleton<MailBell>();
        services.TryAddSingleton<RunBell>();
        services.AddPasskeyModel();
        return settings.Provider switch
        {
            "postgresql" => services.AddSingleton<IDatabaseBackup, PostgreSqlBackup>().AddProvider<PostgreSqlPortalDb>(options => options.UseNpgsql(settings.PortalConnection)),
            _ => services.AddSingleton<IDatabaseBackup, SqliteBackup>().AddProvider<SqlitePortalDb>(options => options
                .UseSqlite(settings.PortalConnection).AddInterceptors(new SqlitePragmas())),
        };
    }

    /// <summary>
    /// The base context reads from these options, and from nowhere else, whether its model has passkeys; also at design
    /// time, where nothing else is registered.
    /// </summary>
    internal static IServiceCollection AddPasskeyModel(this IServiceCollection services) =>
        services.Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3);

    private static IServiceCollection AddProvider<TDb>(this IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where TDb : PortalDb =>
        services
            .AddDbContextFactory<TDb>((provider, options) =>
            {
                configure(options);
                options.AddInterceptors(new AuditGuard(), new RingAfterCommit(provider.GetRequiredService<MailBell>(), provider.GetRequiredService<RunBell>()));
            })
            .AddScoped<IMailQueue, MailQueue>()
            .AddSingleton<IMailboxLog, MailboxLog>()
            .AddSingleton<IVaultKeyStore, VaultKeyStore>()
            .AddSingleton<ISigningKeyStore, SigningKeyStore>()
            .AddSingleton<PortalSchema>()
            .AddSingleton<RegisterCache>()
            .AddSingleton<IDbContextFactory<PortalDb>, Factory<TDb>>()
            .AddScoped<PortalDb>(provider => provider.GetRequiredService<IDbContextFactory<TDb>>().CreateDbContext());

    private sealed class Factory<TDb>(IDbContextFactory<TDb> inner) : IDbContextFactory<PortalDb> where TDb : PortalDb
    {
        public PortalDb CreateDbContext() => inner.CreateDbContext();

        public async Task<PortalDb> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await inner.CreateDbContextAsync(cancellationToken);
    }
}
