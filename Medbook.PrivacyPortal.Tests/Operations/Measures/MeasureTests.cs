using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Measures;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Measures;
using Medbook.PrivacyPortal.Tests.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Measures;

/// <summary>A measure of 2 March 2026 that is looked at every six months.</summary>
public sealed class MeasureTests() : CaseTests(Provider.Sqlite)
{
    private static readonly MeasurePlan Plan = new("Encrypted backups", "Every night.", "IT security", 6);

    [Fact]
    public async Task It_is_added_once_and_its_first_review_is_due_after_the_months_of_its_plan()
    {
        var id = Guid.CreateVersion7();
        Assert.True((await Get<AddMeasure>().RunAsync(Officer, id, Plan, None)).IsOk);
        Assert.True((await Get<AddMeasure>().RunAsync(Officer, id, Plan, None)).IsOk);

        var measure = Assert.Single((await Get<ListMeasures>().RunAsync(TestActors.Auditor(), None)).Value!);
        Assert.Equal((new DateOnly(2026, 9, 2), null), (measure.NextReviewOn, measure.Last));
    }

    [Fact]
    public async Task A_plan_without_name_or_owner_or_with_too_many_months_is_refused()
    {
        Assert.IsType<MeasureTitleMissing>((await Get<AddMeasure>().RunAsync(Officer, Guid.NewGuid(), Plan with { Title = " " }, None)).Problem);
        Assert.IsType<MeasureOwnerMissing>((await Get<AddMeasure>().RunAsync(Officer, Guid.NewGuid(), Plan with { Owner = "" }, None)).Problem);
        Assert.IsType<MeasureMonthsUnfit>((await Get<AddMeasure>().RunAsync(Officer, Guid.NewGuid(), Plan with { EveryMonths = 0 }, None)).Problem);
        Assert.IsType<MeasureMonthsUnfit>((await Get<AddMeasure>().RunAsync(Officer, Guid.NewGuid(), Plan with { EveryMonths = 37 }, None)).Problem);
        Assert.IsType<NotPermitted>((await Get<AddMeasure>().RunAsync(TestActors.Auditor(), Guid.NewGuid(), Plan, None)).Problem);
    }

    [Fact]
    public async Task The_officers_are_told_once_per_day_of_review_and_a_review_plans_the_next()
    {
        await AddStaffAsync("officer@example.org");
        var id = await AddAsync();
        Clock.Advance(TimeSpan.FromDays(183));
        Assert.Equal(0, await RemindAsync());
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((1, 0), (await RemindAsync(), await RemindAsync()));
        var mail = await ReadAsync(db => db.OutgoingMails.SingleAsync());
        Assert.Equal(("officer@example.org", "A security measure is due for review"), (mail.To, mail.Subject));
        Assert.Contains("Encrypted backups", mail.Body, StringComparison.Ordinal);

        Assert.IsType<MeasureFindingMissing>((await Get<ReviewMeasure>().RunAsync(Officer, await SeenAsync(id), null, "Restored one.", None)).Problem);
        Assert.True((await Get<ReviewMeasure>().RunAsync(Officer, await SeenAsync(id), MeasureFinding.Effective, "Restored one.", None)).IsOk);

        var measure = await ReadAsync(id);
        Assert.Equal((new DateOnly(2027, 3, 2), MeasureFinding.Effective, "Restored one."), (measure.NextReviewOn, measure.Last!.Finding, measure.Last!.Words));
        Assert.Equal(0, await RemindAsync());
        Clock.Advance(TimeSpan.FromDays(181));
        Assert.Equal(1, await RemindAsync());
    }

    [Fact]
    public async Task What_is_no_longer_in_use_reminds_nobody_and_keeps_its_reviews()
    {
        var id = await AddAsync();
        Assert.True((await Get<ReviewMeasure>().RunAsync(Officer, await SeenAsync(id), MeasureFinding.Improve, "One failed.", None)).IsOk);
        Assert.True((await Get<EndMeasure>().RunAsync(Officer, await SeenAsync(id), None)).IsOk);
        Clock.Advance(TimeSpan.FromDays(400));

        Assert.Equal(0, await RemindAsync());
        Assert.IsType<MeasureEnded>((await Get<ReviewMeasure>().RunAsync(Officer, await SeenAsync(id), MeasureFinding.Effective, "Again.", None)).Problem);
        Assert.Single((await ReadAsync(id)).Reviews);
    }

    [Fact]
    public async Task Another_plan_counts_from_the_last_review_and_not_over_a_colleagues()
    {
        var id = await AddAsync();
        var seen = await SeenAsync(id);
        Clock.Advance(TimeSpan.FromDays(30));
        Assert.True((await Get<ReviewMeasure>().RunAsync(Officer, seen, MeasureFinding.Effective, "Seen.", None)).IsOk);
        Assert.IsType<ChangedMeanwhile>((await Get<ChangeMeasure>().RunAsync(Officer, seen, Plan with { EveryMonths = 1 }, None)).Problem);
        Clock.Advance(TimeSpan.FromDays(10));

        Assert.True((await Get<ChangeMeasure>().RunAsync(Officer, await SeenAsync(id), Plan with { EveryMonths = 1 }, None)).IsOk);

        Assert.Equal(new DateOnly(2026, 5, 1), (await ReadAsync(id)).NextReviewOn);
    }

    private async Task<Guid> AddAsync()
    {
        var id = Guid.CreateVersion7();
        Assert.Null((await Get<AddMeasure>().RunAsync(Officer, id, Plan, None)).Problem);
        return id;
    }

    private async Task<Measure> ReadAsync(Guid id) => (await Get<ReadMeasure>().RunAsync(Officer, id, None)).Value!.Measure;

    private async Task<SeenMeasure> SeenAsync(Guid id) => await ReadAsync(id) is var measure ? new(measure.Id, measure.Revision) : throw new InvalidOperationException();

    private async Task<int> RemindAsync() => (await Get<RemindOfMeasures>().RunAsync(Actor.Portal, None)).Value;
}
