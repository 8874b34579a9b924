using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>
/// Counts tries before they are made, in a transaction of its own: a try that fails, or is made many times at once, has
/// been counted already.
/// </summary>
public sealed class Tries(IDbContextFactory<PortalDb> dbs, KeyedHash hash, TimeProvider clock)
{
    /// <summary>More at once than this do not queue: they wait like everybody who was too fast.</summary>
    private const int MostConflicts = 20;

    /// <summary>Takes a try of an account from a network address; both count, and the network address also alone.</summary>
    public async Task<TriesSpent?> TakeSignInAsync(string normalizedEmail, Caller caller, CancellationToken ct) =>
        await TakeAsync(ThrottleRule.Network, ct, "network", caller.Network)
        ?? await TakeAsync(ThrottleRule.SignIn, ct, "sign-in", normalizedEmail, caller.Network);

    /// <summary>Takes one try.</summary>
    /// <param name="rule">How many there are.</param>
    /// <param name="ct">Stops it.</param>
    /// <param name="key">What is counted: a use and its parts.</param>
    public async Task<TriesSpent?> TakeAsync(ThrottleRule rule, CancellationToken ct, params string[] key)
    {
        var row = KeyOf(key);
        for (var conflict = 0; conflict < MostConflicts; conflict++)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var now = clock.GetUtcNow();
            var throttle = await db.Throttles.FindAsync([row], ct);
            if (throttle is null) db.Throttles.Add(throttle = Throttle.Of(row));
            if (throttle.Take(rule, now) is { } wait) return new TriesSpent(wait);
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException)
            {
                // Somebody else took a try at the same moment; read again.
                continue;
            }
            if (throttle.PausedUntil > now) await db.Throttles.Where(t => t.ForgetAt < now).ExecuteDeleteAsync(ct);
            return null;
        }
        return new TriesSpent(rule.Pause);
    }

    /// <summary>Whether a pause runs: the try just taken was the last one.</summary>
    public async Task<bool> IsPausedAsync(string normalizedEmail, Caller caller, CancellationToken ct)
    {
        var (row, now) = (KeyOf("sign-in", normalizedEmail, caller.Network), clock.GetUtcNow());
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Throttles.AnyAsync(t => t.Key == row && t.PausedUntil > now, ct);
    }

    /// <summary>The person was there: earlier slips from the same network address count no more, and this was none.</summary>
    public async Task ForgetSignInAsync(string normalizedEmail, Caller caller, CancellationToken ct)
    {
        var row = KeyOf("sign-in", normalizedEmail, caller.Network);
        await using (var db = await dbs.CreateDbContextAsync(ct))
        {
            await db.Throttles.Where(t => t.Key == row).ExecuteDeleteAsync(ct);
        }
        await GiveBackAsync(ct, "network", caller.Network);
    }

    /// <summary>The last try was a success after all and does not count.</summary>
    public async Task GiveBackAsync(CancellationToken ct, params string[] key)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Throttles.FindAsync([KeyOf(key)], ct) is not { } throttle) return;
        throttle.GiveBack();
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody else tries at this moment; one try more or less on a whole network does not matter.
        }
    }

    private string KeyOf(params string[] key) => hash.Of(key[0], key[1..]);
}
