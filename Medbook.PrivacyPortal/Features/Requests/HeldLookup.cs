using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Features.Requests;

/// <summary>What is held about the person, counted once for all steps of a page. Whoever did not prove themselves again asks without it.</summary>
public sealed class HeldLookup(ReadHeldData readHeldData, CurrentActor actor)
{
    private Task<Result<HeldData>>? reading;

    /// <summary>The counts, or why there are none.</summary>
    public Task<Result<HeldData>> GetAsync() => reading ??= ReadAsync();

    private async Task<Result<HeldData>> ReadAsync() => await readHeldData.RunAsync(await actor.GetAsync(), CancellationToken.None);
}
