namespace Medbook.PrivacyPortal.Domain.Erasing;

/// <summary>Only a request for erasure that was granted, at least in part, ends in one.</summary>
public sealed record NothingToErase() : Problem("erasure.nothing-to-erase");

/// <summary>The plan before left nothing that could go later.</summary>
public sealed record NothingStayed() : Problem("erasure.nothing-stayed");

/// <summary>Nobody has looked yet what goes.</summary>
public sealed record PlanMissing() : Problem("erasure.plan-missing");

/// <summary>A plan that was approved is not changed.</summary>
public sealed record PlanAlreadyApproved() : Problem("erasure.already-approved");

/// <summary>A source could not be read when the plan was made: nobody can approve what nobody saw.</summary>
public sealed record PlanIncomplete() : Problem("erasure.incomplete");

/// <summary>The plan is so large that another officer has to approve it, too.</summary>
public sealed record SecondOfficerMissing() : Problem("erasure.second-officer-missing");

/// <summary>Only a run that stopped is tried again.</summary>
public sealed record PlanNotStopped() : Problem("erasure.not-stopped");
