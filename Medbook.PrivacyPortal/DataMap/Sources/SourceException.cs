namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>What went wrong with a source: a code that callers store and show, never a value of the source.</summary>
public enum SourceFault
{
    /// <summary>The configuration has no connection string for it, or one that cannot be read.</summary>
    NotConfigured,
    /// <summary>The map names a provider the portal does not know.</summary>
    UnknownProvider,
    /// <summary>There is no such file or database.</summary>
    Missing,
    /// <summary>Another process holds it locked.</summary>
    Locked,
    /// <summary>The server or the file cannot be reached.</summary>
    Unreachable,
    /// <summary>It refuses the portal: password, or a right that is not granted.</summary>
    Refused,
    /// <summary>It did not answer in time.</summary>
    TimedOut,
    /// <summary>The file is damaged or is no database; what a system answers is none of the protocol.</summary>
    Damaged,
    /// <summary>A table or column of the map is not there (any more).</summary>
    SchemaDiffers,
    /// <summary>It broke off while it was being read.</summary>
    BrokeOff,
    /// <summary>A stored value is not of the type the map gives.</summary>
    ValueDoesNotFit,
    /// <summary>A constraint of the database refuses a change: a foreign key, NOT NULL, unique, a check.</summary>
    ConstraintRefuses,
    /// <summary>Something else; the log has the engine's own code.</summary>
    Other,
}

/// <summary>
/// A source could not be read. Callers turn it into the status of that one source; nothing else fails with it.
/// </summary>
/// <remarks>
/// There is no inner exception on purpose: the messages of the engines quote stored values, and logs are no place for them.
/// </remarks>
public abstract class SourceException : Exception
{
    private protected SourceException(string sourceName, SourceFault fault, string message, string? engineCode) : base(message) =>
        (SourceName, Fault, EngineCode) = (sourceName, fault, engineCode);

    /// <summary>Name of the source in the data map.</summary>
    public string SourceName { get; }

    /// <summary>What went wrong.</summary>
    public SourceFault Fault { get; }

    /// <summary>The engine's own code (SQLSTATE, or SQLite's extended result code), for the log.</summary>
    public string? EngineCode { get; }
}

/// <summary>The source could not be opened: nothing was read.</summary>
public sealed class SourceUnavailableException(string sourceName, SourceFault fault, string? engineCode = null)
    : SourceException(sourceName, fault, $"Source '{sourceName}' is not available: {fault}{With(engineCode)}.", engineCode)
{
    private static string With(string? code) => code is null ? "" : $" ({code})";
}

/// <summary>The source was open and failed while it was being read: what was read so far is not all.</summary>
public sealed class SourceFailedException(string sourceName, SourceFault fault, string? engineCode = null)
    : SourceException(sourceName, fault, $"Source '{sourceName}' failed: {fault}{With(engineCode)}.", engineCode)
{
    private static string With(string? code) => code is null ? "" : $" ({code})";
}

/// <summary>A stored value is not what the map says it is. It names the place, never the value.</summary>
public sealed class ValueDoesNotFitException(string sourceName, string dataset, string column, string? rowKey, string expected)
    : SourceException(sourceName, SourceFault.ValueDoesNotFit,
        $"Source '{sourceName}', dataset '{dataset}', column '{column}', row {(rowKey is null ? "without key" : $"'{rowKey}'")}: the stored value is no {expected}.",
        engineCode: null)
{
    /// <summary>Id of the dataset.</summary>
    public string Dataset { get; } = dataset;

    /// <summary>The column.</summary>
    public string Column { get; } = column;

    /// <summary>Key of the row; null where the dataset has none.</summary>
    public string? RowKey { get; } = rowKey;
}
