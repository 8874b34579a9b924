using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medbook.PrivacyPortal.Persistence.Configurations;

internal sealed class ErasurePlanConfiguration : IEntityTypeConfiguration<ErasurePlan>
{
    public void Configure(EntityTypeBuilder<ErasurePlan> plan)
    {
        plan.ToTable("ErasurePlans").HasKey(p => p.Id);
        plan.Property(p => p.Id).ValueGeneratedNever();
        plan.Property(p => p.Lines).HasConversion<JsonConverter<IReadOnlyList<ErasurePlanLine>>, ListComparer<ErasurePlanLine>>();
        plan.Property(p => p.Missing).HasConversion<JsonConverter<IReadOnlyList<string>>, ListComparer<string>>();
        plan.Property(p => p.Cause).HasDefaultValue(ErasureCause.RequestGranted);
        plan.Property(p => p.Round).HasDefaultValue(1);
        plan.Property(p => p.Scope).HasConversion<JsonConverter<RequestScope>>();
        plan.Ignore(p => p.RequestId);
        plan.Ignore(p => p.AsksAs);
        plan.Property(p => p.ApprovedBy).HasMaxLength(64);
        plan.Property(p => p.SecondBy).HasMaxLength(64);
        plan.Property(p => p.Failure).HasMaxLength(ErasurePlan.MaxFailure);
        plan.Property(p => p.Revision).IsConcurrencyToken();
        // A cause has one plan at a time: the next one follows when the one before is done.
        plan.HasIndex(p => new { p.CausedBy, p.Round }).IsUnique();
        plan.HasIndex(p => p.Subject);
        // What is not done, granted longest ago first; the identifier breaks ties.
        plan.HasIndex(p => new { p.GrantedAt, p.Id }).HasFilter("\"State\" <> 'Done'");
    }
}

internal sealed class ErasureStepConfiguration : IEntityTypeConfiguration<ErasureStep>
{
    public void Configure(EntityTypeBuilder<ErasureStep> step)
    {
        // No foreign key: a step belongs to the plan of an erasure or to a sweep.
        step.ToTable("ErasureSteps").HasKey(s => new { s.PlanId, s.Position });
        step.Property(s => s.Position).ValueGeneratedNever();
        step.Property(s => s.Source).HasMaxLength(64);
        step.Property(s => s.Dataset).HasMaxLength(64);
        step.Property(s => s.Intent).HasConversion<JsonConverter<IReadOnlyList<string>>, ListComparer<string>>();
        step.Ignore(s => s.LeftSome);
        step.Property(s => s.Turn).IsConcurrencyToken();
    }
}
