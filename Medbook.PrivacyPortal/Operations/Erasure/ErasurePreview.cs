using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>What an erasure would do, kind of record by kind of record.</summary>
/// <param name="Lines">The kinds of record the person has in the scope.</param>
/// <param name="Missing">The sources of which nobody can say now.</param>
public sealed record ErasurePreview(IReadOnlyList<ErasureLine> Lines, IReadOnlyList<Source> Missing)
{
    /// <summary>Number of records with a fate.</summary>
    public long CountOf(params ErasureFate[] fates) => Lines.Where(line => fates.Contains(line.Forecast.Fate)).Sum(line => line.Count);
}

/// <summary>The forecast for the person's records of one kind.</summary>
/// <param name="Label">What people call these records.</param>
/// <param name="Count">How many.</param>
/// <param name="Forecast">What would become of them.</param>
/// <param name="End">The day the last of their periods ends on; null where none follows, or where only some of them are meant.</param>
/// <param name="Why">The map's words for an exception; null where it names none.</param>
/// <param name="Uses">The activities the reason speaks of: those that keep the records, or those they are held for.</param>
/// <param name="Policy">The article of the policy behind it; null where the law is.</param>
/// <param name="Gdpr">The article of the law behind it; null where the policy is.</param>
public sealed record ErasureLine(
    LocalText Label, long Count, ErasureForecast Forecast, DateOnly? End, LocalText? Why,
    IReadOnlyList<ProcessingActivity> Uses, string? Policy, string? Gdpr)
{
    /// <summary>Name of the source they lie in.</summary>
    public required string Source { get; init; }

    /// <summary>Identifier of the dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>The keys of the records that are meant, as text; empty where all are.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>The activities nobody asks about whose use ends with the records.</summary>
    public IReadOnlyList<ProcessingActivity> EndsWith { get; init; } = [];

    /// <summary>The line of those of these records that something holds.</summary>
    internal ErasureLine HeldBy(HeldBy by, long count) => new(
        Label, count, Forecast.HeldBy(by.Kind), End: null, Why: null, Uses: [], Policy: by.Kind == HoldKind.OpenCase ? "7.9" : null, by.Ground?.Article())
    {
        Source = Source, Dataset = Dataset, Keys = Keys,
    };

    /// <summary>The article of an exception.</summary>
    internal static string ArticleOf(KeepGround? ground) => ground switch
    {
        KeepGround.Expression => "17(3)(a)",
        KeepGround.LegalObligation => "17(3)(b)",
        KeepGround.PublicHealth => "17(3)(c)",
        KeepGround.Research => "17(3)(d)",
        KeepGround.LegalClaims => "17(3)(e)",
        null => "17(3)",
    };
}
