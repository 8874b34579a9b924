using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Registers;

/// <summary>What is being written, beside what was stored last.</summary>
/// <param name="Register">What is being written.</param>
/// <param name="Revision">What a save has to name.</param>
/// <param name="Last">The version stored last.</param>
public sealed record RegisterDraftView(RegisterVersion Register, Guid Revision, RegisterVersion Last)
{
    /// <summary>Whether anything differs.</summary>
    public bool IsChanged => RegisterFile.Write(Register) != RegisterFile.Write(Last);
}

/// <summary>Reads the draft. Where nothing was written since the last version, it is that one.</summary>
public sealed class ReadRegisterDraft(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    public async Task<Result<RegisterDraftView>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadRegisterDraft) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await RegisterDrafts.LastAsync(db, ct) is not { } last) return new RegisterMissing();
        var draft = await RegisterDrafts.FindAsync(db, ct);
        return new RegisterDraftView(draft.Over(last), draft.Revision, last);
    }
}
