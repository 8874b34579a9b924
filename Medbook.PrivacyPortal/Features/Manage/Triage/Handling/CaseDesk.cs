using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;

namespace Medbook.PrivacyPortal.Features.Manage.Triage.Handling;

/// <summary>
/// An officer's desk in one case: what was written and not sent yet. It is kept on the server as it is typed, for that officer alone, so
/// that a lost circuit, a restart or a faster colleague loses no word.
/// </summary>
public sealed class CaseDesk : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> forms = [];

    /// <summary>An empty desk.</summary>
    /// <param name="save">Keeps one text.</param>
    /// <param name="clock">Measures pauses in typing.</param>
    /// <param name="onPage">Runs on the page's own thread, and draws it again.</param>
    /// <param name="broken">Told about an accident.</param>
    public CaseDesk(
        Func<UnsentKind, Guid, string, Task<Result<DateTimeOffset>>> save, TimeProvider clock, Func<Func<Task>, Task> onPage, Action<Exception> broken)
    {
        Note = Form<NoteWords>(UnsentKind.Note);
        Message = Form<MessageWords>(UnsentKind.Message);
        Extension = Form<ExtensionWords>(UnsentKind.Extension);
        Fee = Form<FeeWords>(UnsentKind.Fee);
        Weighing = Form<WeighingWords>(UnsentKind.Weighing);
        Decision = Form<DecisionWords>(UnsentKind.Decision);

        UnsentForm<T> Form<T>(UnsentKind kind) where T : class, new()
        {
            var form = new UnsentForm<T>((sendAs, text) => save(kind, sendAs, text), clock, onPage, broken);
            forms.Add(form);
            return form;
        }
    }

    public UnsentForm<NoteWords> Note { get; }

    public UnsentForm<MessageWords> Message { get; }

    public UnsentForm<ExtensionWords> Extension { get; }

    public UnsentForm<FeeWords> Fee { get; }

    public UnsentForm<WeighingWords> Weighing { get; }

    public UnsentForm<DecisionWords> Decision { get; }

    /// <summary>Takes up what was kept before, here or on another device.</summary>
    public void Load(IEnumerable<UnsentText> kept)
    {
        foreach (var text in kept)
        {
            Action<UnsentText> load = text.Kind switch
            {
                UnsentKind.Note => Note.Load,
                UnsentKind.Message => Message.Load,
                UnsentKind.Extension => Extension.Load,
                UnsentKind.Fee => Fee.Load,
                UnsentKind.Weighing => Weighing.Load,
                UnsentKind.Decision => Decision.Load,
            };
            load(text);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var form in forms) await form.DisposeAsync();
    }
}
