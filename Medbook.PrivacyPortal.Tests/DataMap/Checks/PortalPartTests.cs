using Medbook.PrivacyPortal.DataMap;
using Medbook.PrivacyPortal.DataMap.Checks;
using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.DataMap.Checks;

/// <summary>The portal's own tables are in the map too: a new table that nobody mapped fails here.</summary>
public abstract class PortalPartTests(Provider provider) : IAsyncLifetime
{
    private PortalDatabase database = null!;

    public async Task InitializeAsync() => database = await PortalDatabase.CreateAsync(provider);

    public Task DisposeAsync() => database.DisposeAsync().AsTask();

    [Fact]
    public async Task Every_table_and_column_of_the_portal_is_mapped_or_excluded_with_a_reason()
    {
        var settings = database.Settings();
        await File.WriteAllTextAsync(settings.MapPath!, """{ "sources": {} }""");
        await using var services = new ServiceCollection().AddDataMap(settings).BuildServiceProvider();

        var report = Assert.Single(await services.GetRequiredService<MapCheck>().RunAsync(CancellationToken.None));

        Assert.Equal([], report.Lines);
    }

    [Fact]
    public void The_portals_part_keeps_the_rules_of_every_map()
    {
        var faults = new List<string>();
        var part = PortalPart.Read(provider == Provider.PostgreSql ? "postgresql" : "sqlite");

        MapRules.Check(part.Sources, part.Categories, (path, sentence) => faults.Add($"{path}: {sentence}"));

        Assert.Equal([], faults);
        Assert.Equal(Map.PortalSource, Assert.Single(part.Sources).Name);
        Assert.Subset(RegisterFile.Shipped().Activities.Select(activity => activity.Id).ToHashSet(), part.Sources[0].Datasets.SelectMany(dataset => dataset.Activities).ToHashSet());
    }

    public sealed class OnSqlite() : PortalPartTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : PortalPartTests(Provider.PostgreSql);
}
