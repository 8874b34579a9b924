using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Breaches;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Breaches;

/// <summary>A breach as staff see it.</summary>
/// <param name="Breach">The breach, with its history.</param>
/// <param name="Drafts">The text of each notice in each language: as it was last written, or as it follows from what is known.</param>
public sealed record BreachView(Breach Breach, IReadOnlyList<BreachDraft> Drafts)
{
    /// <summary>The breach as it is seen.</summary>
    public SeenBreach Seen => new(Breach.Id, Breach.Revision);
}

/// <summary>Reads the record of a breach with its history and the texts of its notices.</summary>
public sealed class ReadBreach(IDbContextFactory<PortalDb> dbs, RegisterCache registers, Guard guard, TimeProvider clock)
{
    public async Task<Result<BreachView>> RunAsync(Actor who, Guid id, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadBreach) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Breaches.AsNoTracking().Include(b => b.Entries.OrderBy(e => e.Id)).SingleOrDefaultAsync(b => b.Id == id, ct) is not { } breach) return new NotFound();
        var contact = (await registers.OnAsync(db, BrusselsTime.Today(clock), ct))?.Controller.Email ?? "";
        return new BreachView(breach, [.. Enum.GetValues<BreachAudience>().SelectMany(audience => PortalCultures.All.Select(culture =>
            breach.Drafts.FirstOrDefault(draft => (draft.Audience, draft.Language) == (audience, culture.Name))
            ?? BreachTexts.Draft(breach, audience, culture, contact)))]);
    }
}
