using Medbook.PrivacyPortal.Commands.Sample;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.Hosting.Internal;

namespace Medbook.PrivacyPortal.Tests.Commands.Sample;

public sealed class SampleStartTests : IDisposable
{
    private readonly string folder = TestFolders.Create("start");

    private string File => Path.Combine(folder, "sample.db");

    public void Dispose() => TestFolders.Delete(folder);

    [Fact]
    public async Task A_first_start_in_development_makes_the_sample()
    {
        Assert.Null(await StartAsync(Environments.Development));
        Assert.True(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task Outside_development_there_is_no_sample()
    {
        Assert.Null(await StartAsync(Environments.Production));
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task Whoever_brings_a_map_of_their_own_gets_no_sample()
    {
        Assert.Null(await StartAsync(Environments.Development, ("DataMap:Path", Path.Combine(folder, "own.json"))));
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task A_database_of_somebody_else_is_named_and_left_alone()
    {
        await using var sample = await SampleDatabase.CreateAsync(Provider.Sqlite);
        await using var foreign = new ForeignDb(sample);
        await foreign.Database.EnsureCreatedAsync();

        var reason = await StartAsync(Environments.Development, ("ConnectionStrings:sample", sample.ConnectionString));

        Assert.Contains("'patients'", reason);
        Assert.Empty(foreign.Patients);
    }

    private Task<string?> StartAsync(string environment, params (string Key, string Value)[] more)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(more.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)).Append(new("DataFolder", folder)))
            .Build();
        var settings = PortalSettings.Read(configuration, new HostingEnvironment { EnvironmentName = environment }, folder);
        return SampleStart.EnsureAsync(settings, null, CancellationToken.None);
    }
}
