using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Policy;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.PolicyVersions;

/// <summary>Keeps what was written of the next version. What is plain text becomes Markdown, so that its articles can be pointed at.</summary>
public sealed class SavePolicyDraft(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <param name="who">The officer.</param>
    /// <param name="seen">Revision of the draft that was on the screen.</param>
    /// <param name="text">What was written, in each language.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The revision of now; or <see cref="PolicyDraftChanged"/>, <see cref="PolicyTooLong"/>.</returns>
    public async Task<Result<Guid>> RunAsync(Actor who, Guid seen, LocalText text, CancellationToken ct)
    {
        if (guard.Check(who, Permission.SavePolicyDraft) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var draft = await PolicyDrafts.FindAsync(db, ct);
        if (draft.Revision != seen) return new PolicyDraftChanged();
        var markdown = new LocalText(MarkdownOf(text.En), MarkdownOf(text.Nl), MarkdownOf(text.Fr));
        if (markdown == draft.Text) return draft.Revision;
        var now = clock.GetUtcNow();
        if (draft.Save(markdown, who.Id, now).Problem is { } problem) return problem;
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.PolicyDrafted, now));
        try
        {
            await db.SaveChangesAsync(ct);
            return draft.Revision;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Somebody saved in this moment. Anything else is an accident.
            await using var again = await dbs.CreateDbContextAsync(ct);
            if ((await PolicyDrafts.FindAsync(again, ct)).Revision == seen) throw;
            return new PolicyDraftChanged();
        }
    }

    private static string MarkdownOf(string text) => string.IsNullOrWhiteSpace(text) ? "" : PlainPolicy.ToMarkdown(text);
}
