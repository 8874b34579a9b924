using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Consents;

/// <summary>One choice: the text in force, in the language of the page, and what the person decided about it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Wording">Its words.</param>
/// <param name="Last">The last decision; null where there is none.</param>
/// <param name="IsAnswered">Whether that decision answers the question as it is asked now.</param>
/// <param name="Before">The words of the version they decided on, in the language of the page; null where that is the one in force.</param>
public sealed record MyChoice(ConsentText Text, ConsentWording Wording, ConsentRecord? Last, bool IsAnswered, ConsentWording? Before)
{
    /// <summary>Whether it is about one study.</summary>
    public bool IsStudy => Study.Of(Text.Purpose) is not null;

    /// <summary>What stands now; null where nothing was decided, or where the question is asked anew.</summary>
    public ConsentDecision? Standing => IsAnswered ? Last!.Decision : null;
}

/// <summary>One decision of the history.</summary>
/// <param name="Record">The record.</param>
/// <param name="Title">Name of the choice, in the language of the page.</param>
public sealed record MyDecision(ConsentRecord Record, string Title);

/// <summary>All choices, and a page of the history, newest first.</summary>
/// <param name="Choices">Every choice that can be made now.</param>
/// <param name="Ended">Studies that ask nobody any more and that the person agreed to: a no is taken all the same.</param>
/// <param name="History">Decisions.</param>
/// <param name="Older">The decision the next page begins after; null on the last page.</param>
public sealed record MyChoices(IReadOnlyList<MyChoice> Choices, IReadOnlyList<MyChoice> Ended, IReadOnlyList<MyDecision> History, Guid? Older);

/// <summary>A person's own choices, with every decision they made.</summary>
public sealed class ReadMyChoices(IDbContextFactory<PortalDb> dbs, ChoicesInForce choices, Guard guard, TimeProvider clock)
{
    public const int PageSize = 20;

    /// <param name="who">Whose.</param>
    /// <param name="language">Language of the page, as a culture name.</param>
    /// <param name="after">Where the page of the history before this one ended; null for the newest.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Result<MyChoices>> RunAsync(Actor who, string language, Guid? after, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadMyChoices) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        await ViewLog.OwnerLooksAsync(db, who, AuditAction.OwnChoicesViewed, clock.GetUtcNow(), ct);

        var mine = db.ConsentRecords.AsNoTracking().Where(r => r.Subject == who.Subject);
        var ordered = mine;
        if (after is { } id)
        {
            if (await mine.SingleOrDefaultAsync(r => r.Id == id, ct) is not { } end) return new NotFound();
            // The sequence tells two decisions of the same moment apart, the purpose those of two choices.
            ordered = mine.Where(r => r.At < end.At || (r.At == end.At
                && (r.Sequence < end.Sequence || (r.Sequence == end.Sequence && r.Purpose.CompareTo(end.Purpose) < 0))));
        }
        var records = await ordered.OrderByDescending(r => r.At).ThenByDescending(r => r.Sequence).ThenByDescending(r => r.Purpose)
            .Take(PageSize + 1).ToListAsync(ct);
        var texts = await choices.Texts(db).AsNoTracking().Where(t => t.Language == PortalCultures.Of(language).Name).ToListAsync(ct);
        var last = await ChoicesInForce.Last(db).AsNoTracking().Where(r => r.Subject == who.Subject).ToDictionaryAsync(r => r.Purpose, ct);

        var page = records.Take(PageSize).Select(record => new MyDecision(record, TitleOf(record, texts))).ToList();
        var open = await StudiesInForce.OpenAsync(db, BrusselsTime.Today(clock), ct);
        var all = texts.GroupBy(text => text.Purpose).Select(versions => ChoiceOf(versions, last.GetValueOrDefault(versions.Key)))
            .OrderBy(choice => choice.Text.Kind).ThenBy(choice => choice.Text.Purpose, StringComparer.Ordinal)
            .ToLookup(choice => !choice.IsStudy || open.Contains(choice.Text.Purpose));
        return new MyChoices(
            [.. all[true]], [.. all[false].Where(choice => choice.Last is { Decision: ConsentDecision.Given })],
            page, records.Count > PageSize ? page[^1].Record.Id : null);
    }

    private static MyChoice ChoiceOf(IEnumerable<ConsentText> versions, ConsentRecord? last)
    {
        var text = versions.MaxBy(version => version.Version)!;
        var askedSince = versions.Where(version => version.AsksAgain).Select(version => version.Version).DefaultIfEmpty().Max();
        var before = last?.TextVersion < text.Version ? versions.Single(version => version.Version == last.TextVersion).Wording : null;
        return new MyChoice(text, text.Wording, last, last?.Answers(askedSince) == true, before);
    }

    private static string TitleOf(ConsentRecord record, IEnumerable<ConsentText> texts) =>
        texts.First(text => text.Purpose == record.Purpose && text.Version == record.TextVersion).Wording.Title;
}
