namespace Medbook.PrivacyPortal.Domain.Rectifying;

/// <summary>Why the portal does not write a value itself. Stored by name, so names never change.</summary>
public enum CorrectionObstacle
{
    /// <summary>The request names a kind of record and no single one.</summary>
    NoRecord,
    /// <summary>The data map does not have the field, or lets nobody correct it.</summary>
    NotInMap,
    /// <summary>The data map says that the application does it.</summary>
    InApplication,
    /// <summary>A record or a person is found by this field: another value would be another record's, or would need to be proved first.</summary>
    Identifies,
    /// <summary>The portal does not write values of this kind: files, forms of an application's own, what the database computes.</summary>
    NotWritable,
    /// <summary>What is proposed is no value of this field: no date, no number, no code it knows.</summary>
    NotAValue,
    /// <summary>What is proposed is longer than the database keeps.</summary>
    TooLong,
    /// <summary>Something has to stand there.</summary>
    CannotBeEmpty,
    /// <summary>Nobody of this source is linked to the person.</summary>
    PersonUnclear,
    /// <summary>The person has no such record any more.</summary>
    RecordGone,
    /// <summary>The database refuses the value, or keeps another one in its place.</summary>
    Refused,
    /// <summary>The source did not answer, however often it was asked.</summary>
    NoAnswer,
}
