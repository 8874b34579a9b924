using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Policy;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.PolicyVersions;

/// <summary>What is being written, beside what was published last.</summary>
/// <param name="Text">Markdown in each language.</param>
/// <param name="Revision">What a save has to name.</param>
/// <param name="Last">The version published last; null where there is none.</param>
public sealed record PolicyDraftView(LocalText Text, Guid Revision, PolicyVersion? Last);

/// <summary>Reads the draft. Where nothing was written since the last version, it is that one's text.</summary>
public sealed class ReadPolicyDraft(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    public async Task<Result<PolicyDraftView>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadPolicyDraft) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var draft = await PolicyDrafts.FindAsync(db, ct);
        return new PolicyDraftView(draft.Text, draft.Revision, await PolicyDrafts.LastAsync(db, ct));
    }
}
