using Medbook.PrivacyPortal.Domain.Recipients;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class RecipientNoticeConfiguration : IEntityTypeConfiguration<RecipientNotice>
{
    public void Configure(EntityTypeBuilder<RecipientNotice> notice)
    {
        notice.ToTable("RecipientNotices").HasKey(n => n.Id);
        notice.Property(n => n.Id).ValueGeneratedNever();
        notice.Property(n => n.Recipient).HasMaxLength(64);
        notice.Property(n => n.Items).HasConversion<JsonConverter<IReadOnlyList<NoticeItem>>, ListComparer<NoticeItem>>();
        notice.Property(n => n.Activities).HasConversion<JsonConverter<IReadOnlyList<string>>, ListComparer<string>>();
        notice.Property(n => n.TokenHash).HasMaxLength(64);
        notice.Property(n => n.EndedBy).HasMaxLength(64);
        notice.Property(n => n.Words).HasMaxLength(RecipientNotice.MaxWords);
        notice.Property(n => n.Revision).IsConcurrencyToken();
        notice.Ignore(n => n.IsOpen);
        notice.Ignore(n => n.Reference);
        // From when every notice followed from a request.
        notice.Property(n => n.CausedBy).HasColumnName("RequestId");
        notice.HasIndex(n => n.TokenHash).IsUnique();
        notice.HasIndex(n => n.CausedBy);
        notice.HasIndex(n => n.Subject);
        // What may have to be mailed.
        notice.HasIndex(n => new { n.Id, n.MailedAt }).HasFilter("\"EndedAt\" IS NULL");
    }
}
