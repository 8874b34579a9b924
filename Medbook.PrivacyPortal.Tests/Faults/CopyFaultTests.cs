using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Tests.Operations.Copies;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>
/// Base of tests on copies that go wrong: Ada has enough records for several lines of progress, the clinic lies elsewhere
/// than the portal's data, and worker processes have a temporary folder of their own.
/// </summary>
public abstract class CopyFaultTests(Provider provider, Provider? clinic = null) : MadeCopyTests(provider, clinic)
{
    private readonly string elsewhere = TestFolders.Create("elsewhere");

    /// <summary>The temporary folder of worker processes.</summary>
    protected string Temporary { get; } = TestFolders.Create("tmp");

    protected override string ClinicFolder => elsewhere;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        TestFolders.Delete(elsewhere);
        TestFolders.Delete(Temporary);
    }

    protected override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        services.AddLogging(logging => logging.AddFilter("Microsoft", LogLevel.Warning));
    }

    /// <summary>Gives a member of the clinic more visits, each with a text that is as long as asked.</summary>
    protected Task AddVisitsAsync(int count, int member = 1, int textLength = 0, string marker = "") => RunInClinicAsync($"""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
        INSERT INTO visits SELECT {member * 1_000_000} + i, {member}, '2026-01-05', '25.50', '{marker}{new string('x', textLength)}', NULL FROM n
        """);

    /// <summary>Gives Ada more log lines.</summary>
    protected Task AddLogsAsync(int count, string marker = "line") => RunInClinicAsync($"""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
        INSERT INTO logs SELECT 1000000 + i, 1, '{marker} ' || i FROM n
        """);

    /// <summary>An order to a worker process that begins now.</summary>
    private protected WorkerOrder Order(WorkerAct act, params IReadOnlyList<StopPoint> stops) =>
        new(Database.Provider, Database.ConnectionString, Database.Folder, new(MoreSettings), Now, act)
        {
            Subject = Ada.Subject!.Value.Value, Stops = stops,
        };

    private protected CopyProcess Start(WorkerOrder order, long? mostFileBytes = null) => CopyProcess.Start(order, Temporary, mostFileBytes);

    /// <summary>Kills a worker where it is told to stop.</summary>
    private protected async Task KillAsync(WorkerOrder order)
    {
        await using var worker = Start(order);
        await worker.ReachAsync(order.Stops[0]);
        await worker.KillAsync();
    }

    /// <summary>The copy is there once: whole, signed, told and written down once.</summary>
    protected async Task<DataCopy> AssertMadeOnceAsync(Guid id)
    {
        var copy = await RowAsync(id);
        Assert.Equal((CopyState.Ready, RunState.Done), (copy.State, (await RunOfAsync(id)).State));
        await AssertGenuineAsync(id);
        Assert.Single(await MailsAsync(), mail => mail.Body.Contains(id.ToString(), StringComparison.Ordinal));
        Assert.Equal(1, await AuditedAsync(id, AuditAction.CopyMade));
        return copy;
    }

    /// <summary>What the person downloads is what was written, and this portal signed it.</summary>
    protected async Task AssertGenuineAsync(Guid id)
    {
        var opened = await Get<OpenCopy>().RunAsync(Ada, id, None);
        Assert.Null(opened.Problem);
        await using var content = opened.Value!;
        Assert.Empty((await Get<VerifyCopy>().RunAsync(TestActors.Operator(), content.Content, None)).Value!);
    }

    protected Task<int> AuditedAsync(Guid id, AuditAction action) =>
        ReadAsync(db => db.AuditEntries.CountAsync(e => e.Reference == id.ToString() && e.Action == action));

    /// <summary>
    /// After the job that removes bytes: every file on the disk belongs to a copy that is ready, what was destroyed has
    /// neither byte nor key, nothing is half-written, and no folder holds anything else.
    /// </summary>
    protected async Task AssertTidyAsync()
    {
        Assert.True((await Get<RemoveVaultBytes>().RunAsync(Actor.Portal, None)).IsOk);
        var files = await ReadAsync(db => db.VaultFiles.ToListAsync());
        var ready = await ReadAsync(db => db.Copies.Where(c => c.State == CopyState.Ready).Select(c => c.FileId).ToListAsync());
        Assert.All(files, file => Assert.Equal(ready.Contains(file.Id) ? VaultFileState.Ready : VaultFileState.Destroyed, file.State));
        Assert.All(files, file => Assert.Equal(file.State == VaultFileState.Ready, file.WrappedKey is not null));
        Assert.All(files.Where(file => file.State == VaultFileState.Destroyed), file => Assert.NotNull(file.BytesGoneAt));
        Assert.Equal(ready.Order(), Vault.StoredIds().Order());
        Assert.Empty(Directory.EnumerateFileSystemEntries(Temporary));
        Assert.All(
            Directory.EnumerateFileSystemEntries(Database.Folder).Select(Path.GetFileName),
            name => Assert.Contains(name, new[] { "vault", "datamap.json", "portal.db", "portal.db-wal", "portal.db-shm" }));
    }
}
