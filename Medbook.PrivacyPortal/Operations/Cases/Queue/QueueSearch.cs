using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Queue;

/// <summary>What a text of the queue's filter leads to: the request with that number, or those of the people whose address begins with it.</summary>
internal static partial class QueueSearch
{
    // Whoever types two letters gets the first people and their last requests, not all of them.
    private const int MostPeople = 50, MostRequests = 200;

    /// <summary>Identifiers of what was found, so that the page is read by them and by nothing wider.</summary>
    public static async Task<IReadOnlyList<Guid>> FindAsync(PortalDb db, string text, CancellationToken ct)
    {
        var words = text.Trim();
        if (CaseNumber().IsMatch(words)) return await db.Requests.Where(r => r.Number == words).Select(r => r.Id).ToListAsync(ct);

        var (upper, lower) = (words.ToUpperInvariant(), words.ToLowerInvariant());
        var accounts = await db.Users.Where(user => user.NormalizedEmail!.StartsWith(upper))
            .OrderBy(user => user.NormalizedEmail).Select(user => user.Id).Take(MostPeople).ToListAsync(ct);
        var people = await db.Subjects.Where(s => accounts.Contains(s.AccountId!)).Select(s => s.Key).ToListAsync(ct);
        people.AddRange(await db.Subjects.Where(s => s.ContactEmail!.StartsWith(lower))
            .OrderBy(s => s.ContactEmail).Select(s => s.Key).Take(MostPeople).ToListAsync(ct));
        return
        [
            .. await Latest(db.Requests.Where(r => people.Contains(r.Subject))).ToListAsync(ct),
            // The address that a letter or a mail gave; nobody has verified it.
            .. await Latest(db.Requests.Where(r => r.ReplyAddress!.StartsWith(lower))).ToListAsync(ct),
        ];
    }

    private static IQueryable<Guid> Latest(IQueryable<RightsRequest> requests) =>
        requests.OrderByDescending(r => r.StartedAt).Select(r => r.Id).Take(MostRequests);

    [GeneratedRegex(@"^\d{4}-\d{1,9}$")]
    private static partial Regex CaseNumber();
}
