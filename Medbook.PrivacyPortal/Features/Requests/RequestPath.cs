using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Ui;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Features.Requests;

/// <summary>
/// The way from the first question to the sent request: what was answered, where somebody stands on it, and what is wrong. Its steps
/// change the form and say so; everything is saved on the way.
/// </summary>
public sealed class RequestPath(
    DraftDesk desk, HeldLookup held, ReadRegister readRegister, CurrentActor actor, TimeProvider clock,
    IStringLocalizer<RequestsTexts> texts, ILogger<RequestPath> log) : IAsyncDisposable
{
    /// <summary>The step that sends.</summary>
    public const int Last = 3;

    private Keeper<DraftContent>? keeper;
    private Func<Func<Task>, Task> page = work => work();
    private Problem? problem;
    private bool sending, closed;

    /// <summary>What was answered.</summary>
    public RequestForm Form { get; } = new();

    /// <summary>The draft behind it.</summary>
    public DraftDesk Desk => desk;

    /// <summary>What is held about the person.</summary>
    public HeldLookup Held => held;

    /// <summary>The register in force; null until it was read.</summary>
    public RegisterVersion? Register { get; private set; }

    /// <summary>Where somebody stands, counted from 0.</summary>
    public int Step { get; private set; }

    /// <summary>What is wrong with the answers of this step.</summary>
    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    /// <summary>Why it does not go on, or why the last save was not taken.</summary>
    public Problem? Problem => problem ?? keeper?.Problem;

    /// <summary>Whether a file is coming: until it is there the path does not go on.</summary>
    public bool IsFileComing { get; private set; }

    /// <summary>Whether something can show what is asked: a correction, a reason, a situation.</summary>
    public bool TakesEvidence => Form.Kind switch
    {
        RequestKind.Rectification or RequestKind.Erasure or RequestKind.Restriction or RequestKind.Complaint => true,
        RequestKind.Objection => !Form.Details.DirectMarketing,
        _ => false,
    };

    /// <summary>Number of an accident after which nothing is lost; null where there was none.</summary>
    public string? Accident { get; private set; }

    /// <summary>When it was saved last (UTC).</summary>
    public DateTimeOffset? SavedAt => keeper?.SavedAt;

    /// <summary>The draft is stored for the first time: its address is worth keeping.</summary>
    public event Action? Started;

    /// <summary>Takes up a draft, or what a link says.</summary>
    /// <param name="draft">The draft; null where a link begins a new one.</param>
    /// <param name="link">Fills in the form of a new one.</param>
    /// <param name="onPage">Runs on the page's own thread, and draws it again.</param>
    /// <returns>The draft that was opened, as it is now; or why not.</returns>
    public async Task<Result<RightsRequest>?> OpenAsync(Guid? draft, Action<RequestForm> link, Func<Func<Task>, Task> onPage)
    {
        var read = await readRegister.RunAsync(await actor.GetAsync(), CancellationToken.None);
        var opened = draft is { } id ? await desk.OpenAsync(id) : null;
        if (opened?.Value is { } kept) Form.Load(kept);
        if (draft is null) link(Form);
        problem = read.Problem ?? opened?.Problem;
        if (Form.Activities.RemoveWhere(activity => read.Value?.Find(activity) is null) > 0) problem ??= new UnknownActivity();
        (page, keeper) = (onPage, new Keeper<DraftContent>(KeepAsync, clock, onPage, Broke));
        (Register, Step) = (read.Value, Form.FirstStep);
        return opened;
    }

    /// <summary>What is wrong with the answer of a field; null where nothing is.</summary>
    public string? ErrorOf(string field) => Errors.FirstOrDefault(error => error.FieldId == field)?.Text;

    /// <summary>Saves after a pause: something is being typed.</summary>
    public void SaveLater() => keeper!.Later(Form.Content!);

    /// <summary>Saves now: something was chosen.</summary>
    public Task SaveNowAsync()
    {
        SaveLater();
        return page(keeper!.NowAsync);
    }

    /// <summary>Goes to the next step, or sends at the last.</summary>
    /// <returns>Whether the request was sent.</returns>
    public async Task<bool> NextAsync()
    {
        if (IsFileComing) return false;
        problem = Form.Kind is null ? new KindMissing() : null;
        Errors = [.. Form.Faults(Step, texts)];
        if (problem is not null || Errors.Count > 0) return false;
        if (Step == Last) return await SendAsync();
        await GoAsync(Step + 1);
        return false;
    }

    /// <summary>Goes to a step, once what was answered is saved.</summary>
    public async Task GoAsync(int to)
    {
        if (IsFileComing) return;
        Errors = [];
        await SaveNowAsync();
        if (keeper!.Problem is null) Step = to;
    }

    /// <summary>A file begins to come, or is there.</summary>
    public Task WaitForFileAsync(bool isComing) => page(() =>
    {
        IsFileComing = isComing;
        return Task.CompletedTask;
    });

    /// <summary>Throws the draft away; what waits to be saved is forgotten.</summary>
    /// <returns>Whether it is gone.</returns>
    public async Task<bool> DiscardAsync()
    {
        keeper!.Forget();
        problem = (await desk.DiscardAsync()).Problem;
        return problem is null;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // By the page that is left, and by the circuit that ends.
        if (closed) return;
        (closed, Started) = (true, null);
        if (keeper is not null) await keeper.DisposeAsync();
    }

    private async Task<bool> SendAsync()
    {
        if (sending) return false;
        sending = true;
        await SaveNowAsync();
        var sent = keeper!.IsSaved ? await desk.SendAsync() : null;
        problem = sent?.Problem;
        sending = false;
        return sent?.IsOk == true;
    }

    private async Task<Result<DateTimeOffset>> KeepAsync(DraftContent content)
    {
        var isNew = !desk.IsKept;
        var saved = await desk.KeepAsync(content);
        Accident = null;
        if (saved.IsOk && isNew) Started?.Invoke();
        return saved.IsOk ? saved.Value.At : saved.Problem;
    }

    private void Broke(Exception e)
    {
        Accident = ErrorNumber.Current();
        log.LogError(e, "A draft could not be saved: {Number}", Accident);
    }
}
