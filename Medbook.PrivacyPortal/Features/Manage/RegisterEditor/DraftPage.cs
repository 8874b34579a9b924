using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Ui;
using Microsoft.AspNetCore.Components;

namespace Medbook.PrivacyPortal.Features.Manage.RegisterEditor;

/// <summary>A page on what is being written of the register. Every change is saved at once, one after the other, so that none is taken for a colleague's.</summary>
public abstract class DraftPage : ComponentBase, IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    [Inject] private ReadRegisterDraft ReadRegisterDraft { get; set; } = default!;
    [Inject] private SaveRegisterDraft SaveRegisterDraft { get; set; } = default!;
    [Inject] private Guard Guard { get; set; } = default!;
    [Inject] private TimeProvider Clock { get; set; } = default!;

    /// <summary>Who looks.</summary>
    [Inject] protected CurrentActor Who { get; set; } = default!;

    /// <summary>What is being written; null until it was read.</summary>
    protected RegisterDraftView? Draft { get; private set; }

    /// <summary>Why the last change was not taken, or nothing could be read.</summary>
    protected Problem? Problem { get; private set; }

    /// <summary>When the last change was saved (UTC).</summary>
    protected DateTimeOffset? SavedAt { get; private set; }

    /// <summary>Whether whoever looks may write, and can.</summary>
    protected bool MayWrite { get; private set; }

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    /// <summary>Reads the draft.</summary>
    protected virtual async Task LoadAsync()
    {
        var me = await Who.GetAsync();
        MayWrite = RendererInfo.IsInteractive && Guard.Check(me, Permission.SaveRegisterDraft) is null;
        var read = await ReadRegisterDraft.RunAsync(me, CancellationToken.None);
        (Draft, Problem) = (read.Value, read.Problem);
    }

    /// <summary>Changes the draft and saves it.</summary>
    protected async Task WriteAsync(Func<RegisterVersion, RegisterVersion> change)
    {
        await turn.WaitAsync();
        try
        {
            if (Draft is null) return;
            var written = change(Draft.Register);
            var saved = await SaveRegisterDraft.RunAsync(await Who.GetAsync(), Draft.Revision, written, CancellationToken.None);
            Problem = saved.Problem;
            if (!saved.IsOk) return;
            (SavedAt, Draft) = (Clock.GetUtcNow(), Draft with { Register = written, Revision = saved.Value });
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        turn.Dispose();
        GC.SuppressFinalize(this);
    }
}
