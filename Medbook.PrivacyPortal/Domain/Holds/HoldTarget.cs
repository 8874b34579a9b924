using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Domain.Holds;

/// <summary>How far a hold reaches.</summary>
public enum HoldReach
{
    /// <summary>All records of a person, in every source.</summary>
    Person,
    /// <summary>A person's records of one kind.</summary>
    PersonsDataset,
    /// <summary>Everybody's records of one kind.</summary>
    Dataset,
    /// <summary>One record, whoever else it is about.</summary>
    Record,
}

/// <summary>What a hold holds. Without a dataset: everything of a person. Without a person: everybody's records of a dataset.</summary>
/// <param name="Subject">The person; for a record the one it was found at. Null for everybody.</param>
/// <param name="Source">Name of the source in the data map; empty for every source.</param>
/// <param name="Dataset">Identifier of the dataset; empty for every dataset.</param>
/// <param name="Record">Key of one record as the source writes it; empty for every record.</param>
public sealed record HoldTarget(SubjectKey? Subject, string Source = "", string Dataset = "", string Record = "")
{
    /// <summary>Most characters of a record's key.</summary>
    public const int MaxRecord = 512;

    /// <summary>How far it reaches.</summary>
    public HoldReach Reach =>
        Record.Length > 0 ? HoldReach.Record
        : Dataset.Length == 0 ? HoldReach.Person
        : Subject is null ? HoldReach.Dataset : HoldReach.PersonsDataset;

    /// <summary>Why nothing can be held like this; null where it can.</summary>
    /// <remarks>A record is found at a person: a key that nobody looked up might hold nothing.</remarks>
    public Problem? Fault =>
        (Source.Length == 0) != (Dataset.Length == 0) || (Dataset.Length == 0 && (Subject is null || Record.Length > 0)) ? new HoldTargetMissing()
        : Record.Length > 0 && Subject is null ? new HoldRecordWithoutPerson()
        : Record.Length > MaxRecord ? new HoldRecordTooLong()
        : null;

    /// <summary>Whether a record is held.</summary>
    /// <param name="source">Name of the source it lies in.</param>
    /// <param name="dataset">Identifier of its dataset.</param>
    /// <param name="record">Its key; empty where the records of the dataset have none.</param>
    /// <param name="of">The persons it is about.</param>
    public bool Covers(string source, string dataset, string record, IReadOnlyCollection<SubjectKey> of) => Reach switch
    {
        HoldReach.Person => of.Contains(Subject!.Value),
        HoldReach.PersonsDataset => (Source, Dataset) == (source, dataset) && of.Contains(Subject!.Value),
        HoldReach.Dataset => (Source, Dataset) == (source, dataset),
        HoldReach.Record => (Source, Dataset, Record) == (source, dataset, record),
    };
}
