using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;

namespace Medbook.PrivacyPortal.Operations.Consents;

/// <summary>Agrees. Only to the text in force: where another one was on the screen, nothing is recorded and the choice stays open.</summary>
public sealed class GiveConsent(DecisionBook book, Guard guard)
{
    public async Task<Result<ConsentRecord>> RunAsync(Actor who, string purpose, ShownText shown, CancellationToken ct)
    {
        if (guard.Check(who, Permission.GiveConsent) is { } denied) return denied;
        return await book.WriteAsync(who, purpose, shown, ConsentDecision.Given, ct);
    }
}
