using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Infrastructure.Scheduling;
using Medbook.PrivacyPortal.Jobs;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Tests.Operations.Copies;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Jobs;

public abstract class MakeCopiesAtOnceTests(Provider provider) : MadeCopyTests(provider)
{
    private const int AtOnce = 2;

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [.. base.MoreSettings, new("Copies:AtOnce", $"{AtOnce}")];

    protected override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        services.AddSingleton<MakeCopiesAtOnce>();
    }

    [Fact]
    public async Task Copies_are_made_as_soon_as_they_are_asked_for_and_never_more_than_two_at_once()
    {
        var (now, most, gate) = (0, 0, new Lock());
        Log.OnLine = line =>
        {
            lock (gate)
            {
                if (line.Contains(": claimed, try ", StringComparison.Ordinal)) most = Math.Max(most, ++now);
                if (line.Contains(": finished, ", StringComparison.Ordinal)) now--;
            }
        };
        var makers = Services.GetRequiredService<MakeCopiesAtOnce>();
        await makers.StartAsync(None);

        for (var i = 0; i < 5; i++)
        {
            var person = await AddPersonAsync($"person{i}@example.org");
            await Task.WhenAll(AskAsync(CopyKind.Access, person), AskAsync(CopyKind.Portability, person));
        }
        await Waiting.UntilAsync(() => ReadAsync(async db => await db.Runs.CountAsync(r => r.State == RunState.Done) == 10));
        await makers.StopAsync(None);

        Assert.InRange(most, 1, AtOnce);
        Assert.Equal(10, await ReadAsync(db => db.Copies.CountAsync(c => c.State == CopyState.Ready)));
    }

    [Fact]
    public async Task A_fault_in_one_copy_does_not_keep_the_next_one_from_being_made()
    {
        var broken = await AskAsync();
        Log.OnLine = line =>
        {
            if (line.Contains($"Copy {broken}: file ", StringComparison.Ordinal)) throw new InvalidOperationException("broken");
        };
        var makers = Services.GetRequiredService<MakeCopiesAtOnce>();
        await makers.StartAsync(None);
        await Waiting.UntilAsync(() => Task.FromResult(Log.Lines.Contains("A copy could not be made; it begins anew.")));

        var next = await AskAsync(CopyKind.Portability);
        await Waiting.UntilAsync(async () => (await RowAsync(next)).State == CopyState.Ready);
        await makers.StopAsync(None);

        Assert.Equal(CopyState.Making, (await RowAsync(broken)).State);
    }

    [Fact]
    public async Task A_tick_wakes_the_makers_for_a_copy_whose_bell_nobody_heard()
    {
        var bell = Services.GetRequiredService<RunBell>();
        var makers = Services.GetRequiredService<MakeCopiesAtOnce>();
        var id = await AskAsync();
        Log.OnLine = line =>
        {
            if (line.Contains(": file ", StringComparison.Ordinal)) throw new InvalidOperationException("killed");
        };
        await Assert.ThrowsAnyAsync<Exception>(() => Get<MakeCopy>().RunAsync(Actor.Portal, None));
        Log.OnLine = null;
        await makers.StartAsync(None);

        Clock.Advance(Run.LeaseTime);
        await new MakeCopies(bell).Execute(null!, None);
        await Waiting.UntilAsync(async () => (await RowAsync(id)).State == CopyState.Ready);
        await makers.StopAsync(None);
    }

    public sealed class OnSqlite() : MakeCopiesAtOnceTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : MakeCopiesAtOnceTests(Provider.PostgreSql);
}
