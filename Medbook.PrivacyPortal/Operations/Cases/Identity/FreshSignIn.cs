using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Identity;

/// <summary>Whether a sign-in answers a doubt: an older one was there when the officer doubted.</summary>
internal static class FreshSignIn
{
    /// <summary>Whether a second factor was used in this session after the question was asked.</summary>
    public static async Task<bool> IsSoAsync(PortalDb db, Actor who, IdentityQuestion question, CancellationToken ct) =>
        who is { SecondFactor: true, Session: { } session }
        && await db.Sessions.AnyAsync(s => s.Id == session && s.SecondFactorAt > question.AskedAt, ct);
}
