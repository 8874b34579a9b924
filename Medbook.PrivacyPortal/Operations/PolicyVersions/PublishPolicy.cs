using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Policy;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.PolicyVersions;

/// <summary>Publishes the draft as the next version. Of a material change everybody is told, by a row in the same transaction.</summary>
/// <remarks>Policy 8.1.</remarks>
public sealed class PublishPolicy(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="seen">Revision of the draft that was on the screen.</param>
    /// <param name="order">What the officer says about it.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The number of the version; or <see cref="PolicyDraftChanged"/>, or why it cannot be published.</returns>
    public async Task<Result<int>> RunAsync(Actor who, Guid seen, PolicyOrder order, CancellationToken ct)
    {
        if (guard.Check(who, Permission.PublishPolicy) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var draft = await PolicyDrafts.FindAsync(db, ct);
        if (draft.Revision != seen) return new PolicyDraftChanged();
        var now = clock.GetUtcNow();
        var published = PolicyVersion.Publish(draft.Text, await PolicyDrafts.LastAsync(db, ct), order, who.Id, PolicyDrafts.Today(clock), now);
        if (published.Value is not { } version) return published.Problem!;
        db.PolicyVersions.Add(version);
        if (version.Change == PolicyChange.Material) db.PolicyTellings.Add(PolicyTelling.Of(version.Version));
        // A save in this moment meets this one.
        draft.Save(draft.Text, who.Id, now);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.PolicyPublished, now, reference: $"policy {version.Version}", detail: version.Change.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
            return version.Version;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            await using var again = await dbs.CreateDbContextAsync(ct);
            if ((await PolicyDrafts.FindAsync(again, ct)).Revision == seen) throw;
            return new PolicyDraftChanged();
        }
    }
}
