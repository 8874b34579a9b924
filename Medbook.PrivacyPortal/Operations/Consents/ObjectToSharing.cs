using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;

namespace Medbook.PrivacyPortal.Operations.Consents;

/// <summary>Objects to a sharing that happens without asking: at once and without a reason.</summary>
public sealed class ObjectToSharing(DecisionBook book, Guard guard)
{
    public async Task<Result<ConsentRecord>> RunAsync(Actor who, string purpose, ShownText shown, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ObjectToSharing) is { } denied) return denied;
        return await book.WriteAsync(who, purpose, shown, ConsentDecision.Objected, ct);
    }
}
