using Medbook.PrivacyPortal.Domain.Research;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class StudyConfiguration : IEntityTypeConfiguration<Study>
{
    public void Configure(EntityTypeBuilder<Study> study)
    {
        study.ToTable("Studies").HasKey(s => s.Id);
        study.Property(s => s.Id).ValueGeneratedNever();
        study.Property(s => s.Plan).HasConversion<JsonConverter<StudyPlan>>();
        study.Property(s => s.BegunBy).HasMaxLength(64);
        study.Property(s => s.Revision).IsConcurrencyToken();
        study.Ignore(s => s.Purpose);
        // The list; the identifier breaks ties, so that paging by key loses nothing.
        study.HasIndex(s => new { s.State, s.BegunAt, s.Id });
    }
}

internal sealed class StudyVersionConfiguration : IEntityTypeConfiguration<StudyVersion>
{
    public void Configure(EntityTypeBuilder<StudyVersion> version)
    {
        version.ToTable("StudyVersions").HasKey(v => new { v.Study, v.Version });
        version.Property(v => v.Version).ValueGeneratedNever();
        version.Property(v => v.Plan).HasConversion<JsonConverter<StudyPlan>>();
        version.Property(v => v.PublishedBy).HasMaxLength(64);
    }
}
