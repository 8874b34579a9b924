using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Operations.Holds;

/// <summary>A record that somebody is about to destroy or change.</summary>
/// <param name="Key">Its key as the source writes it; empty where the records of the dataset have none.</param>
/// <param name="Of">The persons it is about, as far as the portal knows them: each of them may have a hold.</param>
public sealed record AskedRecord(string Key, IReadOnlyCollection<SubjectKey> Of);

/// <summary>What is asked before a batch of records is destroyed.</summary>
/// <param name="Source">Name of their source.</param>
/// <param name="Dataset">Identifier of their dataset.</param>
/// <param name="Records">The batch; no more than <see cref="ConsultHolds.MostRecords"/>.</param>
/// <param name="Cause">What asks for it.</param>
public sealed record HoldQuestion(string Source, string Dataset, IReadOnlyList<AskedRecord> Records, DestructionCause Cause)
{
    /// <summary>About records of one person.</summary>
    public static HoldQuestion Of(SubjectKey subject, string source, string dataset, IEnumerable<string> keys, DestructionCause cause)
    {
        SubjectKey[] of = [subject];
        return new(source, dataset, [.. keys.Select(key => new AskedRecord(key, of))], cause);
    }
}

/// <summary>Which records of a batch are held, and by what; a record that is not in it is free.</summary>
/// <param name="ByRecord">What holds each held record, by its key.</param>
public sealed record HoldAnswer(IReadOnlyDictionary<string, IReadOnlyList<HeldBy>> ByRecord)
{
    /// <summary>None of the records is held.</summary>
    public static HoldAnswer Nothing { get; } = new(new Dictionary<string, IReadOnlyList<HeldBy>>());

    /// <summary>Whether a record is held.</summary>
    public bool Holds(string key) => ByRecord.ContainsKey(key);
}
