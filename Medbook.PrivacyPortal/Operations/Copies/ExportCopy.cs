using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Operations.Copies.Archive;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>The operator makes a copy for a person, with or without a portal account, by their verified address.</summary>
public sealed class ExportCopy(
    IDbContextFactory<PortalDb> dbs, SourceCatalog sources, ReadRegister readRegister, CopyWriter writer, Guard guard, TimeProvider clock)
{
    /// <summary>Streams the copy.</summary>
    /// <param name="who">The operator.</param>
    /// <param name="email">The person's address.</param>
    /// <param name="kind">Which right it answers.</param>
    /// <param name="reviewed">Whether an officer has read the free text for what it says about others; it is then in the copy.</param>
    /// <param name="language">In which language; null for that of the person's account, or English.</param>
    /// <param name="target">Where it is written to.</param>
    /// <param name="ct">Stops the writing.</param>
    public async Task<Result<CopyManifest>> RunAsync(
        Actor who, string email, CopyKind kind, bool reviewed, CultureInfo? language, Stream target, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ExportCopy) is { } denied) return denied;
        var register = await readRegister.RunAsync(who, ct);
        if (!register.IsOk) return register.Problem;

        await using var db = await dbs.CreateDbContextAsync(ct);
        var found = await PersonByAddress.FindAsync(db, sources, email, ct);
        if (!found.IsOk) return found.Problem;
        var person = found.Value;

        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.CopyTaken, clock.GetUtcNow(), person.Subject, detail: reviewed ? $"{kind} reviewed" : $"{kind}"));
        await db.SaveChangesAsync(ct);
        var order = new CopyOrder(kind, person.InSources, register.Value, reviewed, clock.GetUtcNow()) { Language = language ?? PortalCultures.Of(person.Language) };
        return await writer.WriteAsync(order, target, ct);
    }
}
