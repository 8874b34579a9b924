using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Research.Extracts;

/// <summary>Looks at everybody of an extract again, right before it leaves, and drops whose data may not be used any more.</summary>
internal static class ExtractRecheck
{
    /// <summary>Drops them, batch by batch.</summary>
    public static async Task RunAsync(PortalDb db, PeopleOfStudy people, ResearchExtract extract, IReadOnlyList<ExtractPart> parts, CancellationToken ct)
    {
        var (after, sources) = (0, parts.Select(part => part.Source.Name).Distinct().ToList());
        while (true)
        {
            var batch = await ExtractClasses.MembersOf(db, extract).AsNoTracking()
                .Where(m => (m.State == MemberState.In || m.State == MemberState.Suppressed) && m.Ordinal > after).OrderBy(m => m.Ordinal).Take(PeopleOfStudy.Batch).ToListAsync(ct);
            if (batch.Count == 0) return;
            after = batch[^1].Ordinal;
            List<SubjectKey> subjects = [.. batch.Select(member => member.Subject)];
            var allowed = await people.AllowedAsync(db, extract.Study, parts, subjects, ct);
            // Whose link was changed since may have been read as somebody else.
            var moved = await db.SubjectLinks.Where(l => subjects.Contains(l.Subject) && sources.Contains(l.Source) && l.TriedAt > extract.ReadAt).Select(l => l.Subject).ToListAsync(ct);
            var dropped = batch.Where(member => !allowed.ContainsKey(member.Subject) || moved.Contains(member.Subject)).Select(member => member.Ordinal).ToList();
            if (dropped.Count == 0) continue;
            await ExtractClasses.MembersOf(db, extract).Where(m => dropped.Contains(m.Ordinal)).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MemberState.Dropped), ct);
        }
    }
}
