using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class RightsRequestConfiguration : IEntityTypeConfiguration<RightsRequest>
{
    public void Configure(EntityTypeBuilder<RightsRequest> request)
    {
        request.ToTable("Requests").HasKey(r => r.Id);
        request.Property(r => r.Id).ValueGeneratedNever();
        request.Property(r => r.Number).HasMaxLength(16);
        request.Property(r => r.Language).HasMaxLength(16);
        request.Property(r => r.DecidedBy).HasMaxLength(64);
        request.Property(r => r.Words).HasMaxLength(RightsRequest.MaxWords);
        request.Property(r => r.Scope).HasConversion<JsonConverter<RequestScope>>();
        request.Property(r => r.Details).HasConversion<JsonConverter<RequestDetails>>();
        request.Property(r => r.Letter).HasConversion<JsonConverter<DecisionLetter>>();
        request.Property(r => r.Fee).HasConversion<JsonConverter<FeeQuote>>();
        request.Property(r => r.Balancing).HasConversion<JsonConverter<BalancingTest>>();
        request.Property(r => r.Pauses).HasConversion<JsonConverter<IReadOnlyList<Pause>>, ListComparer<Pause>>();
        request.Property(r => r.Parts).HasConversion<JsonConverter<IReadOnlyList<DecisionPart>>, ListComparer<DecisionPart>>();
        request.Property(r => r.ReplyAddress).HasMaxLength(254);
        request.Property(r => r.EnteredBy).HasMaxLength(64);
        request.Property(r => r.AssignedTo).HasMaxLength(64);
        request.Property(r => r.Revision).IsConcurrencyToken();
        request.HasIndex(r => r.Number).IsUnique();
        // A person's own requests, newest first.
        request.HasIndex(r => new { r.Subject, r.StartedAt });
        // The queue, most urgent first: all that is open, one status, one kind. The identifier breaks ties, so that paging by key loses nothing.
        request.HasIndex(r => new { r.IsOpen, r.DueOn, r.Id });
        request.HasIndex(r => new { r.Status, r.DueOn, r.Id });
        request.HasIndex(r => new { r.IsOpen, r.Kind, r.DueOn, r.Id });
        // What one officer has, and what came one way.
        request.HasIndex(r => new { r.AssignedTo, r.IsOpen, r.DueOn, r.Id });
        request.HasIndex(r => new { r.IsOpen, r.Channel, r.DueOn, r.Id });
        request.HasIndex(r => r.ReplyAddress);
        // No foreign key to Subjects: an erasure destroys that row, and the accountable half of the request stays (rule M4).
        request.HasMany(r => r.Events).WithOne().HasForeignKey("RequestId").OnDelete(DeleteBehavior.Cascade);
        request.Navigation(r => r.Events).UsePropertyAccessMode(PropertyAccessMode.Field);
        request.Ignore(r => r.Deadline);
        request.Ignore(r => r.Acknowledgement);
    }
}

internal sealed class RequestEventConfiguration : IEntityTypeConfiguration<RequestEvent>
{
    public void Configure(EntityTypeBuilder<RequestEvent> entry) => entry.ToTable("RequestEvents").HasKey(e => e.Id);
}

internal sealed class RequestCountConfiguration : IEntityTypeConfiguration<RequestCount>
{
    public void Configure(EntityTypeBuilder<RequestCount> count) => count.ToTable("RequestCounts").HasKey(c => c.Status);
}

internal sealed class SavedViewConfiguration : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> view)
    {
        view.ToTable("SavedViews").HasKey(v => v.Id);
        view.Property(v => v.Id).ValueGeneratedNever();
        view.Property(v => v.Officer).HasMaxLength(64);
        view.Property(v => v.Name).HasMaxLength(SavedView.MaxName);
        view.Property(v => v.Query).HasMaxLength(SavedView.MaxQuery);
        view.HasIndex(v => v.Officer);
    }
}

internal sealed class RequestCounterConfiguration : IEntityTypeConfiguration<RequestCounter>
{
    public void Configure(EntityTypeBuilder<RequestCounter> counter)
    {
        counter.ToTable("RequestCounters").HasKey(c => c.Year);
        counter.Property(c => c.Year).ValueGeneratedNever();
    }
}
