using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;

namespace Medbook.PrivacyPortal.Operations.Reviews;

/// <summary>How many different texts of a review wait, are released and are held back.</summary>
public sealed record ReviewCounts(long Waiting, long Released, long HeldBack);

/// <summary>
/// One pass over all texts of a review, as the sources have them now. It holds the marks of the texts and the records of one page,
/// nothing else, so that a person with very many records costs time and not memory.
/// </summary>
internal sealed class ReviewPass
{
    private readonly ReviewedTexts verdicts;
    private readonly Dictionary<string, int> times = new(StringComparer.Ordinal);
    private long waiting, released, heldBack;

    private ReviewPass(ReviewedTexts verdicts) => this.verdicts = verdicts;

    /// <summary>All texts by verdict, each counted once.</summary>
    public ReviewCounts Counts => new(waiting, released, heldBack);

    /// <summary>Why texts are held back, each reason once.</summary>
    public SortedSet<HoldReason> HeldFor { get; } = [];

    /// <summary>What people call the sources that could not be read: their texts are not counted.</summary>
    public List<LocalText> Unreadable { get; } = [];

    /// <summary>The records of the page, each with the texts it is the first to hold.</summary>
    public List<(RecordWithTexts Record, List<(ReadField Field, object Value, string Mark)> Texts)> Page { get; } = [];

    /// <summary>Whether there are records after the page.</summary>
    public bool HasMore { get; private set; }

    /// <summary>How many records hold the text.</summary>
    public int TimesOf(string mark) => times[mark];

    /// <summary>The verdict on a text; null where it waits.</summary>
    public TextVerdict? VerdictOn(string mark) => verdicts.VerdictOn(mark);

    /// <summary>Passes over the texts.</summary>
    /// <param name="db">The portal's database.</param>
    /// <param name="sources">The sources.</param>
    /// <param name="hash">Makes the marks.</param>
    /// <param name="register">The register that holds now.</param>
    /// <param name="review">Whose texts, and for which copy.</param>
    /// <param name="decision">The texts of the page: those with this verdict, or those without one.</param>
    /// <param name="skip">Records before the page.</param>
    /// <param name="take">Records on the page.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<ReviewPass> OverAsync(
        PortalDb db, SourceCatalog sources, KeyedHash hash, RegisterVersion register, CopyReview review,
        TextDecision? decision, int skip, int take, CancellationToken ct)
    {
        var pass = new ReviewPass(await ReviewedTexts.OfAsync(db, hash, review.Subject, ct));
        var seen = 0;
        foreach (var person in await PersonInSource.AllOfAsync(db, sources, review.Subject, ct))
        {
            try
            {
                await foreach (var record in FreeTexts.ReadAsync(person, review.Kind, register, ct))
                {
                    var wanted = pass.Note(record).Where(text => pass.VerdictOn(text.Mark)?.Decision == decision).ToList();
                    if (wanted.Count == 0) continue;
                    if (seen >= skip && pass.Page.Count < take) pass.Page.Add((record, wanted));
                    pass.HasMore = ++seen > skip + take;
                }
            }
            catch (SourceException)
            {
                pass.Unreadable.Add(person.Source.Map.Label);
            }
        }
        return pass;
    }

    // The texts that no record before this one held.
    private List<(ReadField Field, object Value, string Mark)> Note(RecordWithTexts record)
    {
        var first = new List<(ReadField, object, string)>();
        foreach (var (field, value) in record.Texts)
        {
            var mark = verdicts.MarkOf(record.Source.Name, record.Dataset.Id, field.Name, value);
            times[mark] = times.GetValueOrDefault(mark) + 1;
            if (times[mark] > 1) continue;
            first.Add((field, value, mark));
            switch (VerdictOn(mark))
            {
                case null: waiting++; break;
                case { Decision: TextDecision.Released }: released++; break;
                case { Reason: { } reason }:
                    heldBack++;
                    HeldFor.Add(reason);
                    break;
            }
        }
        return first;
    }
}
