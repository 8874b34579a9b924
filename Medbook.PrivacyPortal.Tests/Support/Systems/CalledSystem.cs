using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Medbook.PrivacyPortal.Tests.Support.Systems;

/// <summary>A call that arrived with a right signature.</summary>
internal sealed record TakenCall(string IdempotencyKey, string Body)
{
    private JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Kind => Json.GetProperty("kind").GetString()!;

    public string Source => Json.GetProperty("source").GetString()!;

    public string Person => Json.GetProperty("person").GetString()!;

    public string Id => Json.GetProperty("id").GetString()!;

    public DateTimeOffset At => Json.GetProperty("at").GetDateTimeOffset();
}

/// <summary>
/// The webhook of one of Medbook's own systems, on a port of this machine. It checks signatures as <c>.docs/api.md</c> says it, and uses nothing
/// of how the portal signs.
/// </summary>
internal sealed class CalledSystem : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TimeProvider clock;
    private readonly List<TakenCall> taken = [];

    private CalledSystem(WebApplication app, TimeProvider clock)
    {
        (this.app, this.clock) = (app, clock);
        app.MapPost("/crm/changes", TakeAsync);
        app.Map("/elsewhere", () => WasSentElsewhere = true);
    }

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = StatusCodes.Status204NoContent;

    /// <summary>Whether it takes a call and never answers.</summary>
    public bool SwallowsAnswers { get; set; }

    /// <summary>Whether anybody followed a redirect.</summary>
    public bool WasSentElsewhere { get; private set; }

    /// <summary>How many calls were not signed as they have to be.</summary>
    public int Unsigned { get; private set; }

    public IReadOnlyList<TakenCall> Taken
    {
        get { lock (taken) return [.. taken]; }
    }

    /// <summary>The settings that lead to it: it is the crm, and the mailer, too, which hears of another source's persons only.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings =>
        [.. TestSystems.Settings, .. ((string[])["crm", "mailer"]).SelectMany(WebhookOf)];

    public static async Task<CalledSystem> StartAsync(TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var system = new CalledSystem(builder.Build(), clock);
        await system.app.StartAsync();
        return system;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IEnumerable<KeyValuePair<string, string?>> WebhookOf(string system) =>
        [new($"Api:Systems:{system}:Webhook", $"{app.Urls.Single()}/crm/changes"), new($"Api:Systems:{system}:Secret", TestSystems.CrmSecret)];

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        if (!IsSigned(context.Request, body))
        {
            Unsigned++;
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        lock (taken) taken.Add(new TakenCall(context.Request.Headers["Idempotency-Key"].ToString(), body));
        if (SwallowsAnswers) await Task.Delay(Timeout.Infinite, context.RequestAborted);
        context.Response.StatusCode = Status;
        context.Response.Headers.Location = "/elsewhere";
    }

    private bool IsSigned(HttpRequest request, string body)
    {
        var time = request.Headers["Medbook-Timestamp"].ToString();
        if (!long.TryParse(time, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(clock.GetUtcNow().ToUnixTimeSeconds() - seconds) > 300) return false;
        var text = $"v1\n{time}\n{request.Path.Value}\n{request.Headers["Idempotency-Key"]}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}";
        var wanted = "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(TestSystems.CrmSecret), Encoding.UTF8.GetBytes(text)));
        return request.ContentType == "application/json"
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(wanted), Encoding.UTF8.GetBytes(request.Headers["Medbook-Signature"].ToString()));
    }
}
