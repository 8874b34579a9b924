using System.Diagnostics;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>The portal as it is served is killed while its jobs make a copy, and started again.</summary>
public abstract class RestartedPortalTests(Provider provider) : CopyFaultTests(provider)
{
    // A copy that is made before it was seen being made proves nothing: another one is asked for.
    private const int MostCopies = 5;

    [Fact]
    public async Task A_copy_that_the_portal_was_killed_over_is_made_once_it_is_started_again()
    {
        await AddLogsAsync(100_000);
        var id = Guid.Empty;
        for (var i = 0; i < MostCopies && (id == Guid.Empty || (await RowAsync(id)).State != CopyState.Making); i++)
        {
            id = await AskAsync();
            await ServeUntilAsync(id, CopyState.Making);
        }
        Assert.Equal((CopyState.Making, RunState.Running), ((await RowAsync(id)).State, (await RunOfAsync(id)).State));
        var abandoned = (await RowAsync(id)).FileId;

        // The minute of the lease goes by.
        await ReadAsync(db => db.Runs.ExecuteUpdateAsync(run => run.SetProperty(r => r.LeasedUntil, DateTimeOffset.UnixEpoch)));
        await ServeUntilAsync(id, CopyState.Ready);

        var copy = await RowAsync(id);
        Assert.Equal((CopyState.Ready, CopyStatus.Complete), (copy.State, copy.Completeness));
        Assert.Equal((RunState.Done, 2), ((await RunOfAsync(id)).State, (await RunOfAsync(id)).Tries));
        Assert.NotEqual(abandoned, copy.FileId);
        Assert.Single(await MailsAsync(), mail => mail.Body.Contains(id.ToString(), StringComparison.Ordinal));
        Assert.Equal(1, await AuditedAsync(id, AuditAction.CopyMade));
        await AssertTidyAsync();
        await using var archive = await Vault.OpenReadAsync(await ReadAsync(db => db.VaultFiles.SingleAsync(file => file.Id == copy.FileId)), None);
        await AssertGenuineAsync(archive);
    }

    private async Task ServeUntilAsync(Guid id, CopyState state)
    {
        using var portal = Portal();
        var waited = Stopwatch.StartNew();
        Assert.True(
            await portal.RunAndKillAsync(async () => (await RowAsync(id)).State >= state || waited.Elapsed > TimeSpan.FromMinutes(3), "serve"),
            "The portal did not start.");
    }

    public sealed class OnSqlite() : RestartedPortalTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : RestartedPortalTests(Provider.PostgreSql);
}
