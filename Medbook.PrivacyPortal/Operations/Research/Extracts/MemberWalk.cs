using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Research.Extracts;

/// <summary>Walks over those whose data leaves, in their order, a page at a time.</summary>
internal sealed class MemberWalk(IDbContextFactory<PortalDb> dbs, ResearchExtract extract)
{
    private const int Page = 1000;

    private List<(int Ordinal, SubjectKey Subject)> page = [];
    private string? pseudonym;
    private int at = -1;

    /// <summary>Place of the person one stands at; 0 before the first.</summary>
    public int Ordinal { get; private set; }

    /// <summary>Goes to the next person.</summary>
    /// <returns>Whether there is one.</returns>
    public async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        if (++at >= page.Count)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var next = await ExtractClasses.MembersOf(db, extract).Where(m => m.State == MemberState.In && m.Ordinal > Ordinal)
                .OrderBy(m => m.Ordinal).Take(Page).Select(m => new { m.Ordinal, m.Subject }).ToListAsync(ct);
            if (next.Count == 0) return false;
            (page, at) = ([.. next.Select(m => (m.Ordinal, m.Subject))], 0);
        }
        (Ordinal, pseudonym) = (page[at].Ordinal, null);
        return true;
    }

    /// <summary>The pseudonym of the person one stands at.</summary>
    public string Pseudonym(StudyMarks marks) => pseudonym ??= marks.PseudonymOf(page[at].Subject);
}
