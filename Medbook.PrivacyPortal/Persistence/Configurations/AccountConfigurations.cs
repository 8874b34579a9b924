using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Subjects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class PortalUserConfiguration : IEntityTypeConfiguration<PortalUser>
{
    public void Configure(EntityTypeBuilder<PortalUser> user) => user.Property(u => u.Language).HasMaxLength(16);
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("Sessions").HasKey(s => s.Id);
        session.Property(s => s.Id).HasMaxLength(32);
        session.Property(s => s.Stamp).HasMaxLength(64);
        session.Property(s => s.Device).HasMaxLength(64);
        session.HasOne<PortalUser>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ConfirmationCodeConfiguration : IEntityTypeConfiguration<ConfirmationCode>
{
    public void Configure(EntityTypeBuilder<ConfirmationCode> code)
    {
        code.ToTable("ConfirmationCodes").HasKey(c => c.SessionId);
        code.Property(c => c.SessionId).HasMaxLength(32);
        code.Property(c => c.Hash).HasMaxLength(64);
        code.Property(c => c.TriesLeft).IsConcurrencyToken();
        code.HasOne<Session>().WithOne().HasForeignKey<ConfirmationCode>(c => c.SessionId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class GuestCodeConfiguration : IEntityTypeConfiguration<GuestCode>
{
    public void Configure(EntityTypeBuilder<GuestCode> code)
    {
        code.ToTable("GuestCodes").HasKey(c => c.Id);
        code.Property(c => c.Id).HasMaxLength(32);
        code.Property(c => c.Hash).HasMaxLength(64);
        code.Property(c => c.TriesLeft).IsConcurrencyToken();
        // What is over is removed with the next code.
        code.HasIndex(c => c.SentAt);
    }
}

internal sealed class GuestSessionConfiguration : IEntityTypeConfiguration<GuestSession>
{
    public void Configure(EntityTypeBuilder<GuestSession> session)
    {
        session.ToTable("GuestSessions").HasKey(s => s.Id);
        session.Property(s => s.Id).HasMaxLength(32);
        session.HasIndex(s => s.EndsAt);
        session.HasOne<Subject>().WithMany().HasForeignKey(s => s.Subject).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ThrottleConfiguration : IEntityTypeConfiguration<Throttle>
{
    public void Configure(EntityTypeBuilder<Throttle> throttle)
    {
        throttle.ToTable("Throttles").HasKey(t => t.Key);
        throttle.Property(t => t.Key).HasMaxLength(64);
        throttle.Property(t => t.Fence).IsConcurrencyToken();
        throttle.HasIndex(t => t.ForgetAt);
    }
}
