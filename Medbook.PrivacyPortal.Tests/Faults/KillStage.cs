using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>One portal on which copies are killed one after the other.</summary>
public sealed class KillStage(Provider provider) : CopyFaultTests(provider)
{
    private static readonly CopyKind[] Kinds = [CopyKind.Access, CopyKind.Portability];

    private readonly Dictionary<CopyKind, Dictionary<string, int>> times = [];
    private readonly Dictionary<CopyKind, string> whole = [];

    /// <summary>How often a copy of each kind comes to each phase.</summary>
    internal IReadOnlyDictionary<CopyKind, Dictionary<string, int>> Times => times;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddVisitsAsync(2000);
        await AddLogsAsync(1000);
        foreach (var kind in Kinds)
        {
            var id = await AskAsync(kind);
            await using var worker = Start(Order(WorkerAct.MakeCopies));
            times[kind] = (await worker.EndAsync()).Phases;
            whole[kind] = ContentOf(await AssertMadeOnceAsync(id));
            Clock.Advance(TimeSpan.FromMinutes(10));
        }
    }

    /// <summary>Kills a copy's makers one after the other, makes it then, and looks at what is there.</summary>
    internal async Task KillAsync(KilledCopy plan)
    {
        var id = await AskAsync(plan.Kind);
        foreach (var point in plan.Kills)
        {
            await KillAsync(Order(WorkerAct.MakeCopies, point));
            // Nobody takes it over before its lease is over.
            if ((await RunOfAsync(id)).LeasedUntil > Now) Assert.False(await MakeAsync());
            Clock.Advance(TimeSpan.FromMinutes(10));
        }
        while (await MakeAsync()) { }

        var copy = await AssertMadeOnceAsync(id);
        Assert.Equal(whole[plan.Kind], ContentOf(copy));
        await AssertTidyAsync();
    }

    /// <summary>Everything expires, and nothing is left.</summary>
    internal async Task EndAsync()
    {
        Clock.Advance(TimeSpan.FromDays(8));
        await ExpireAsync();
        await AssertNothingLeftButAsync(null);
        await AssertTidyAsync();
    }

    /// <summary>A person calls off a copy that is being made, and the maker dies while it stops, or before.</summary>
    internal async Task KillWhileCancelledAsync(StopPoint cancelledAt, StopPoint killedAt)
    {
        var id = await AskAsync();
        await using (var worker = Start(Order(WorkerAct.MakeCopies, cancelledAt, killedAt)))
        {
            await worker.ReachAsync(cancelledAt);
            Assert.True((await Get<CancelCopy>().RunAsync(Ada, id, None)).IsOk);
            worker.GoOn();
            await worker.ReachAsync(killedAt);
            await worker.KillAsync();
        }
        await AssertEndsAsync(id, CopyState.Cancelled);
    }

    /// <summary>The portal dies while it writes down that a person calls off or throws away a copy, or that one expired.</summary>
    /// <param name="act">What it does.</param>
    /// <param name="killedAt">Where it dies.</param>
    /// <param name="state">How the copy ends.</param>
    internal async Task KillWhileEndingAsync(WorkerAct act, StopPoint killedAt, CopyState state)
    {
        var id = await AskAsync();
        if (act != WorkerAct.CancelCopy) Assert.True(await MakeAsync());
        if (act == WorkerAct.ExpireCopies) Clock.Advance(TimeSpan.FromDays(8));
        await KillAsync(Order(act, killedAt) with { Copy = id });
        var isWritten = killedAt.Phase.EndsWith(" committed", StringComparison.Ordinal);
        Assert.Equal(isWritten, (await RowAsync(id)).State == state);
        Assert.Equal(isWritten ? 1 : 0, await AuditedAsync(id, ActionOf(state)));

        // Who was not answered does it again.
        if (act == WorkerAct.CancelCopy) Assert.True((await Get<CancelCopy>().RunAsync(Ada, id, None)).IsOk);
        if (act == WorkerAct.DiscardCopy && !isWritten) Assert.True((await Get<DiscardCopy>().RunAsync(Ada, id, None)).IsOk);
        await AssertEndsAsync(id, state);
    }

    /// <summary>The job that removes bytes dies after it removed them, before it wrote that down.</summary>
    internal async Task KillWhileBytesAreRemovedAsync()
    {
        var id = await AskAsync();
        await KillAsync(Order(WorkerAct.MakeCopies, new StopPoint("file completed")));
        Assert.True((await Get<CancelCopy>().RunAsync(Ada, id, None)).IsOk);
        Clock.Advance(TimeSpan.FromMinutes(10));
        // The maker that takes over dies as well, right after the key is gone.
        await KillAsync(Order(WorkerAct.MakeCopies, new StopPoint("CopyStopped committed")));
        Assert.Single(Vault.StoredIds());

        await KillAsync(Order(WorkerAct.RemoveBytes, new StopPoint("bytes gone saving")));
        Assert.Empty(Vault.StoredIds());
        await AssertEndsAsync(id, CopyState.Cancelled);
    }

    private async Task AssertEndsAsync(Guid id, CopyState state)
    {
        Clock.Advance(TimeSpan.FromMinutes(10));
        while (await MakeAsync()) { }
        await ExpireAsync();
        Assert.Equal(state, (await RowAsync(id)).State);
        Assert.Equal(1, await AuditedAsync(id, ActionOf(state)));
        await AssertTidyAsync();
        var file = (await RowAsync(id)).FileId;
        Assert.DoesNotContain(Vault.StoredIds(), stored => stored == file);
        Assert.NotNull((await Get<OpenCopy>().RunAsync(Ada, id, None)).Problem);
    }

    private async Task ExpireAsync() => Assert.Null((await Get<ExpireCopies>().RunAsync(Actor.Portal, None)).Problem);

    private static AuditAction ActionOf(CopyState state) => state switch
    {
        CopyState.Cancelled => AuditAction.CopyCancelled,
        CopyState.Discarded => AuditAction.CopyDiscarded,
        CopyState.Expired => AuditAction.CopyExpired,
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    // The clinic does not change; what the portal itself knows grows with every copy.
    private static string ContentOf(DataCopy copy) => string.Join('\n', copy.Fingerprints.Where(print => print.Source == "clinic"));
}
