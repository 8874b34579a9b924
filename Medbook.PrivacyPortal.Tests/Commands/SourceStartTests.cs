using Medbook.PrivacyPortal.Commands;
using Medbook.PrivacyPortal.DataMap.Checks;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Tests.DataMap.Sources;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.Hosting.Internal;

namespace Medbook.PrivacyPortal.Tests.Commands;

/// <summary>A source that drifted or cannot be reached when the portal starts.</summary>
public abstract class SourceStartTests(Provider provider) : SourceTests(provider)
{
    private const string Members = """ "members": { #, "key": "id", "person": "id", "fields": { "id": { "type": "integer", "label": "N" }, "email": "E" } } """;

    [Theory]
    [InlineData("Development", false)]
    [InlineData("Production", true)]
    public async Task A_source_that_drifted_keeps_a_developer_from_starting_and_is_marked_in_production(string environment, bool starts)
    {
        await RunAsync("CREATE TABLE members (id integer PRIMARY KEY, email text, phone text)");
        var (catalog, said, started) = await StartAsync(environment, Connection);

        Assert.Equal(starts, started);
        Assert.StartsWith("data map: clinic: datasets.members: The column 'phone' of 'members' is neither mapped nor excluded.", said);
        Assert.Single(catalog.Find("clinic")!.Drift);
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task A_source_that_cannot_be_reached_is_said_and_the_portal_starts(string environment)
    {
        var (catalog, said, started) = await StartAsync(environment, IsSqlite ? "Data Source=/nowhere/x.db" : Connection.Replace("Database=", "Database=no_"));

        Assert.True(started);
        Assert.Equal("data map: clinic: There is no such file or database. Check ConnectionStrings:clinic.", said.Trim());
        Assert.NotNull(catalog.Find("clinic")!.Fault);
    }

    private async Task<(SourceCatalog Catalog, string Said, bool Started)> StartAsync(string environment, string connection)
    {
        var catalog = Catalog(new Map { Sources = [Source(Members).Map], Categories = new Dictionary<string, LocalText>() }, connection);
        var settings = PortalSettings.Read(new ConfigurationBuilder().Build(), new HostingEnvironment { EnvironmentName = environment }, "/");
        using var said = new StringWriter();
        var started = await new SourceStart(new MapCheck(catalog), settings).RunAsync(said, None);
        return (catalog, said.ToString(), started);
    }

    public sealed class OnSqlite() : SourceStartTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : SourceStartTests(Provider.PostgreSql);
}
