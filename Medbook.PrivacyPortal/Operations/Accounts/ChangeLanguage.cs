using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>Changes the language of one's mails.</summary>
public sealed class ChangeLanguage(Guard guard, IDbContextFactory<PortalDb> dbs)
{
    public async Task<Result> RunAsync(Actor who, string language, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ChangeLanguage) is { } denied) return denied;
        if (PortalCultures.Find(language)?.Name is not { } name) return new NotFound();
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.Users.Where(u => u.Id == who.Id).ExecuteUpdateAsync(u => u.SetProperty(p => p.Language, name), ct);
        return Result.Ok;
    }
}
