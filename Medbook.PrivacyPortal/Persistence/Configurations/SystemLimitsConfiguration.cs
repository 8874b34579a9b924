using Medbook.PrivacyPortal.Domain.Restrictions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class SystemLimitsConfiguration : IEntityTypeConfiguration<SystemLimits>
{
    public void Configure(EntityTypeBuilder<SystemLimits> limits)
    {
        limits.ToTable("SystemLimits").HasKey(l => l.Id);
        limits.Property(l => l.Id).ValueGeneratedNever();
        limits.Property(l => l.Source).HasMaxLength(64);
        limits.Property(l => l.PersonKey).HasMaxLength(256);
        limits.Property(l => l.Activities).HasConversion<JsonConverter<IReadOnlyList<string>>, ListComparer<string>>();
        limits.Property(l => l.Tables).HasConversion<JsonConverter<IReadOnlyList<string>>, ListComparer<string>>();
        limits.Property(l => l.Revision).IsConcurrencyToken();
        limits.Ignore(l => l.IsHeard);
        limits.Ignore(l => l.IsNothing);
        limits.Ignore(l => l.IdempotencyKey);
        // One row for each person of a system, whoever they are here.
        limits.HasIndex(l => new { l.Source, l.PersonKey }).IsUnique();
        limits.HasIndex(l => l.Subject);
        limits.HasIndex(l => l.ChangesOn);
        // What has to be told.
        limits.HasIndex(l => l.TryAfter).HasFilter("\"Heard\" < \"Said\" AND \"PersonKey\" IS NOT NULL");
    }
}
