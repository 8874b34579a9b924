using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Queue;

/// <summary>Keeps a view of the queue under a name. No audit entry: it is the officer's own desk, and holds nothing about anybody.</summary>
public sealed class SaveView(IDbContextFactory<PortalDb> dbs, Guard guard)
{
    /// <param name="who">The officer.</param>
    /// <param name="id">Identifier, chosen by the page, so that a second click keeps no second one.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="query">The filters, as the address of the queue writes them.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result> RunAsync(Actor who, Guid id, string name, string query, CancellationToken ct)
    {
        if (guard.Check(who, Permission.SaveView) is { } denied) return denied;
        var view = SavedView.Of(id, who.Id, name, query);
        if (!view.IsOk) return view.Problem;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.SavedViews.AnyAsync(v => v.Id == id, ct)) return Result.Ok;
        if (await db.SavedViews.CountAsync(v => v.Officer == who.Id, ct) >= SavedView.MostPerOfficer) return new TooManyViews(SavedView.MostPerOfficer);
        db.SavedViews.Add(view.Value);
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }
}
