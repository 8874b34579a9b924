using Medbook.PrivacyPortal.Commands.Sample.Making;
using Medbook.PrivacyPortal.Commands.Sample.Tables;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Commands.Sample;

/// <summary>The shipped map erases a person whole from the sample: nothing of theirs is left, and nothing of anybody else is touched.</summary>
public abstract class SampleErasureTests(Provider provider) : IAsyncLifetime
{
    private SampleDatabase sample = null!;
    private SourceCatalog catalog = null!;

    private LiveSource Source => catalog.Find("sample")!;

    public async Task InitializeAsync()
    {
        sample = await SampleDatabase.FilledAsync(provider);
        catalog = sample.OpenSources();
        // Who invited whom is unhooked by the database itself.
        await using var db = sample.Open();
        await db.Set<Member>().ExecuteUpdateAsync(set => set.SetProperty(member => member.InvitedById, (int?)null));
    }

    public async Task DisposeAsync()
    {
        await catalog.DisposeAsync();
        await sample.DisposeAsync();
    }

    [Theory]
    [InlineData(KnownPeople.Member)]
    [InlineData(KnownPeople.Visitor)]
    [InlineData(KnownPeople.Left)]
    public async Task A_person_is_erased_whole_and_nobody_else_is_touched(string address)
    {
        var person = Assert.Single(await Source.FindPersonsAsync(address, 2, CancellationToken.None));
        var before = await TablesAsync();

        await using var erasing = await Source.OpenForErasureAsync(CancellationToken.None);
        var outcomes = await WholeErasure.RunAsync(erasing, person, batch: 50);

        Assert.Empty(await WholeErasure.LeftAsync(erasing, person));
        var after = await TablesAsync();
        foreach (var (table, rows) in before)
        {
            var done = Source.Map.Datasets.Where(d => d.Table == table && outcomes.ContainsKey(d.Id)).SelectMany(d => outcomes[d.Id]).ToList();
            var (changed, deleted) = (done.Count(row => row.Outcome == RowOutcome.Changed), done.Count(row => row.Outcome == RowOutcome.Deleted));
            Assert.Equal((table, rows.Count - deleted), (table, after[table].Count));
            Assert.Equal((table, changed), (table, Without(after[table], rows).Count));
            Assert.Equal((table, changed + deleted), (table, Without(rows, after[table]).Count));
        }
        Assert.DoesNotContain(outcomes.SelectMany(dataset => dataset.Value), row => row.Outcome is RowOutcome.Needed or RowOutcome.Gone);
    }

    [Fact]
    public async Task Every_dataset_of_the_demo_member_is_erased_before_what_it_leads_through()
    {
        await using var erasing = await Source.OpenForErasureAsync(CancellationToken.None);
        var order = erasing.Order.Select(dataset => dataset.Id).ToList();

        Assert.Equal(Source.Map.Datasets.Select(d => d.Id).Except(["portfolio-summary"]).Order(), order.Order());
        Assert.All(
            new[] { ("ticket-messages", "tickets"), ("tickets", "addresses"), ("search-index", "portfolio"), ("usage", "devices"), ("practices", "members"), ("studies", "members") },
            pair => Assert.True(order.IndexOf(pair.Item1) < order.IndexOf(pair.Item2), $"{pair}"));
    }

    private async Task<Dictionary<string, List<string>>> TablesAsync()
    {
        await using var db = sample.Open();
        await db.Database.OpenConnectionAsync();
        var tables = new Dictionary<string, List<string>>();
        foreach (var table in (await Source.ReadSchemaAsync(CancellationToken.None)).Tables.Where(table => !table.IsView))
        {
            tables[table.Name] = await WholeErasure.RowsAsync(db.Database.GetDbConnection(), table.Name);
        }
        return tables;
    }

    // As lists: two rows may be the same.
    private static List<string> Without(List<string> rows, List<string> others)
    {
        var counts = others.CountBy(row => row).ToDictionary();
        return rows.FindAll(row => !(counts.TryGetValue(row, out var count) && count > 0 && (counts[row] = count - 1) >= 0));
    }

    public sealed class OnSqlite() : SampleErasureTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : SampleErasureTests(Provider.PostgreSql);
}
