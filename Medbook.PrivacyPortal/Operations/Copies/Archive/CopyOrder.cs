using System.Globalization;
using System.IO.Compression;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Operations.Subjects;

namespace Medbook.PrivacyPortal.Operations.Copies.Archive;

/// <summary>What a copy is made of.</summary>
/// <param name="Kind">Which right it answers.</param>
/// <param name="Person">Who the person is in each source.</param>
/// <param name="Register">The register that holds now: it says which activities are portable.</param>
/// <param name="Reviewed">Whether an officer has read the free text for what it says about others: all of it is then taken in.</param>
/// <param name="At">When the copy is made (UTC).</param>
internal sealed record CopyOrder(
    CopyKind Kind, IReadOnlyList<PersonInSource> Person, RegisterVersion Register, bool Reviewed, DateTimeOffset At)
{
    /// <summary>The language of what is written for the person; the page's where nothing is said.</summary>
    public CultureInfo Language { get; init; } = PortalCultures.Of(CultureInfo.CurrentUICulture.Name);

    /// <summary>How much work goes into making the files smaller.</summary>
    public CompressionLevel Compression { get; init; } = CompressionLevel.Fastest;

    /// <summary>Called as each kind of record begins and again within <see cref="CopyProgress.Step"/> rows; what it throws ends the copy.</summary>
    public Func<CopyProgress, CancellationToken, ValueTask>? OnProgress { get; init; }

    /// <summary>Which free texts an officer released after reading them; null where nobody has read any.</summary>
    public ReleasedText? Released { get; init; }

    /// <summary>Which free texts an officer holds back after reading them: they wait for nobody any more.</summary>
    public ReleasedText? HeldBack { get; init; }

    /// <summary>Only the records with released texts: a supplement to a copy that came before the review.</summary>
    public bool OnlyReviewed { get; init; }
}

/// <summary>Whether an officer released one free text, or held it back.</summary>
/// <param name="source">Name of the source.</param>
/// <param name="dataset">Id of the dataset.</param>
/// <param name="field">Name of the field, as <see cref="DataMap.Sources.ReadField.Name"/> writes it.</param>
/// <param name="value">The text as it was read.</param>
internal delegate bool ReleasedText(string source, string dataset, string field, object value);

/// <summary>How far the making of a copy is.</summary>
/// <param name="Part">Number of the kind of record at work, from 1.</param>
/// <param name="Parts">How many kinds of record are looked at.</param>
/// <param name="Source">Name of the source.</param>
/// <param name="Dataset">Id of the dataset.</param>
/// <param name="Records">Records that are done; never falls.</param>
/// <param name="TotalRecords">Records counted before the first was read; a source that changes meanwhile gives a few more or fewer.</param>
internal readonly record struct CopyProgress(int Part, int Parts, string Source, string Dataset, long Records, long TotalRecords)
{
    /// <summary>Rows after which progress is told again.</summary>
    public const int Step = 1000;
}
