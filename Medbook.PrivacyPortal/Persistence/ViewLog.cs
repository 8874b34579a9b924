using System.Security.Cryptography;
using System.Text;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>Writes that somebody looks at personal data, before it is returned.</summary>
/// <remarks>Rule U1.</remarks>
public static class ViewLog
{
    /// <summary>How long one entry stands for repeated looks of staff at the same thing.</summary>
    public static readonly TimeSpan StaffWindow = TimeSpan.FromMinutes(15);

    /// <summary>Staff look at something, about a person where it is about one: once per officer, thing and 15 minutes.</summary>
    public static async Task StaffLooksAsync(
        PortalDb db, Actor who, AuditAction action, SubjectKey? subject, string reference, DateTimeOffset now, CancellationToken ct)
    {
        var last = await LastAsync(db, who, action, reference, ct);
        if (last?.At > now - StaffWindow) return;
        await WriteAsync(db, AuditEntry.OfView(who, action, now, subject, reference, last?.Id ?? 0), ct);
    }

    /// <summary>A person looks at their own data: once per session.</summary>
    public static async Task OwnerLooksAsync(PortalDb db, Actor who, AuditAction action, DateTimeOffset now, CancellationToken ct)
    {
        var session = MarkOf(who.Session);
        if (await LastAsync(db, who, action, session, ct) is not null) return;
        await WriteAsync(db, AuditEntry.OfView(who, action, now, who.Subject, session, follows: 0), ct);
    }

    /// <summary>One of Medbook's own systems asks about persons of a source: once per system, kind of question, source and day in Brussels, so that asking often stays cheap.</summary>
    public static async Task SystemAsksAsync(PortalDb db, Actor who, AuditAction action, string source, DateTimeOffset now, CancellationToken ct)
    {
        var last = await LastAsync(db, who, action, source, ct);
        if (last is not null && BrusselsTime.DateOf(last.At) >= BrusselsTime.DateOf(now)) return;
        await WriteAsync(db, AuditEntry.OfView(who, action, now, subject: null, source, last?.Id ?? 0), ct);
    }

    // The log keeps a hash: who reads it must not find a session that is still alive.
    private static string MarkOf(string? session) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(session ?? "")))[..32];

    private static Task<View?> LastAsync(PortalDb db, Actor who, AuditAction action, string reference, CancellationToken ct) =>
        db.AuditEntries.Where(e => e.ActorId == who.Id && e.Reference == reference && e.Action == action)
            .OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Select(e => new View(e.Id, e.At)).FirstOrDefaultAsync(ct);

    private static async Task WriteAsync(PortalDb db, AuditEntry entry, CancellationToken ct)
    {
        var added = db.AuditEntries.Add(entry);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // The same person looks at the same thing in another window, in the same instant: that entry stands for this look too.
            added.State = EntityState.Detached;
            if (!await db.AuditEntries.AnyAsync(e =>
                e.ActorId == entry.ActorId && e.Reference == entry.Reference && e.Action == entry.Action && e.Follows == entry.Follows, ct)) throw;
        }
    }

    private sealed record View(long Id, DateTimeOffset At);
}
