
namespace Medbook.PrivacyPortal.Operations.Copies.Archive;

/// <summary>The phases of writing a copy, for operators who follow one: names and counts, never values.</summary>
internal static partial class CopyLog
{
    [LoggerMessage(LogLevel.Debug, "Copy: source {Source} opened.")]
    public static partial void SourceOpened(this ILogger log, string source);

    [LoggerMessage(LogLevel.Debug, "Copy: dataset {Source}/{Dataset} begun.")]
    public static partial void DatasetBegun(this ILogger log, string source, string dataset);

    [LoggerMessage(LogLevel.Debug, "Copy: dataset {Source}/{Dataset} at {Records} of {Total} records.")]
    public static partial void RowsWritten(this ILogger log, string source, string dataset, long records, long total);

    [LoggerMessage(LogLevel.Debug, "Copy: dataset {Source}/{Dataset} ended with {Rows} rows.")]
    public static partial void DatasetEnded(this ILogger log, string source, string dataset, long rows);

    [LoggerMessage(LogLevel.Warning, "Copy: source {Source} could not be read ({Dataset}: {Fault} {Code}).")]
    public static partial void SourceFailed(this ILogger log, string source, string dataset, DataMap.Sources.SourceFault fault, string? code);

    [LoggerMessage(LogLevel.Debug, "Copy: index written.")]
    public static partial void IndexWritten(this ILogger log);

    [LoggerMessage(LogLevel.Debug, "Copy: manifest written.")]
    public static partial void ManifestWritten(this ILogger log);
}
