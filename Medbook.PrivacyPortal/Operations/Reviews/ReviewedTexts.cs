using System.Globalization;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Operations.Copies.Archive;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Reviews;

/// <summary>
/// What officers decided about a person's free texts. A text is known by a keyed hash of where it stands and what it says, so that
/// nothing of it is kept, and a text that changed is a new one. While a copy is made it also notes which texts nobody has judged.
/// </summary>
internal sealed class ReviewedTexts
{
    private readonly IReadOnlyDictionary<string, TextVerdict> verdicts;
    private readonly KeyedHash hash;
    // Half of a mark is enough to count by, and a person may have a million texts.
    private readonly HashSet<UInt128> unjudged = [];

    private ReviewedTexts(IReadOnlyDictionary<string, TextVerdict> verdicts, KeyedHash hash) => (this.verdicts, this.hash) = (verdicts, hash);

    /// <summary>How many different texts without a verdict were asked about.</summary>
    public long Unjudged => unjudged.Count;

    /// <summary>The verdicts on a person's texts.</summary>
    public static async Task<ReviewedTexts> OfAsync(PortalDb db, KeyedHash hash, SubjectKey subject, CancellationToken ct) =>
        new(await db.TextVerdicts.AsNoTracking().Where(v => v.Subject == subject).ToDictionaryAsync(v => v.Mark, StringComparer.Ordinal, ct), hash);

    /// <summary>Whether a text goes along; it has the shape of <see cref="CopyOrder.Released"/>; a text without a verdict is noted.</summary>
    public bool IsReleased(string source, string dataset, string field, object value)
    {
        if (IsBlank(value)) return true;
        var mark = MarkOf(source, dataset, field, value);
        if (VerdictOn(mark) is { } verdict) return verdict.Decision == TextDecision.Released;
        unjudged.Add(UInt128.Parse(mark.AsSpan(0, 32), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        return false;
    }

    /// <summary>Whether an officer holds a text back; it has the shape of <see cref="CopyOrder.HeldBack"/>.</summary>
    public bool IsHeldBack(string source, string dataset, string field, object value) =>
        VerdictOn(MarkOf(source, dataset, field, value))?.Decision == TextDecision.HeldBack;

    /// <summary>What a text is known by.</summary>
    public string MarkOf(string source, string dataset, string field, object value) =>
        hash.Of("text of a copy", source, dataset, field, CopyText.Of(value));

    /// <summary>The verdict on a text; null where there is none.</summary>
    public TextVerdict? VerdictOn(string mark) => verdicts.GetValueOrDefault(mark);

    /// <summary>A text without a letter says nothing about anybody.</summary>
    public static bool IsBlank(object? value) => value is null || CopyText.Of(value).AsSpan().IsWhiteSpace();
}
