using System.Security.Cryptography;
using System.Text;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>Writes that somebody looks at personal data, before it is returned.</summary>
/// <remarks>Rule U1.</remarks>
public static class ViewLog
{
    /// <summary>How long one entry stands for repeated looks of staff at the same thing.</summary>
    public static readonly TimeSpan StaffWindow = TimeSpan.FromMinutes(15);

    /// <summary>Staff look at something about a person: once per officer, thing and 15 minutes.</summary>
    public static async Task StaffLooksAsync(
        PortalDb db, Actor who, AuditAction action, SubjectKey subject, string reference, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - StaffWindow;
        if (await db.AuditEntries.AnyAsync(
            e => e.ActorId == who.Id && e.Reference == reference && e.At > since && e.Action == action, ct)) return;
        await WriteAsync(db, AuditEntry.Of(who, action, now, subject, reference), ct);
    }

    /// <summary>A person looks at their own data: once per session.</summary>
    public static async Task OwnerLooksAsync(PortalDb db, Actor who, AuditAction action, DateTimeOffset now, CancellationToken ct)
    {
        var session = MarkOf(who.Session);
        if (await db.AuditEntries.AnyAsync(
            e => e.ActorId == who.Id && e.Reference == session && e.Action == action, ct)) return;
        await WriteAsync(db, AuditEntry.Of(who, action, now, who.Subject, session), ct);
    }

    // The log keeps a hash: who reads it must not find a session that is still alive.
    private static string MarkOf(string? session) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(session ?? "")))[..32];

    private static async Task WriteAsync(PortalDb db, AuditEntry entry, CancellationToken ct)
    {
        db.AuditEntries.Add(entry);
        await db.SaveChangesAsync(ct);
    }
}
