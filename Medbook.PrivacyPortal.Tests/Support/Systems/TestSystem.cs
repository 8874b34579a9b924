using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Sources.Http;

namespace Medbook.PrivacyPortal.Tests.Support.Systems;

/// <summary>A call that arrived at a <see cref="TestSystem"/>, with the bodies of both directions.</summary>
internal sealed record HeardCall(string Word, string IdempotencyKey, string Body)
{
    public string Answer { get; set; } = "";
}

/// <summary>
/// A small system that is no database, on a port of this machine. It does what the protocol says and, where a test wants it, does it
/// wrong. It is written from the protocol's description alone: nothing of how the portal signs is used here.
/// </summary>
internal sealed class TestSystem : IAsyncDisposable
{
    /// <summary>The key it shares with the portal.</summary>
    public const string Secret = "a key of thirty-two characters, or more";

    private readonly WebApplication app;
    private readonly TimeProvider clock;
    private readonly TestWords words;
    private readonly Lock writing = new();
    private readonly Dictionary<string, (string Body, string Answer)> done = [];
    private readonly List<HeardCall> heard = [];
    private readonly SemaphoreSlim arrived = new(0);
    private bool hasDied;

    private TestSystem(WebApplication app, TimeProvider clock, IEnumerable<TestTable> tables)
    {
        (this.app, this.clock, Tables) = (app, clock, tables.ToDictionary(table => table.Shape.Name));
        words = new TestWords(Tables, Misdeeds);
        app.Map("/privacy/{word}", (HttpContext context, string word) => AnswerAsync(context, word));
    }

    public IReadOnlyDictionary<string, TestTable> Tables { get; }

    /// <summary>What it does wrong from now on.</summary>
    public HashSet<Misdeed> Misdeeds { get; } = [];

    /// <summary>What it says instead of any answer.</summary>
    public string? SaysInstead { get; set; }

    /// <summary>Statuses that it answers first, one call each, with the seconds of a Retry-After.</summary>
    public Queue<(int Status, int? RetryAfter)> FailsFirst { get; } = [];

    /// <summary>The limits it heard of, by person.</summary>
    public IReadOnlyDictionary<string, RestrictOrder> Limits
    {
        get { lock (writing) return new Dictionary<string, RestrictOrder>(words.Limits); }
    }

    public Uri Address => new($"{app.Urls.Single()}/privacy");

    /// <summary>The calls whose signature was right, in their order.</summary>
    public IReadOnlyList<HeardCall> Heard
    {
        get { lock (writing) return [.. heard]; }
    }

    public static async Task<TestSystem> StartAsync(IEnumerable<TestTable> tables, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var system = new TestSystem(builder.Build(), clock ?? TimeProvider.System, tables);
        await system.app.StartAsync();
        return system;
    }

