using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;

namespace Medbook.PrivacyPortal.Operations.Consents;

/// <summary>Does not agree. After a yes this is a withdrawal, and recorded as one.</summary>
public sealed class RefuseConsent(DecisionBook book, Guard guard)
{
    public async Task<Result<ConsentRecord>> RunAsync(Actor who, string purpose, ShownText shown, CancellationToken ct)
    {
        if (guard.Check(who, Permission.RefuseConsent) is { } denied) return denied;
        return await book.WriteAsync(who, purpose, shown, ConsentDecision.Refused, ct);
    }
}
