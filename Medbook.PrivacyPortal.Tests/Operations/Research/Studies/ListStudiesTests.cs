using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Operations.Research.Studies;
using Medbook.PrivacyPortal.Tests.Domain.Research;
using Medbook.PrivacyPortal.Tests.Support;
using static Medbook.PrivacyPortal.Domain.Consents.ConsentDecision;

namespace Medbook.PrivacyPortal.Tests.Operations.Research.Studies;

public abstract class ListStudiesTests(Provider provider) : StudyTests(provider)
{
    [Fact]
    public async Task Studies_are_listed_by_state_with_what_is_in_force_and_how_many_agree()
    {
        var (study, draft) = (await PublishedAsync(), Guid.NewGuid());
        await Get<SaveStudy>().RunAsync(Officer, study.Id, TestPlans.Whole with { Partner = "Only written" }, (await ViewAsync(study.Id)).Seen.Revision, None);
        await Get<SaveStudy>().RunAsync(Officer, draft, TestPlans.Whole, null, None);
        foreach (var email in (string[])["one@example.org", "two@example.org"]) await DecideAsync(await AddPersonAsync(email), Given, purpose: study.Purpose);
        await DecideAsync(await AddPersonAsync("three@example.org"), Refused, purpose: study.Purpose);

        var row = Assert.Single((await ListAsync(StudyState.Published)).Rows);
        Assert.Equal((study.Id, 1, "Institute of Shift Work", true, false, 2), (row.Id, row.Version, row.Plan.Partner, row.IsChanged, row.IsOver, row.Agreeing));
        Assert.Equal((draft, 0, 0), Assert.Single((await ListAsync(StudyState.Draft)).Rows) is var one ? (one.Id, one.Version, one.Agreeing) : default);
        Assert.Empty((await ListAsync(StudyState.Retired)).Rows);
    }

    [Fact]
    public async Task Paging_goes_forth_and_back_and_loses_nothing_between_studies_of_one_moment()
    {
        for (var i = 0; i < ListStudies.PageSize + 3; i++)
        {
            if (i % 4 == 0) Clock.Advance(TimeSpan.FromMinutes(1));
            await Get<SaveStudy>().RunAsync(Officer, Guid.NewGuid(), TestPlans.Whole, null, None);
        }

        var first = await ListAsync(StudyState.Draft);
        var second = await ListAsync(StudyState.Draft, first.Next);

        Assert.Equal((null, null), (first.Previous, second.Next));
        Assert.Equal(ListStudies.PageSize + 3, first.Rows.Concat(second.Rows).Select(row => row.Id).Distinct().Count());
        var back = await ListAsync(StudyState.Draft, second.Previous);
        Assert.Equal(first.Rows.Select(row => row.Id), back.Rows.Select(row => row.Id));
        Assert.Equal(first.Rows.Select(row => row.Id), (await ListAsync(StudyState.Draft, new StudyPlace(Guid.NewGuid()))).Rows.Select(row => row.Id));
    }

    private async Task<StudyList> ListAsync(StudyState state, StudyPlace? place = null) => (await Get<ListStudies>().RunAsync(Officer, state, place, None)).Value!;

    public sealed class OnSqlite() : ListStudiesTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : ListStudiesTests(Provider.PostgreSql);
}
