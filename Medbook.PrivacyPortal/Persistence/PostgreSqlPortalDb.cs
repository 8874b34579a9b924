using Medbook.PrivacyPortal.Domain.Subjects;
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

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // Addresses are compared byte by byte, as SQLite does: their beginning is found with the index, in every locale of the server.
        builder.Entity<PortalUser>().Property(user => user.NormalizedEmail).UseCollation("C");
        builder.Entity<Subject>().Property(subject => subject.ContactEmail).UseCollation("C");
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
