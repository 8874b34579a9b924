using System.Text.Json;
using System.Text.Json.Serialization;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Features.Manage.Triage.Handling;

/// <summary>One form on the desk: its words, the identifier they will be sent under, and how they are kept until then.</summary>
/// <typeparam name="T">The words; equal to a new one where nothing was written.</typeparam>
public sealed class UnsentForm<T> : IAsyncDisposable where T : class, new()
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        IgnoreReadOnlyProperties = true, Converters = { new JsonStringEnumConverter() },
    };

    private static readonly string Nothing = JsonSerializer.Serialize(new T(), Options);

    private readonly Keeper<string> keeper;

    /// <summary>An empty form.</summary>
    /// <param name="save">Keeps its text under an identifier; an empty text is put away.</param>
    /// <param name="clock">Measures the pause in typing.</param>
    /// <param name="onPage">Runs on the page's own thread, and draws it again.</param>
    /// <param name="broken">Told about an accident.</param>
    public UnsentForm(
        Func<Guid, string, Task<Result<DateTimeOffset>>> save, TimeProvider clock, Func<Func<Task>, Task> onPage, Action<Exception> broken) =>
        keeper = new Keeper<string>(text => save(SendAs, text == Nothing ? "" : text), clock, onPage, broken);

    /// <summary>What was written; whoever changes it says so with <see cref="Changed"/>.</summary>
    public T Words { get; private set; } = new();

    /// <summary>The identifier it is sent under, chosen once, so that a second click sends no second one.</summary>
    public Guid SendAs { get; private set; } = Guid.CreateVersion7();

    /// <summary>Whether nothing was written.</summary>
    public bool IsEmpty => JsonSerializer.Serialize(Words, Options) == Nothing;

    /// <summary>When it was kept last (UTC); null as long as it was not.</summary>
    public DateTimeOffset? SavedAt => keeper.SavedAt;

    /// <summary>Why it was not kept; null where it was.</summary>
    public Problem? Problem => keeper.Problem;

    /// <summary>Takes up what was kept before. What an older version of the portal kept in another form is left out.</summary>
    public void Load(UnsentText kept)
    {
        try
        {
            (Words, SendAs) = (JsonSerializer.Deserialize<T>(kept.Text, Options) ?? new T(), kept.SendAs);
        }
        catch (JsonException)
        {
            Words = new T();
        }
    }

    /// <summary>Something was written: it is kept after a pause in typing.</summary>
    public void Changed() => keeper.Later(JsonSerializer.Serialize(Words, Options));

    /// <summary>Keeps what is waiting now.</summary>
    public Task KeepAsync() => keeper.NowAsync();

    /// <summary>It was sent: the next one begins.</summary>
    public void Sent()
    {
        keeper.Forget();
        (Words, SendAs) = (new T(), Guid.CreateVersion7());
    }

    /// <summary>Keeps what is waiting and stops.</summary>
    public ValueTask DisposeAsync() => keeper.DisposeAsync();
}
