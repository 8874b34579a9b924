using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;

namespace Medbook.PrivacyPortal.Operations.Consents;

/// <summary>Takes a consent back: at once, without a reason, and whichever version of the text is on the screen.</summary>
public sealed class WithdrawConsent(DecisionBook book, Guard guard)
{
    public async Task<Result<ConsentRecord>> RunAsync(Actor who, string purpose, ShownText shown, CancellationToken ct)
    {
        if (guard.Check(who, Permission.WithdrawConsent) is { } denied) return denied;
        return await book.WriteAsync(who, purpose, shown, ConsentDecision.Withdrawn, ct);
    }
}
