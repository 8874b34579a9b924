using System.Globalization;
using System.Text;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
namespace Medbook.PrivacyPortal.Operations.Registers;

/// <summary>The form of an export.</summary>
public enum RegisterForm
{
    /// <summary>A line for each activity, for a spreadsheet.</summary>
    Csv,
    /// <summary>The whole version, for a program.</summary>
    Json,
}

/// <summary>The register in force as a file.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Version">Number of the version.</param>
public sealed record RegisterExport(byte[] Content, int Version);

/// <summary>Writes the register in force as a file; that it was taken along is audited.</summary>
/// <remarks>GDPR 30(3), 30(4).</remarks>
public sealed class ExportRegister(IDbContextFactory<PortalDb> dbs, RegisterCache cache, Guard guard, TimeProvider clock)
{
    /// <param name="who">Somebody of the team.</param>
    /// <param name="form">The form.</param>
    /// <param name="language">Language of the texts in a spreadsheet; the other form has them all.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<RegisterExport>> RunAsync(Actor who, RegisterForm form, CultureInfo language, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ExportRegister) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await cache.OnAsync(db, BrusselsTime.Today(clock), ct) is not { } register) return new RegisterMissing();
        var content = form == RegisterForm.Json ? Encoding.UTF8.GetBytes(RegisterFile.Write(register)) : await RegisterAsCsv.WriteAsync(register, language, ct);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.RegisterExported, clock.GetUtcNow(), reference: $"register {register.Version}", detail: form.ToString()));
        await db.SaveChangesAsync(ct);
        return new RegisterExport(content, register.Version);
    }
}
