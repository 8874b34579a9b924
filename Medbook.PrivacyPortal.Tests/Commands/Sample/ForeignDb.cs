using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Medbook.PrivacyPortal.Tests.Commands.Sample;

/// <summary>Somebody else's table in the same database.</summary>
internal sealed class ForeignDb(SampleDatabase sample) : DbContext
{
    public DbSet<Patient> Patients => Set<Patient>();

    public async Task AddTableAsync()
    {
        await this.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
        Patients.Add(new Patient { Id = 1 });
        await SaveChangesAsync();
    }

    protected override void OnConfiguring(DbContextOptionsBuilder options) =>
        _ = sample.ProviderName == "sqlite" ? options.UseSqlite(sample.ConnectionString) : options.UseNpgsql(sample.ConnectionString);

    protected override void OnModelCreating(ModelBuilder model) => model.Entity<Patient>().ToTable("patients").Property(p => p.Id).ValueGeneratedNever();

    internal sealed class Patient
    {
        public int Id { get; init; }
    }
}
