using Medbook.PrivacyPortal.Commands.Sample.Making;
using Medbook.PrivacyPortal.DataMap.Checks;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Commands.Sample;

/// <summary>The sample read through its map, as every page and copy reads it.</summary>
public abstract class SampleMapTests(Provider provider) : IAsyncLifetime
{
    private SampleDatabase sample = null!;
    private SourceCatalog catalog = null!;

    private LiveSource Source => catalog.Find("sample")!;

    public async Task InitializeAsync()
    {
        sample = await SampleDatabase.FilledAsync(provider);
        catalog = sample.OpenSources();
    }

    public async Task DisposeAsync()
    {
        await catalog.DisposeAsync();
        await sample.DisposeAsync();
    }

    [Fact]
    public async Task The_sample_fits_its_map() => Assert.Empty((await new MapCheck(catalog).RunOperatorsAsync(CancellationToken.None)).SelectMany(report => report.Lines));

    [Fact]
    public async Task The_demo_member_has_rows_in_every_dataset()
    {
        var empty = new List<string>();
        var person = Assert.Single(await FindAsync(KnownPeople.Member));
        await using var reading = await Source.OpenAsync(CancellationToken.None);

        foreach (var dataset in Source.Map.Datasets.Where(dataset => dataset.People.Count > 0))
        {
            var rows = 0L;
            await foreach (var row in reading.StreamAsync(new RowQuery(dataset, person, OthersData.Show), CancellationToken.None)) rows++;
            Assert.Equal(rows, (await reading.SummariseAsync(dataset, person, CancellationToken.None)).Count);
            if (rows == 0) empty.Add(dataset.Id);
        }

        Assert.Empty(empty);
    }

    [Fact]
    public async Task Every_code_in_the_rows_of_the_demo_member_has_its_words()
    {
        var person = Assert.Single(await FindAsync(KnownPeople.Member));
        await using var reading = await Source.OpenAsync(CancellationToken.None);
        var bare = new HashSet<string>();

        foreach (var dataset in Source.Map.Datasets.Where(dataset => dataset.People.Count > 0))
        {
            var codes = ReadField.AllOf(dataset).Where(field => field.Field.Values.Count > 0).ToList();
            await foreach (var row in reading.StreamAsync(new RowQuery(dataset, person, OthersData.Show) { Fields = codes }, CancellationToken.None))
            {
                bare.UnionWith(codes.Zip(row.Values).Where(pair => pair.Second is not null && pair.First.Field.MeaningOf(pair.Second) is null)
                    .Select(pair => $"{dataset.Id}.{pair.First.Name}: {pair.Second}"));
            }
        }

        Assert.Empty(bare);
    }

    [Fact]
    public async Task The_demo_member_has_both_roles_of_feedback()
    {
        var person = Assert.Single(await FindAsync(KnownPeople.Member));
        await using var reading = await Source.OpenAsync(CancellationToken.None);
        var roles = new HashSet<string>();

        await foreach (var row in reading.StreamAsync(new RowQuery(Source.Map.Find("feedback")!, person, OthersData.Mask), CancellationToken.None))
        {
            roles.UnionWith(row.Roles.Select(role => role.Name));
        }

        Assert.Equal(["author", "recipient"], roles.Order());
    }

    [Fact]
    public async Task A_quiet_member_has_an_account_and_an_address_only()
    {
        var person = Assert.Single(await FindAsync(KnownPeople.Quiet));
        await using var reading = await Source.OpenAsync(CancellationToken.None);
        var filled = new List<string>();

        foreach (var dataset in Source.Map.Datasets.Where(dataset => dataset.People.Count > 0))
        {
            if ((await reading.SummariseAsync(dataset, person, CancellationToken.None)).Count > 0) filled.Add(dataset.Id);
        }

        Assert.Equal(["members", "addresses"], filled.Where(id => id != "practices"));
    }

    [Fact]
    public async Task Two_members_share_a_verified_address() => Assert.Equal(2, (await FindAsync(KnownPeople.Shared)).Count);

    [Fact]
    public async Task An_unverified_address_finds_nobody() => Assert.Empty(await FindAsync(KnownPeople.Unverified));

    [Fact]
    public async Task Whoever_left_is_still_found()
    {
        Assert.Equal("members", Assert.Single(await FindAsync(KnownPeople.Left)).Identity);
    }

    [Fact]
    public async Task A_visitor_without_account_is_known_by_the_address()
    {
        var person = Assert.Single(await FindAsync("Visitor@Example.org"));
        await using var reading = await Source.OpenAsync(CancellationToken.None);

        Assert.Equal(new PersonKey("visitors", [KnownPeople.Visitor]), person);
        Assert.Equal(2, (await reading.SummariseAsync(Source.Map.Find("contact-messages")!, person, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task A_ticket_that_was_joined_to_another_leads_to_its_writer()
    {
        var person = Assert.Single(await FindAsync(KnownPeople.Member));
        await using var reading = await Source.OpenAsync(CancellationToken.None);
        var tickets = Source.Map.Find("tickets")!;
        var query = new RowQuery(tickets, person, OthersData.Show) { Fields = [.. ReadField.AllOf(tickets).Where(field => field.Name == "email")] };
        var writtenFrom = new List<object?>();

        await foreach (var row in reading.StreamAsync(query, CancellationToken.None)) writtenFrom.Add(row.Values[0]);

        Assert.Contains("private1@example.com", writtenFrom);
        Assert.Contains(KnownPeople.Member, writtenFrom);
    }

    private Task<IReadOnlyList<PersonKey>> FindAsync(string address) => Source.FindPersonsAsync(address, 10, CancellationToken.None);

    public sealed class OnSqlite() : SampleMapTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : SampleMapTests(Provider.PostgreSql);
}