    /// <summary>Waits until another call has arrived, whatever becomes of it.</summary>
    public Task ArrivalAsync() => arrived.WaitAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        arrived.Dispose();
    }

    private async Task AnswerAsync(HttpContext context, string word)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        arrived.Release();
        if (Misdeeds.Contains(Misdeed.Silent)) await Task.Delay(Timeout.Infinite, context.RequestAborted);
        if (Early(context, body) is { } status)
        {
            context.Response.StatusCode = status;
            return;
        }
        var call = new HeardCall(word, context.Request.Headers["Idempotency-Key"].ToString(), body);
        lock (writing) heard.Add(call);
        try
        {
            await AnswerAsync(context, call);
        }
        catch (Exception e) when (e is UnknownNameException or JsonException)
        {
            context.Response.StatusCode = e is JsonException ? 400 : 404;
        }
    }

    private int? Early(HttpContext context, string body)
    {
        if (context.Request.Method != "POST") return 405;
        if (Misdeeds.Contains(Misdeed.Refuses)) return 403;
        if (Misdeeds.Contains(Misdeed.SendsElsewhere))
        {
            context.Response.Headers.Location = "/privacy/describe";
            return 307;
        }
        if (FailsFirst.TryDequeue(out var failure))
        {
            if (failure.RetryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return failure.Status;
        }
        return IsSigned(context.Request, body) ? null : 401;
    }

    private bool IsSigned(HttpRequest request, string body)
    {
        var time = request.Headers["Medbook-Timestamp"].ToString();
        if (!long.TryParse(time, CultureInfo.InvariantCulture, out var seconds)) return false;
        var isOld = Math.Abs(clock.GetUtcNow().ToUnixTimeSeconds() - seconds) > 300;
        if (isOld && !Misdeeds.Contains(Misdeed.ForgetsTime)) return false;
        var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(body))).ToLowerInvariant();
        var text = $"v1\n{time}\n{request.Path.Value}\n{request.Headers["Idempotency-Key"]}\n{digest}";
        var wanted = "v1=" + Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
        return Misdeeds.Contains(Misdeed.TrustsAnybody) || CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(wanted), Encoding.UTF8.GetBytes(request.Headers["Medbook-Signature"].ToString()));
    }

    private async Task AnswerAsync(HttpContext context, HeardCall call)
    {
        if (SaysInstead is { } odd) await context.Response.WriteAsync(odd);
        else if (Misdeeds.Contains(Misdeed.Babbles)) await BabbleAsync(context);
        else if (Misdeeds.Contains(Misdeed.AnswersWithPage)) await context.Response.WriteAsync("<!doctype html><title>Please sign in</title>");
        else if (call.Word == "export") await ExportAsync(context, call);
        else if (call.Word is "erase" or "rectify" or "restrict") await ChangeAsync(context, call);
        else await SayAsync(context, call, Answer(call));
    }

    private string Answer(HeardCall call)
    {
        lock (writing)
        {
            return call.Word switch
            {
                "describe" => Write(words.Describe()),
                "find" => Write(words.Find(Read<FindQuestion>(call.Body))),
                "plan" => Write(words.Plan(Read<PlanQuestion>(call.Body))),
                "erase" => Write(words.Erase(Read<EraseOrder>(call.Body))),
                "rectify" => Write(words.Rectify(Read<RectifyOrder>(call.Body))),
                "restrict" => Write(words.Restrict(Read<RestrictOrder>(call.Body))),
                _ => throw new UnknownNameException(),
            };
        }
    }

    // The change and its answer are kept together: who asks again under the same key gets the answer of the first time.
    private async Task ChangeAsync(HttpContext context, HeardCall call)
    {
        if (call.IdempotencyKey.Length == 0)
        {
            context.Response.StatusCode = 400;
            return;
        }
        string answer;
        lock (writing)
        {
            if (!Misdeeds.Contains(Misdeed.ForgetsKeys) && done.TryGetValue(call.IdempotencyKey, out var before))
            {
                if (before.Body != call.Word + call.Body)
                {
                    context.Response.StatusCode = 409;
                    return;
                }
                answer = before.Answer;
            }
            else
            {
                answer = Answer(call);
                done[call.IdempotencyKey] = (call.Word + call.Body, answer);
            }
        }
        if (Misdeeds.Contains(Misdeed.SwallowsAnswers)) await Task.Delay(Timeout.Infinite, context.RequestAborted);
        if (call.Word == "erase" && Misdeeds.Contains(Misdeed.DiesAfterErasing) && !hasDied)
        {
            hasDied = true;
            context.Abort();
            return;
        }
        await SayAsync(context, call, answer);
    }

    private async Task ExportAsync(HttpContext context, HeardCall call)
    {
        List<ExportLine> lines;
        lock (writing) lines = [.. words.Export(Read<ExportQuestion>(call.Body))];
        var isShort = Misdeeds.Contains(Misdeed.DiesInExport) || Misdeeds.Contains(Misdeed.ForgetsTheEnd);
        var said = lines.Take(isShort ? 1 : lines.Count).Select(Write).ToList();
        if (!isShort) said.Add($$"""{"end":{{lines.Count + (Misdeeds.Contains(Misdeed.Miscounts) ? 1 : 0)}}}""");
        context.Response.ContentType = "application/x-ndjson";
        foreach (var line in said) await context.Response.WriteAsync(line + "\n");
        lock (writing) call.Answer = string.Join('\n', said);
        // What is thrown here ends the connection after what was said; an abort could take that back.
        if (Misdeeds.Contains(Misdeed.DiesInExport)) throw new IOException("It died.");
    }

    private async Task SayAsync(HttpContext context, HeardCall call, string answer)
    {
        lock (writing) call.Answer = answer;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer);
    }

    private static async Task BabbleAsync(HttpContext context)
    {
        var some = new string(' ', 1 << 16);
        while (!context.RequestAborted.IsCancellationRequested) await context.Response.WriteAsync(some);
    }

    private static string Write<T>(T answer) => JsonSerializer.Serialize(answer, SystemJson.Options);

    private static T Read<T>(string body) => JsonSerializer.Deserialize<T>(body, SystemJson.Options) ?? throw new JsonException();
}
