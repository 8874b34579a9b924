using System.Text;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Operations.Figures;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Figures;

public abstract class FigureTests(Provider provider) : CaseTests(provider)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_figures_equal_a_recount_whatever_is_added_changed_removed_and_taken_back(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 6; round++)
        {
            for (var step = 0; step < 12; step++)
            {
                await using var db = await OpenAsync();
                await using var transaction = await db.Database.BeginTransactionAsync();
                await ChangeSomethingAsync(db, random);
                // What is rolled back never happened, as after a process that died.
                if (random.Next(4) == 0) await transaction.RollbackAsync();
                else await transaction.CommitAsync();
            }
            await AssertRightAsync(null);
        }
        await AssertRightAsync(2025);
    }

    [Fact]
    public async Task What_officers_do_shows_at_once()
    {
        var person = await AddPersonAsync();
        var granted = await SubmitAsync(person, RequestKind.Access);
        await SubmitAsync(person, RequestKind.Objection);
        Clock.Advance(TimeSpan.FromDays(4));
        Assert.True((await GrantAsync(granted.Request, "You find your data in the copy.")).IsOk);

        var board = await ReadAsync();

        Assert.Equal((2, 1, 1, 4, 1d), (board.All.Counts.Received, board.All.Counts.Open, board.All.Counts.Granted, board.All.Median, board.All.Counts.OnTimeShare));
        Assert.Equal([1, 0, 0, 0], board.Open.Select(row => row.Count));
        Assert.Equal(0, board.Overdue);
        Clock.Advance(TimeSpan.FromDays(30));
        board = await ReadAsync();
        Assert.Equal((1, 1), (board.Overdue, board.Open[0].ByAge[3]));
        await AssertRightAsync(null);
    }

    [Fact]
    public async Task A_choice_counts_for_the_month_it_was_made_in_in_Brussels()
    {
        await Get<InstallConsentTexts>().RunAsync(Actor.Portal, None);
        foreach (var instant in new[] { "2026-03-28T23:30:00Z", "2026-03-31T21:30:00Z", "2026-03-31T22:30:00Z", "2026-10-31T22:30:00Z", "2026-10-31T23:30:00Z" })
        {
            Clock.AdjustTime(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));
            var given = await Get<GiveConsent>().RunAsync(await AddPersonAsync($"member-{instant[5..16]}@example.org"), ConsentPurposes.Research, new ShownText(1, "en-GB"), None);
            Assert.Null(given.Problem);
        }
        Clock.AdjustTime(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));

        var choices = (await ReadAsync()).Choices.Where(month => month.Of(ConsentDecision.Given) > 0).Select(month => (month.Month.Month, month.Of(ConsentDecision.Given)));

        Assert.Equal([(3, 2), (4, 1), (10, 1), (11, 1)], choices);
        Assert.Equal(0, await DifferencesAsync());
    }

    [Fact]
    public async Task Figures_that_somebody_changed_are_found_mended_and_told_once()
    {
        await AddStaffAsync("officer@example.org", Role.Officer, "nl-BE");
        await SubmitAsync(await AddPersonAsync());
        await using (var db = await OpenAsync()) await db.Database.ExecuteSqlRawAsync("""UPDATE "RequestFigures" SET "Count" = 7""");

        Assert.Equal(2, (await Get<CompareFigures>().RunAsync(Actor.Portal, None)).Value);
        Assert.Equal(0, (await Get<CompareFigures>().RunAsync(Actor.Portal, None)).Value);

        Assert.Equal(1, (await ReadAsync()).All.Counts.Received);
        Assert.Equal("Cijfers op het dashboard waren fout", (await ReadAsync(db => db.OutgoingMails.SingleAsync(mail => mail.To == "officer@example.org"))).Subject);
        Assert.Equal("2", (await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.FiguresMended))).Detail);
        Assert.IsType<NotPermitted>((await Get<CompareFigures>().RunAsync(Officer, None)).Problem);
    }

    [Fact]
    public async Task The_report_of_a_year_is_a_table_for_spreadsheets_and_taking_it_is_recorded()
    {
        var person = await AddPersonAsync();
        await SubmitAsync(person, RequestKind.Access);
        await SubmitAsync(person, RequestKind.Erasure);

        var report = (await Get<TakeYearReport>().RunAsync(TestActors.Auditor(), 2026, "en-GB", None)).Value!;

        Assert.Equal(
            ["Period,Right,Received,Open,Granted,Granted in part,Refused,Taken back,Answered on time,Answered after the due date,Answered after the legal term,\"Days, median\",\"Days, nine of ten\"",
             "2026-03,See my data,1,1,0,0,0,0,0,0,0,,", "2026-03,Delete my data,1,1,0,0,0,0,0,0,0,,", "2026-03,All,2,2,0,0,0,0,0,0,0,,",
             "2026,See my data,1,1,0,0,0,0,0,0,0,,", "2026,Delete my data,1,1,0,0,0,0,0,0,0,,", "2026,All,2,2,0,0,0,0,0,0,0,,"],
            Encoding.UTF8.GetString(report).TrimStart('\ufeff').Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("2026", (await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.ReportTaken))).Reference);
        Assert.IsType<NotPermitted>((await Get<TakeYearReport>().RunAsync(person, 2026, "en-GB", None)).Problem);
        Assert.IsType<NotFound>((await Get<TakeYearReport>().RunAsync(Officer, 2027, "en-GB", None)).Problem);
    }

    [Fact]
    public async Task Only_staff_sees_the_figures_and_only_of_years_that_began()
    {
        Assert.IsType<NotPermitted>((await Get<ReadDashboard>().RunAsync(await AddPersonAsync(), null, None)).Problem);
        Assert.IsType<NotFound>((await Get<ReadDashboard>().RunAsync(Officer, 2027, None)).Problem);
        Assert.IsType<NotFound>((await Get<ReadDashboard>().RunAsync(Officer, 2017, None)).Problem);
        foreach (var who in new[] { Officer, TestActors.Administrator(), TestActors.Auditor() }) Assert.True((await Get<ReadDashboard>().RunAsync(who, 2026, None)).IsOk);
    }

    [Fact]
    public async Task The_figures_are_found_by_an_index()
    {
        await using var db = await OpenAsync();
        var year = FigurePeriod.Of(2026);
        string[] plans =
        [
            await QueryPlan.OfAsync(db, PeriodFigures.CountsOf(db, year)), await QueryPlan.OfAsync(db, PeriodFigures.DaysOf(db, year)),
            await QueryPlan.OfAsync(db, ReadDashboard.OpenOf(db)),
        ];

        Assert.All(plans, plan => Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal));
        Assert.All(plans, plan => Assert.DoesNotContain("SCAN RequestFigures", plan, StringComparison.Ordinal));
        // The months come in the order of the key: nothing is sorted to add them up.
        Assert.DoesNotContain("TEMP B-TREE", plans[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plans[0], StringComparison.Ordinal);
    }

    private static async Task ChangeSomethingAsync(PortalDb db, Random random)
    {
        var ids = await db.Requests.OrderBy(r => r.Id).Select(r => r.Id).ToListAsync();
        var one = ids.Count > 0 ? ids[random.Next(ids.Count)] : Guid.Empty;
        if (ids.Count > 5 && random.Next(5) == 0)
        {
            await db.Requests.Where(r => r.Id == one).ExecuteDeleteAsync();
            return;
        }
        if (ids.Count > 5 && random.Next(6) == 0)
        {
            // In bulk, as a sweep or an operator does.
            var kind = Any<RequestKind>(random);
            await db.Requests.Where(r => r.IsOpen).ExecuteUpdateAsync(set => set.SetProperty(r => r.Kind, kind));
            return;
        }
        var request = ids.Count > 3 && random.Next(3) > 0
            ? await db.Requests.SingleAsync(r => r.Id == one)
            : db.Requests.Add(RightsRequest.Start(Guid.NewGuid(), SubjectKey.New(), RequestKind.Access, RequestScope.Everything, "en-GB", DateTimeOffset.UnixEpoch)).Entity;
        Shuffle(db, request, random);
        await db.SaveChangesAsync();
    }

    // Any state a request may be in, and some it never is: the figures follow the row.
    private static void Shuffle(PortalDb db, RightsRequest request, Random random)
    {
        void Set(string name, object? value) => db.Entry(request).Property(name).CurrentValue = value;
        var status = Any<RequestStatus>(random);
        Set(nameof(RightsRequest.Kind), Any<RequestKind>(random));
        Set(nameof(RightsRequest.Status), status);
        Set(nameof(RightsRequest.IsOpen), status.IsOpen());
        var received = new DateOnly(2026, 3, 2).AddDays(-random.Next(420));
        Set(nameof(RightsRequest.ReceivedOn), status == RequestStatus.Draft ? null : received);
        Set(nameof(RightsRequest.DueOn), status == RequestStatus.Draft ? null : received.AddDays(random.Next(28, 95)));
        var isAnswered = status == RequestStatus.Done;
        Set(nameof(RightsRequest.Outcome), isAnswered ? Any<Outcome>(random) : null);
        Set(nameof(RightsRequest.DecidedOn), isAnswered ? received.AddDays(random.Next(0, 120)) : null);
        Set(nameof(RightsRequest.AnsweredLate), isAnswered && random.Next(4) == 0);
    }

    private static T Any<T>(Random random) where T : struct, Enum => random.GetItems(Enum.GetValues<T>(), 1)[0];

    private async Task AssertRightAsync(int? year)
    {
        var board = (await Get<ReadDashboard>().RunAsync(Officer, year, None)).Value!;
        var requests = await ReadAsync(db => db.Requests.Where(r => r.ReceivedOn != null).ToListAsync());
        var today = DateOnly.FromDateTime(Now.Date);
        Assert.Equal(requests.Count(r => r.IsOpen), board.Open.Sum(row => row.Count));
        foreach (var row in board.Open)
        {
            var same = requests.Where(r => r.IsOpen && r.Status.ToString() == row.State.ToString()).Select(r => today.DayNumber - r.ReceivedOn!.Value.DayNumber).ToList();
            Assert.Equal([same.Count(age => age <= 7), same.Count(age => age is > 7 and <= 14), same.Count(age => age is > 14 and <= 30), same.Count(age => age is > 30 and <= 60), same.Count(age => age > 60)], row.ByAge);
        }
        Assert.Equal(requests.Count(r => r.IsOpen && r.DueOn < today), board.Overdue);

        var some = requests.Where(r => r.ReceivedOn >= board.Period.From && r.ReceivedOn < board.Period.Until).ToList();
        Assert.Equal(Recount(some), board.All);
        foreach (var (month, counts) in board.Months) Assert.Equal(Recount([.. some.Where(r => (r.ReceivedOn!.Value.Year, r.ReceivedOn!.Value.Month) == (month.Year, month.Month))]).Counts, counts);
        Assert.Equal(some.Select(r => r.Kind).Distinct().Order(), board.Kinds.Select(row => row.Kind));
        foreach (var (kind, outcomes) in board.Kinds) Assert.Equal(Recount([.. some.Where(r => r.Kind == kind)]), outcomes);
        Assert.Equal(0, await DifferencesAsync());
    }

    private static RequestOutcomes Recount(IReadOnlyList<RightsRequest> some)
    {
        var answered = some.Where(r => r.Outcome is not null).ToList();
        var days = answered.Select(r => r.DecidedOn!.Value.DayNumber - r.ReceivedOn!.Value.DayNumber).Order().ToList();
        int? Within(int tenths) => days.Count == 0 ? null : days.First(one => days.Count(other => other <= one) * 10 >= days.Count * tenths);
        return new RequestOutcomes(new OutcomeCounts(
            some.Count, some.Count(r => r.IsOpen), answered.Count(r => r.Outcome == Outcome.Granted), answered.Count(r => r.Outcome == Outcome.PartlyGranted),
            answered.Count(r => r.Outcome == Outcome.Refused), some.Count(r => r.Status == RequestStatus.Withdrawn),
            answered.Count(r => !r.AnsweredLate && r.DecidedOn <= r.DueOn), answered.Count(r => !r.AnsweredLate && r.DecidedOn > r.DueOn), answered.Count(r => r.AnsweredLate)),
            Within(5), Within(9));
    }

    private async Task<DashboardFigures> ReadAsync() => (await Get<ReadDashboard>().RunAsync(Officer, null, None)).Value!;

    private Task<int> DifferencesAsync() => ReadAsync(db => FigureCheck.DifferencesAsync(db, None));

    public sealed class OnSqlite() : FigureTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : FigureTests(Provider.PostgreSql);
}
