using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>One's own account: what it is reached by, and where it is signed in.</summary>
public sealed record AccountView(
    string Email, bool EmailConfirmed, string Language, bool HasAppCode, int RecoveryCodes,
    IReadOnlyList<PasskeyView> Passkeys, IReadOnlyList<SessionView> Sessions);

/// <summary>A passkey, as its owner knows it.</summary>
public sealed record PasskeyView(string Id, string Name, DateTimeOffset CreatedAt);

/// <summary>A session, as its owner sees it.</summary>
public sealed record SessionView(string Id, string Device, DateTimeOffset StartedAt, DateTimeOffset SeenAt, bool IsThis);

/// <summary>Reads one's own account.</summary>
public sealed class ReadAccount(Guard guard, PortalDb db, UserManager<PortalUser> users, TimeProvider clock)
{
    public async Task<Result<AccountView>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadAccount) is { } denied) return denied;
        if (await users.FindByIdAsync(who.Id) is not { } user) return new NotFound();

        var now = clock.GetUtcNow();
        var sessions = await db.Sessions.AsNoTracking()
            .Where(s => s.AccountId == user.Id && s.Stamp == user.SecurityStamp && s.EndsAt > now)
            .OrderByDescending(s => s.SeenAt)
            .Select(s => new SessionView(s.Id, s.Device, s.StartedAt, s.SeenAt, s.Id == who.Session))
            .ToListAsync(ct);
        var passkeys = await users.GetPasskeysAsync(user);
        return new AccountView(
            user.Email!, user.EmailConfirmed, user.Language, user.TwoFactorEnabled, await users.CountRecoveryCodesAsync(user),
            [.. passkeys.OrderBy(p => p.CreatedAt).Select(p => new PasskeyView(PasskeyId.Of(p), p.Name ?? "", p.CreatedAt))],
            sessions);
    }
}
