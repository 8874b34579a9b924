using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>A person takes their portability copy.</summary>
public sealed class TakeCopy(
    IDbContextFactory<PortalDb> dbs, SourceCatalog sources, ReadRegister readRegister, CopyWriter writer, Guard guard, TimeProvider clock)
{
    /// <summary>Streams the copy.</summary>
    /// <param name="who">The person; a copy is always of their own data.</param>
    /// <param name="open">Gives the stream to write to; asked only when nothing stands in the way any more.</param>
    /// <param name="ct">Stops the writing; what was written is then no valid archive.</param>
    public async Task<Result<CopyManifest>> RunAsync(Actor who, Func<Stream> open, CancellationToken ct)
    {
        if (guard.Check(who, Permission.TakeCopy) is { } denied) return denied;
        if (who.Subject is not { } subject) return new NotFound();
        var register = await readRegister.RunAsync(who, ct);
        if (!register.IsOk) return register.Problem;

        await using var db = await dbs.CreateDbContextAsync(ct);
        var person = await PersonInSource.AllOfAsync(db, sources, subject, ct);
        // Audited before the first byte leaves: a copy that breaks off was begun all the same.
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.CopyTaken, clock.GetUtcNow(), subject, detail: nameof(CopyKind.Portability)));
        await db.SaveChangesAsync(ct);

        var order = new CopyOrder(CopyKind.Portability, person, register.Value, Reviewed: false, clock.GetUtcNow());
        return await writer.WriteAsync(order, open(), ct);
    }
}
