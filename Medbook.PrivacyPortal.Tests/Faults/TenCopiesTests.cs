using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>Many copies are asked for at once.</summary>
public sealed class TenCopiesTests(ITestOutputHelper output) : CopyFaultTests(Provider.Sqlite)
{
    private const int People = 10, Rows = 20_000;

    /// <summary>How much more memory ten copies may need than one: they wait for each other.</summary>
    private const double Most = 1.5;

    [Fact]
    public async Task Ten_copies_of_twenty_thousand_rows_need_little_more_memory_than_one()
    {
        await AddLogsAsync(Rows);
        await AskAsync();
        var one = await MakeElsewhereAsync();

        for (var member = 3; member < 3 + People; member++)
        {
            await RunInClinicAsync($"INSERT INTO members VALUES ({member}, 'person{member}@example.org', 'Person', 'hash', 1)");
            await AddLogsAsync(Rows, member: member);
            await AskAsync(CopyKind.Access, await LinkedAsync($"person{member}@example.org"));
        }
        var ten = await MakeElsewhereAsync();

        Assert.Equal(1 + People, await ReadAsync(db => db.Runs.CountAsync(run => run.State == RunState.Done && run.Tries == 1)));
        Assert.Equal(1 + People, await ReadAsync(db => db.Copies.CountAsync(copy => copy.State == CopyState.Ready && copy.Records > Rows)));
        output.WriteLine($"Ten copies: {ten >> 20} MB at most; one: {one >> 20} MB.");
        Assert.True(ten < one * Most, $"Ten copies: {ten >> 20} MB at most; one: {one >> 20} MB.");
        await AssertTidyAsync();
    }

    private async Task<long> MakeElsewhereAsync()
    {
        await using var worker = Start(Order(WorkerAct.MakeCopies) with { AtOnce = Services.GetRequiredService<PortalSettings>().Copies.AtOnce });
        return (await worker.EndAsync()).Peak;
    }
}
