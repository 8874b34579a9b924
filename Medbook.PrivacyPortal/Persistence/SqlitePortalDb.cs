using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>The portal's database in one file: the embedded form.</summary>
public sealed class SqlitePortalDb(DbContextOptions<SqlitePortalDb> options) : PortalDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // A key is an index beside the rows here, and each of the ten thousands of figures of a year a search. So all that is added up stands in one.
        builder.Entity<RequestFigure>().HasIndex(figure => new { figure.On, figure.Kind, figure.State, figure.Timing, figure.Days, figure.Count });
    }
}

internal sealed class SqlitePortalDbFactory : IDesignTimeDbContextFactory<SqlitePortalDb>
{
    public SqlitePortalDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlitePortalDb>()
            .UseSqlite("Data Source=design-time.db")
            .UseApplicationServiceProvider(new ServiceCollection().AddPasskeyModel().BuildServiceProvider())
            .Options);
}
