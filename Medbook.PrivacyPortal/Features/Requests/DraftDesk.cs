using System.Globalization;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Features.Requests;

/// <summary>The one draft a page works on: it starts with the first answer, and every save names the revision before it.</summary>
public sealed class DraftDesk(
    StartRequest startRequest, SaveDraft saveDraft, DiscardDraft discardDraft, ReadMyRequest readMyRequest, SubmitRequest submitRequest,
    CurrentActor actor)
{
    private Guid revision;

    /// <summary>The draft's identifier; chosen here, so that a second click starts no second draft.</summary>
    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>Whether it is stored.</summary>
    public bool IsKept => revision != Guid.Empty;

    /// <summary>Takes up a draft that was begun before, here or on another device.</summary>
    public async Task<Result<RightsRequest>> OpenAsync(Guid id)
    {
        var read = await readMyRequest.RunAsync(await actor.GetAsync(), id, CancellationToken.None);
        if (!read.IsOk) return read.Problem;
        var draft = read.Value.Request;
        (Id, revision) = (draft.Id, draft.Revision);
        return draft;
    }

    /// <summary>Stores what was written.</summary>
    public async Task<Result<DraftSaved>> KeepAsync(DraftContent content)
    {
        var me = await actor.GetAsync();
        var saved = IsKept
            ? await saveDraft.RunAsync(me, Id, revision, content, CancellationToken.None)
            : await startRequest.RunAsync(me, Id, content, CultureInfo.CurrentUICulture.Name, CancellationToken.None);
        if (saved.IsOk) revision = saved.Value.Revision;
        return saved;
    }

    /// <summary>Sends it.</summary>
    public async Task<Result<Acknowledgement>> SendAsync() => await submitRequest.RunAsync(await actor.GetAsync(), Id, CancellationToken.None);

    /// <summary>Throws it away.</summary>
    public async Task<Result> DiscardAsync() => await discardDraft.RunAsync(await actor.GetAsync(), Id, CancellationToken.None);

    /// <summary>Brings back what was thrown away, as a new draft.</summary>
    public async Task<Result<DraftSaved>> BringBackAsync(DraftContent content)
    {
        (Id, revision) = (Guid.CreateVersion7(), Guid.Empty);
        return await KeepAsync(content);
    }
}
