using System.Runtime.CompilerServices;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>
/// Speaks the protocol of systems that are no database with one of them, and takes no answer that is none to the question. Every method
/// throws <see cref="SourceFailedException"/> where the system fails.
/// </summary>
/// <remarks>The protocol for those who implement it: <c>.docs/systems.md</c>.</remarks>
internal sealed class SystemClient : IDisposable
{
    /// <summary>The version of the protocol that is spoken here.</summary>
    public const int Protocol = 1;

    private static readonly string[] ErasureOutcomes = ["deleted", "changed", "gone", "shared", "needed"];
    private static readonly string[] RectifyOutcomes = ["changed", "same", "other", "missing", "refused"];

    private readonly SystemCalls calls;

    private SystemClient(SystemCalls calls) => this.calls = calls;

    /// <summary>A client of a system. Nothing is sent yet.</summary>
    /// <param name="source">Name of the source.</param>
    /// <param name="address">Where its words lie.</param>
    /// <param name="key">The key it shares with the portal.</param>
    /// <param name="bounds">How long it is waited for; what is usual where nothing is said.</param>
    /// <param name="clock">The time; the machine's where nothing is said.</param>
    /// <exception cref="ArgumentException">An address that is neither https nor on this machine, or a key that is too short.</exception>
    public static SystemClient Of(string source, Uri address, string key, SystemBounds? bounds = null, TimeProvider? clock = null) =>
        new(new SystemCalls(source, address, key, bounds ?? new(), clock ?? TimeProvider.System));

    /// <summary>What it holds.</summary>
    public Task<SystemDescription> DescribeAsync(CancellationToken ct) => calls.AskAsync<SystemDescription>(
        "describe", new { }, null,
        answer => answer.Protocol == Protocol
            ? answer.Tables.All(table => table is not null && table.Fields.All(field => field is not null) && !table.Key.Contains(null!))
            : throw new SourceFailedException(calls.Source, SourceFault.SchemaDiffers, "protocol"), ct);

    /// <summary>Who has an address or a key.</summary>
    public Task<FindAnswer> FindAsync(FindQuestion question, CancellationToken ct) => calls.AskAsync<FindAnswer>(
        "find", question, null, answer => answer.Persons.Count <= question.Limit && answer.Persons.All(IsKey), ct);

    /// <summary>Rows one by one, without the last line. Memory does not grow with their number.</summary>
    public async IAsyncEnumerable<ExportLine> ExportAsync(ExportQuestion question, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var lines = await calls.OpenAsync("export", question, ct);
        var rows = 0L;
        while (await lines.NextAsync() is { } line)
        {
            if (line.End is { } end)
            {
                if (end != rows) break;
                yield break;
            }
            if (line.Values?.Count != question.Fields.Count || (line.Key is { } key && key.Contains(null!)) || ++rows > question.Limit)
                throw SystemFailure.NoAnswer.Of(calls.Source);
            yield return line;
        }
        throw SystemFailure.BrokeOff.Of(calls.Source);
    }

    /// <summary>What an erasure would still change.</summary>
    public Task<PlanAnswer> PlanAsync(PlanQuestion question, CancellationToken ct) => calls.AskAsync<PlanAnswer>(
        "plan", question, null,
        answer => answer.Rows.Count <= question.Limit && answer.Count >= answer.Rows.Count && answer.Rows.All(row => row is not null && IsKey(row.Key)), ct);

    /// <summary>Erases rows by key.</summary>
    /// <param name="order">Which, and what becomes of them.</param>
    /// <param name="idempotencyKey">The same for the same erasure, however often it is sent.</param>
    /// <param name="ct">Cancels the waiting; the system may have done it.</param>
    public Task<EraseAnswer> EraseAsync(EraseOrder order, string idempotencyKey, CancellationToken ct) => calls.AskAsync<EraseAnswer>(
        "erase", order, idempotencyKey, answer => AnswersEach(order.Rows.Keys ?? [], answer.Rows), ct);

    /// <summary>Corrects one value, or asks what would become of it.</summary>
    /// <param name="order">The value.</param>
    /// <param name="idempotencyKey">The same for the same correction, however often it is sent.</param>
    /// <param name="ct">Cancels the waiting; the system may have done it.</param>
    public Task<RectifyAnswer> RectifyAsync(RectifyOrder order, string idempotencyKey, CancellationToken ct) => calls.AskAsync<RectifyAnswer>(
        "rectify", order, idempotencyKey, answer => RectifyOutcomes.Contains(answer.Outcome), ct);

    /// <summary>Says which uses are limited from now on.</summary>
    /// <param name="order">All of them.</param>
    /// <param name="idempotencyKey">The same for the same revision, however often it is sent.</param>
    /// <param name="ct">Cancels the waiting; the system may have heard it.</param>
    public Task<RestrictAnswer> RestrictAsync(RestrictOrder order, string idempotencyKey, CancellationToken ct) => calls.AskAsync<RestrictAnswer>(
        "restrict", order, idempotencyKey, answer => answer.Revision >= order.Revision, ct);

    public void Dispose() => calls.Dispose();

    // The runtime does not look into lists: a null among texts is found here.
    private static bool IsKey(IReadOnlyList<string>? key) => key is { Count: > 0 } && !key.Contains(null!);

    private static bool AnswersEach(IReadOnlyList<IReadOnlyList<string>> asked, IReadOnlyList<SystemErased> answered) =>
        asked.Count == answered.Count
        && answered.All(row => row is not null && IsKey(row.Key) && ErasureOutcomes.Contains(row.Outcome))
        && asked.Select(KeyText.Join).ToHashSet().SetEquals(answered.Select(row => KeyText.Join(row.Key)));
}
