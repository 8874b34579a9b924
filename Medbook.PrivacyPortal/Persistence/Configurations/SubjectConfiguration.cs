using Medbook.PrivacyPortal.Domain.Links;
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
        link.Property(l => l.Revision).IsConcurrencyToken();
        link.Ignore(l => l.IsSettled);
        link.HasOne<Subject>().WithMany().HasForeignKey(l => l.Subject).OnDelete(DeleteBehavior.Cascade);
        // A person of a source is one data subject's: of two who are linked at once, the second finds it taken.
        link.HasIndex(l => new { l.Source, l.PersonKey }).IsUnique();
        // What waits for an officer.
        link.HasIndex(l => new { l.Outcome, l.TriedAt });
    }
}

internal sealed class LinkChangeConfiguration : IEntityTypeConfiguration<LinkChange>
{
    public void Configure(EntityTypeBuilder<LinkChange> change)
    {
        change.ToTable("LinkChanges").HasKey(c => c.Id);
        change.Property(c => c.Id).ValueGeneratedNever();
        change.Property(c => c.Source).HasMaxLength(64);
        change.Property(c => c.PersonKey).HasMaxLength(256);
        change.Property(c => c.Reason).HasMaxLength(LinkChange.MaxReason);
        change.Property(c => c.By).HasMaxLength(64);
        change.HasOne<Subject>().WithMany().HasForeignKey(c => c.Subject).OnDelete(DeleteBehavior.Cascade);
        change.HasIndex(c => new { c.Subject, c.At });
    }
}
