using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Retention;
using Medbook.PrivacyPortal.Operations.Retention;
using Medbook.PrivacyPortal.Tests.Support.Systems;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Systems;

/// <summary>Mailings are kept for four years after they were sent. Today is 2 March 2026.</summary>
public sealed class SweepSystemTests : SystemTests
{
    protected override string MapJson => NewsletterMap.WithPeriod("4 years");

    [Fact]
    public async Task What_ended_goes_for_everybody_and_the_calendar_says_what_comes()
    {
        News.Tables["mailings"].With(2, 7, "2022-03-01T22:30:00Z", "Late evening", null, null).With(2, 8, "2022-03-01T23:30:00Z", "Next day here", null, null);
        Assert.Null((await Get<PlanSweep>().RunAsync(Officer, None)).Problem);
        var sweep = await SweepAsync(s => s.Open == true);
        var line = Assert.Single(sweep.Lines);
        Assert.Equal(("mailings", new DateOnly(2022, 3, 1), 2L), (line.Dataset, line.LastStart, line.Count));
        Assert.Equal(["1&9", "2&7"], line.Samples);
        Assert.Null((await Get<ApproveSweep>().RunAsync(Officer, sweep.Id, sweep.Revision, None)).Problem);

        Assert.True((await Get<CarryOutSweep>().RunAsync(Actor.Portal, None)) is { Problem: null, Value: true });

        Assert.Equal((ErasurePlanState.Done, null), ((await SweepAsync(s => s.Id == sweep.Id)).State, (await SweepAsync(s => s.Id == sweep.Id)).Open));
        Assert.Equal(["1&10", "1&11", "2&1", "2&8"], Keys("mailings").Order());
        var calendar = (await Get<ReadRetentionCalendar>().RunAsync(Officer, None)).Value!;
        Assert.Empty(calendar.Missing);
        Assert.Equal([1L, .. Enumerable.Repeat(0L, ReadRetentionCalendar.MonthCount - 1)], Assert.Single(calendar.Rows).Counts);
    }

    private Task<RetentionSweep> SweepAsync(System.Linq.Expressions.Expression<Func<RetentionSweep, bool>> which) => ReadAsync(db => db.RetentionSweeps.SingleAsync(which));
}
