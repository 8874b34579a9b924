using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Commands.Sample.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Commands.Sample;

/// <summary>
/// The sample Medbook database, shaped by years of use: some foreign keys are declared and some are not, and each
/// table keeps dates its own way. It is a source like any other; the portal knows it by its map only.
/// </summary>
internal class SampleDb(DbContextOptions options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder model)
    {
        MapPeople(model);
        MapCareer(model);
        MapTechnical(model);
        MapBusiness(model);
        MapHelpdesk(model);

        model.Entity<SchemaInfo>().ToTable("schema_info").HasKey(info => info.Name);
        foreach (var property in model.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            if (property.IsPrimaryKey()) property.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
            property.SetColumnName(Regex.Replace(property.Name, "(?<=[a-z])[A-Z]", "_$0").ToLowerInvariant());
        }
        MapCatalogue(model.Entity<LiveTable>());
    }

    /// <summary>The log has no key in the database; the context needs one to add rows.</summary>
    protected virtual void MapLogKey(EntityTypeBuilder<ServerLogLine> log) =>
        log.HasKey(line => new { line.LoggedAt, line.Ip, line.Path });

    private void MapPeople(ModelBuilder model)
    {
        var member = model.Entity<Member>().ToTable("members");
        member.HasOne<Practice>().WithMany().HasForeignKey(m => m.PracticeId).OnDelete(DeleteBehavior.SetNull);
        member.HasOne<Member>().WithMany().HasForeignKey(m => m.InvitedById).OnDelete(DeleteBehavior.SetNull);
        member.Property(m => m.FirstName).HasMaxLength(80);
        member.Property(m => m.LastName).HasMaxLength(80);
        Json(member.Property(m => m.Preferences));

        var email = model.Entity<MemberEmail>().ToTable("member_emails");
        OfMember(email, nameof(MemberEmail.MemberId), DeleteBehavior.Cascade);
        email.HasIndex(e => e.Email);

        // An older system wrote this table: no foreign key, the member's number as text.
        model.Entity<NotificationSetting>().ToTable("notification_settings").HasKey(s => new { s.MemberRef, s.Topic });
        OfMember(model.Entity<StudyEnrolment>().ToTable("study_enrolments"), nameof(StudyEnrolment.MemberId), DeleteBehavior.SetNull);
    }

    private void MapCareer(ModelBuilder model)
    {
        var experience = model.Entity<Experience>().ToTable("medical_experience");
        OfMember(experience, nameof(Experience.MemberId), DeleteBehavior.Cascade);
        Number(experience.Property(e => e.HoursPerWeek), 5);
        model.Entity<CareerStep>().ToTable("career_steps").HasIndex(s => s.MemberId);
        OfMember(model.Entity<Certificate>().ToTable("certificates"), nameof(Certificate.MemberId), DeleteBehavior.Cascade);

        var entry = model.Entity<PortfolioEntry>().ToTable("portfolio_entries");
        OfMember(entry, nameof(PortfolioEntry.MemberId), DeleteBehavior.Restrict);
        Json(entry.Property(e => e.Details));
        model.Entity<SearchWord>().ToTable("search_index").HasIndex(w => w.EntryId);

        var feedback = model.Entity<Feedback>().ToTable("feedback");
        OfMember(feedback, nameof(Feedback.AuthorId), DeleteBehavior.Restrict);
        OfMember(feedback, nameof(Feedback.RecipientId), DeleteBehavior.Restrict);
        feedback.HasOne<PortfolioEntry>().WithMany().HasForeignKey(f => f.EntryId).OnDelete(DeleteBehavior.SetNull);
    }

    private void MapTechnical(ModelBuilder model)
    {
        OfMember(model.Entity<Device>().ToTable("devices"), nameof(Device.MemberId), DeleteBehavior.Restrict);
        var usage = model.Entity<UsageEvent>().ToTable("usage_events");
        usage.HasOne<Device>().WithMany().HasForeignKey(u => u.DeviceId).OnDelete(DeleteBehavior.Cascade);
        usage.HasIndex(u => new { u.MemberId, u.OccurredMs });

        var log = model.Entity<ServerLogLine>().ToTable("server_log");
        log.HasIndex(line => line.Principal);
        MapLogKey(log);
        model.Entity<AppStatistic>().ToTable("app_statistics").HasKey(s => new { s.Month, s.Store, s.AgeGroup });
    }

    private void MapBusiness(ModelBuilder model)
    {
        var practice = model.Entity<Practice>().ToTable("practices");
        practice.HasIndex(p => p.VatNumber).IsUnique();

        var agreement = model.Entity<Agreement>().ToTable("agreements");
        OfMember(agreement, nameof(Agreement.SignedById), DeleteBehavior.SetNull);
        agreement.HasIndex(a => a.Number).IsUnique();

        var invoice = model.Entity<Invoice>().ToTable("invoices");
        invoice.HasIndex(i => i.AgreementRef);
        Number(invoice.Property(i => i.Amount), 10);
    }

    private static void MapHelpdesk(ModelBuilder model)
    {
        var ticket = model.Entity<Ticket>().ToTable("tickets");
        ticket.HasIndex(t => t.MemberId);
        ticket.HasIndex(t => t.Email);
        ticket.HasOne<Ticket>().WithMany().HasForeignKey(t => t.MergedIntoId).OnDelete(DeleteBehavior.SetNull);

        var message = model.Entity<TicketMessage>().ToTable("ticket_messages");
        message.HasOne<Ticket>().WithMany().HasForeignKey(m => m.TicketId).OnDelete(DeleteBehavior.Cascade);
        model.Entity<ContactMessage>().ToTable("contact_messages").HasIndex(m => m.Email);
    }

    private static void OfMember<T>(EntityTypeBuilder<T> rows, string column, DeleteBehavior onDelete) where T : class =>
        rows.HasOne<Member>().WithMany().HasForeignKey(column).OnDelete(onDelete);

    private void Json(PropertyBuilder<string> property)
    {
        if (Database.IsNpgsql()) property.HasColumnType("jsonb");
    }

    // SQLite has no decimals; EF would write text.
    private void Number(PropertyBuilder<decimal> property, int digits)
    {
        if (Database.IsNpgsql()) property.HasPrecision(digits, 2);
        else property.HasConversion<double>();
    }

    private void MapCatalogue(EntityTypeBuilder<LiveTable> catalogue)
    {
        catalogue.HasNoKey();
        if (Database.IsNpgsql())
        {
            catalogue.ToView("tables", "information_schema");
            catalogue.Property(t => t.Name).HasColumnName("table_name");
            catalogue.Property(t => t.Place).HasColumnName("table_schema");
        }
        else
        {
            catalogue.ToView("sqlite_master");
            catalogue.Property(t => t.Name).HasColumnName("name");
            catalogue.Property(t => t.Place).HasColumnName("type");
        }
    }
}

/// <summary>The same database as it is created: the log without a key.</summary>
internal sealed class SampleSchemaDb(DbContextOptions options) : SampleDb(options)
{
    protected override void MapLogKey(EntityTypeBuilder<ServerLogLine> log) => log.HasNoKey();
}

/// <summary>A line of the database's own catalogue.</summary>
internal sealed class LiveTable
{
    public required string Name { get; init; }

    /// <summary>The schema (PostgreSQL), or what it is: table, index, view (SQLite).</summary>
    public required string Place { get; init; }
}
