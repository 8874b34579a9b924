using Medbook.PrivacyPortal.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class CaseMessageConfiguration : IEntityTypeConfiguration<CaseMessage>
{
    public void Configure(EntityTypeBuilder<CaseMessage> message)
    {
        message.ToTable("CaseMessages").HasKey(m => m.Id);
        message.Property(m => m.Id).ValueGeneratedNever();
        message.Property(m => m.Officer).HasMaxLength(64);
        message.Property(m => m.Text).HasMaxLength(CaseMessage.MaxText);
        message.Ignore(m => m.IsForPerson);
        message.HasOne<RightsRequest>().WithMany().HasForeignKey(m => m.RequestId).OnDelete(DeleteBehavior.Cascade);
        message.HasIndex(m => new { m.RequestId, m.At });
    }
}

internal sealed class CaseAttachmentConfiguration : IEntityTypeConfiguration<CaseAttachment>
{
    public void Configure(EntityTypeBuilder<CaseAttachment> attachment)
    {
        attachment.ToTable("CaseAttachments").HasKey(a => a.Id);
        attachment.Property(a => a.Id).ValueGeneratedNever();
        attachment.Property(a => a.FileName).HasMaxLength(CaseAttachment.MaxName);
        attachment.Property(a => a.MediaType).HasMaxLength(127);
        attachment.Property(a => a.Officer).HasMaxLength(64);
        // Sent, taken away and destroyed at the same moment: one of them counts.
        attachment.Property(a => a.SentAt).IsConcurrencyToken();
        attachment.Property(a => a.DestroyedAt).IsConcurrencyToken();
        attachment.Ignore(a => a.IsReadable);
        attachment.HasOne<RightsRequest>().WithMany().HasForeignKey(a => a.RequestId).OnDelete(DeleteBehavior.Cascade);
        attachment.HasIndex(a => a.RequestId);
        // What was never sent is looked for by its age.
        attachment.HasIndex(a => new { a.SentAt, a.DestroyedAt, a.AddedAt });
    }
}

internal sealed class IdentityQuestionConfiguration : IEntityTypeConfiguration<IdentityQuestion>
{
    public void Configure(EntityTypeBuilder<IdentityQuestion> question)
    {
        question.ToTable("IdentityQuestions").HasKey(q => q.Id);
        question.Property(q => q.Id).ValueGeneratedNever();
        question.Property(q => q.Doubt).HasMaxLength(IdentityQuestion.MaxWords);
        question.Property(q => q.Words).HasMaxLength(IdentityQuestion.MaxWords);
        question.Property(q => q.AskedBy).HasMaxLength(64);
        question.Property(q => q.JudgedBy).HasMaxLength(64);
        question.Property(q => q.Revision).IsConcurrencyToken();
        question.Ignore(q => q.IsOpen);
        question.HasOne<RightsRequest>().WithMany().HasForeignKey(q => q.RequestId).OnDelete(DeleteBehavior.Cascade);
        question.HasIndex(q => q.RequestId);
        // One waits at a time.
        question.HasIndex(q => q.RequestId, "IX_IdentityQuestions_Open").IsUnique().HasFilter("\"State\" IN ('Asked', 'Answered')");
        question.HasIndex(q => new { q.State, q.AskedAt });
    }
}

internal sealed class UnsentTextConfiguration : IEntityTypeConfiguration<UnsentText>
{
    public void Configure(EntityTypeBuilder<UnsentText> text)
    {
        text.ToTable("UnsentTexts").HasKey(t => new { t.RequestId, t.Officer, t.Kind });
        text.Property(t => t.Officer).HasMaxLength(64);
        text.Property(t => t.Text).HasMaxLength(UnsentText.MaxText);
        text.HasOne<RightsRequest>().WithMany().HasForeignKey(t => t.RequestId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ReceivedMailConfiguration : IEntityTypeConfiguration<ReceivedMail>
{
    public void Configure(EntityTypeBuilder<ReceivedMail> mail)
    {
        mail.ToTable("ReceivedMails").HasKey(m => m.Id);
        mail.Property(m => m.Id).ValueGeneratedNever();
        mail.Property(m => m.Mailbox).HasMaxLength(ReceivedMail.MaxLine);
        mail.Property(m => m.Fingerprint).HasMaxLength(64);
        mail.Property(m => m.From).HasMaxLength(ReceivedMail.MaxLine);
        mail.Property(m => m.Title).HasMaxLength(ReceivedMail.MaxLine);
        mail.Property(m => m.Text).HasMaxLength(RightsRequest.MaxWords);
        mail.Property(m => m.HandledBy).HasMaxLength(64);
        mail.Property(m => m.Revision).IsConcurrencyToken();
        // Once, however often it is fetched.
        mail.HasIndex(m => new { m.Mailbox, m.UidValidity, m.Uid }).IsUnique();
        mail.HasIndex(m => m.Fingerprint);
        mail.HasIndex(m => new { m.Place, m.ArrivedAt, m.Id });
        // No foreign key: what was taken in is known also after the case was removed, or it would be taken in again.
        mail.HasIndex(m => m.RequestId);
    }
}
