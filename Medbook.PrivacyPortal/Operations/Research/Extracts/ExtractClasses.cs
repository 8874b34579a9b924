using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Research.Extracts;

/// <summary>Counts the classes of an extract in the database, and leaves out whoever is in one that is too small.</summary>
internal static class ExtractClasses
{
    /// <summary>The members of the reading that counts.</summary>
    public static IQueryable<ExtractMember> MembersOf(PortalDb db, ResearchExtract extract) =>
        db.ExtractMembers.Where(m => m.Extract == extract.Id && m.Reading == extract.Reading);

    /// <summary>Counts anew: of those that were dropped nobody makes a class larger any more.</summary>
    public static async Task<ExtractFigures> CountAsync(PortalDb db, ResearchExtract extract, int k, CancellationToken ct)
    {
        var members = MembersOf(db, extract);
        var counted = members.Where(m => m.State == MemberState.In || m.State == MemberState.Suppressed);
        var small = counted.GroupBy(m => m.Class).Where(same => same.Count() < k).Select(same => same.Key);
        await members.Where(m => m.State == MemberState.Suppressed && !small.Contains(m.Class)).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MemberState.In), ct);
        await members.Where(m => m.State == MemberState.In && small.Contains(m.Class)).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MemberState.Suppressed), ct);

        // A number for each class passes by; what is kept is a number for each size.
        var sizes = new Dictionary<int, int>();
        await foreach (var size in counted.GroupBy(m => m.Class).Select(same => same.Count()).AsAsyncEnumerable().WithCancellation(ct))
        {
            sizes[size] = sizes.GetValueOrDefault(size) + 1;
        }
        return ExtractFigures.Of(sizes, k);
    }
}
