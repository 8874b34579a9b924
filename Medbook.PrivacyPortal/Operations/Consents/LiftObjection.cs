using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;

namespace Medbook.PrivacyPortal.Operations.Consents;

/// <summary>Takes an objection back. As a yes it needs the text in force.</summary>
public sealed class LiftObjection(DecisionBook book, Guard guard)
{
    public async Task<Result<ConsentRecord>> RunAsync(Actor who, string purpose, ShownText shown, CancellationToken ct)
    {
        if (guard.Check(who, Permission.LiftObjection) is { } denied) return denied;
        return await book.WriteAsync(who, purpose, shown, ConsentDecision.ObjectionLifted, ct);
    }
}
