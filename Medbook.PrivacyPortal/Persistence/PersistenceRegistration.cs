using Medbook.PrivacyPortal.Infrastructure.Settings;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>The portal's own database, by configuration.</summary>
public static class PersistenceRegistration
{
    /// <summary>Registers <see cref="PortalDb"/>, scoped and by factory, for the configured provider.</summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services, PortalSettings settings) =>
        settings.Provider switch
        {
            "postgresql" => services.AddProvider<PostgreSqlPortalDb>(options => options.UseNpgsql(settings.PortalConnection)),
            _ => services.AddProvider<SqlitePortalDb>(options => options.UseSqlite(settings.PortalConnection)),
        };

    private static IServiceCollection AddProvider<TDb>(this IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where TDb : PortalDb =>
        services
            .AddDbContextFactory<TDb>((provider, options) =>
            {
                configure(options);
                options.AddInterceptors(new AuditGuard());
            })
            .AddSingleton<IDbContextFactory<PortalDb>, Factory<TDb>>()
            .AddScoped<PortalDb>(provider => provider.GetRequiredService<IDbContextFactory<TDb>>().CreateDbContext());

    private sealed class Factory<TDb>(IDbContextFactory<TDb> inner) : IDbContextFactory<PortalDb> where TDb : PortalDb
    {
        public PortalDb CreateDbContext() => inner.CreateDbContext();

        public async Task<PortalDb> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await inner.CreateDbContextAsync(cancellationToken);
    }
}
