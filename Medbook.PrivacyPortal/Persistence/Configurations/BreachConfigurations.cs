using Medbook.PrivacyPortal.Domain.Breaches;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class BreachConfiguration : IEntityTypeConfiguration<Breach>
{
    public void Configure(EntityTypeBuilder<Breach> breach)
    {
        breach.ToTable("Breaches").HasKey(b => b.Id);
        breach.Property(b => b.Id).ValueGeneratedNever();
        breach.Property(b => b.Facts).HasConversion<JsonConverter<BreachFacts>>();
        breach.Property(b => b.RiskReasons).HasMaxLength(Breach.MaxReasons);
        breach.Property(b => b.Drafts).HasConversion<JsonConverter<IReadOnlyList<BreachDraft>>, ListComparer<BreachDraft>>();
        breach.Property(b => b.Authority).HasConversion<JsonConverter<BreachNotice>>();
        breach.Property(b => b.People).HasConversion<JsonConverter<BreachNotice>>();
        breach.Property(b => b.Revision).IsConcurrencyToken();
        breach.Ignore(b => b.Clock);
        breach.Ignore(b => b.IsSettled);
        // The list, newest first; and the clocks that run.
        breach.HasIndex(b => new { b.NoticedAt, b.Id });
        breach.HasIndex(b => b.ClockEndsAt);
        breach.HasMany(b => b.Entries).WithOne().HasForeignKey(e => e.BreachId).OnDelete(DeleteBehavior.Restrict);
        breach.Navigation(b => b.Entries).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class BreachEntryConfiguration : IEntityTypeConfiguration<BreachEntry>
{
    public void Configure(EntityTypeBuilder<BreachEntry> entry)
    {
        entry.ToTable("BreachEntries").HasKey(e => e.Id);
        entry.Property(e => e.By).HasMaxLength(64);
        entry.HasIndex(e => new { e.BreachId, e.Id });
    }
}
