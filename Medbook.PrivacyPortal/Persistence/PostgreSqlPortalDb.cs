using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>The portal's database on a PostgreSQL server: more than one machine.</summary>
public sealed class PostgreSqlPortalDb(DbContextOptions<PostgreSqlPortalDb> options) : PortalDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
    }
}

internal sealed class PostgreSqlPortalDbFactory : IDesignTimeDbContextFactory<PostgreSqlPortalDb>
{
    public PostgreSqlPortalDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlPortalDb>()
            .UseNpgsql("Host=design-time")
            .UseApplicationServiceProvider(new ServiceCollection().AddPasskeyModel().BuildServiceProvider())
            .Options);
}
