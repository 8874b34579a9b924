using System.Buffers;
using System.IO.Pipelines;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>The lines of an export as they come; no more than one of them is kept. A system that trickles bytes without ending a line is late.</summary>
internal sealed class SystemLines : IAsyncDisposable
{
    private readonly HttpResponseMessage response;
    private readonly PipeReader pipe;
    private readonly SystemCalls calls;
    private readonly CancellationTokenSource late;
    private readonly CancellationTokenSource both;
    private readonly CancellationToken asker;

    private SystemLines(HttpResponseMessage response, Stream stream, SystemCalls calls, TimeProvider clock, CancellationToken ct)
    {
        (this.response, this.calls, asker) = (response, calls, ct);
        pipe = PipeReader.Create(stream);
        late = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        both = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
    }

    public static async Task<SystemLines> OfAsync(HttpResponseMessage response, SystemCalls calls, TimeProvider clock, CancellationToken ct) =>
        new(response, await response.Content.ReadAsStreamAsync(ct), calls, clock, ct);

    /// <summary>The next line; null after the last.</summary>
    /// <exception cref="SourceFailedException">The line is late, too long, or none; or the answer broke off.</exception>
    public async Task<ExportLine?> NextAsync()
    {
        late.CancelAfter(calls.Bounds.Line);
        try
        {
            while (true)
            {
                var read = await pipe.ReadAsync(both.Token);
                var buffer = read.Buffer;
                if (buffer.PositionOf((byte)'\n') is { } newline)
                {
                    var line = Parse(buffer.Slice(0, newline));
                    pipe.AdvanceTo(buffer.GetPosition(1, newline));
                    return line;
                }
                if (buffer.Length > calls.Bounds.MostLine) throw SystemFailure.TooLong.Of(calls.Source);
                if (read.IsCompleted) return buffer.IsEmpty ? null : Parse(buffer);
                pipe.AdvanceTo(buffer.Start, buffer.End);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            asker.ThrowIfCancellationRequested();
            throw SystemFailure.Of(e).Of(calls.Source);
        }
        finally
        {
            // Whoever reads takes their time; only the system is waited for.
            late.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await pipe.CompleteAsync();
        response.Dispose();
        both.Dispose();
        late.Dispose();
    }

    private ExportLine Parse(ReadOnlySequence<byte> line)
    {
        if (line.Length > calls.Bounds.MostLine) throw SystemFailure.TooLong.Of(calls.Source);
        var json = line.IsSingleSegment ? line.FirstSpan : line.ToArray();
        return SystemCalls.Read<ExportLine>(json) ?? throw SystemFailure.NoAnswer.Of(calls.Source);
    }
}
