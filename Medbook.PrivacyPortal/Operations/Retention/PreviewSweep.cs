using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Retention;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Operations.Retention;

/// <summary>What a sweep of today would do; nothing is written.</summary>
public sealed class PreviewSweep(DueRows due, Guard guard, TimeProvider clock)
{
    public async Task<Result<FoundDue>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.PreviewSweep) is { } denied) return denied;
        return await due.FindAsync(BrusselsTime.Today(clock), ct);
    }
}
