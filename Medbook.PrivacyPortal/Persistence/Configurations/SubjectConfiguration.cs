using Medbook.PrivacyPortal.Domain.Subjects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class SubjectConfiguration : IEntityTypeConfiguration<Subject>
{
    public void Configure(EntityTypeBuilder<Subject> subject)
    {
        subject.ToTable("Subjects").HasKey(s => s.Key);
        subject.Property(s => s.AccountId).HasMaxLength(64);
        subject.Property(s => s.ContactEmail).HasMaxLength(254);
        subject.HasIndex(s => s.AccountId).IsUnique();
        subject.HasIndex(s => s.ContactEmail).IsUnique();
    }
}

internal sealed class SubjectLinkConfiguration : IEntityTypeConfiguration<SubjectLink>
{
    public void Configure(EntityTypeBuilder<SubjectLink> link)
    {
        link.ToTable("SubjectLinks").HasKey(l => new { l.Subject, l.Source });
        link.Property(l => l.Source).HasMaxLength(64);
        link.Property(l => l.PersonKey).HasMaxLength(256);
        link.HasOne<Subject>().WithMany().HasForeignKey(l => l.Subject).OnDelete(DeleteBehavior.Cascade);
        // An officer who looks from a source's person to the portal's subject; two accounts on one person must be seen.
        link.HasIndex(l => new { l.Source, l.PersonKey });
    }
}
