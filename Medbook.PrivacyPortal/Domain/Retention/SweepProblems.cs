namespace Medbook.PrivacyPortal.Domain.Retention;

/// <summary>A sweep was approved and is not done: another one waits for it.</summary>
public sealed record SweepUnderWay() : Problem("retention.under-way");

/// <summary>No record has to go.</summary>
public sealed record NothingDue() : Problem("retention.nothing-due");
