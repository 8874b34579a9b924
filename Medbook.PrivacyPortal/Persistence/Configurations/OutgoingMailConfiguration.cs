using Medbook.PrivacyPortal.Infrastructure.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class OutgoingMailConfiguration : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> mail)
    {
        mail.ToTable("OutgoingMails").HasKey(m => m.Id);
        mail.Property(m => m.To).HasMaxLength(254);
        mail.Property(m => m.Subject).HasMaxLength(200);
        mail.Property(m => m.Language).HasMaxLength(16);
        mail.Property(m => m.LastFailure).HasMaxLength(64);
        mail.Property(m => m.Fence).IsConcurrencyToken();
        // What is due: neither sent nor given up, oldest first.
        mail.HasIndex(m => new { m.SentAt, m.GivenUpAt, m.NextTryAt });
    }
}
