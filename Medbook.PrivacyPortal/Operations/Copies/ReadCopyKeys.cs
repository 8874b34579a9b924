using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Keys;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>The public keys that prove where a copy comes from; anybody may have them.</summary>
public sealed class ReadCopyKeys(SigningKeys keys, Guard guard)
{
    public async Task<Result<JsonWebKeySet>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadCopyKeys) is { } denied) return denied;
        return await keys.PublishedAsync(ct);
    }
}
