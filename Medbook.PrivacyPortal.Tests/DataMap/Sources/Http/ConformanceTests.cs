using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Tests.Support.Systems;
using Microsoft.Extensions.Hosting.Internal;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources.Http;

/// <summary>The suite for those who build a system: an honest one keeps every promise, and each misdeed breaks the promise that is about it.</summary>
public sealed class ConformanceTests : IAsyncLifetime
{
    private TestSystem system = null!;

    public async Task InitializeAsync() => system = await TestSystem.StartAsync(Newsletter.Tables());

    public async Task DisposeAsync() => await system.DisposeAsync();

    [Fact]
    public async Task An_honest_system_keeps_every_promise()
    {
        var reports = await TryAsync(Newsletter.Person, mayWrite: true);

        Assert.All(reports, report => Assert.Equal(("", PromiseState.Kept), (report.Finding.Came, report.Finding.State)));
        Assert.Equal(20, reports.Count);
        Assert.Equal((2, 1, 3), (system.Tables["contacts"].Rows.Count, system.Tables["mailings"].Rows.Count, system.Tables["questions"].Rows.Count));
    }

    [Fact]
    public async Task Without_leave_to_write_nothing_changes()
    {
        var before = system.Tables.Values.Select(table => table.Rows.Count).ToList();

        var reports = await TryAsync(Newsletter.Person, mayWrite: false);

        Assert.All(reports, report => Assert.Equal(PromiseState.Kept, report.Finding.State));
        Assert.DoesNotContain(system.Heard, call => call.Word is "erase" or "restrict");
        Assert.Equal(before, system.Tables.Values.Select(table => table.Rows.Count));
        Assert.Empty(system.Limits);
    }

    [Fact]
    public async Task Without_a_person_nobody_is_read()
    {
        Assert.All(await TryAsync(null, mayWrite: false), report => Assert.Equal(PromiseState.Kept, report.Finding.State));
        Assert.DoesNotContain(system.Heard, call => call.Answer.Contains("Reader", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Misdeed.Refuses, "Describes")]
    [InlineData(Misdeed.AnswersWithPage, "Describes")]
    [InlineData(Misdeed.TrustsAnybody, "RefusesAnotherKey")]
    [InlineData(Misdeed.ForgetsTime, "RefusesOldCalls")]
    [InlineData(Misdeed.KnowsEveryTable, "RefusesUnknownTables")]
    [InlineData(Misdeed.FindsAnybody, "FindsNobodyUnknown")]
    [InlineData(Misdeed.FindsAnybody, "FindsByAddress")]
    [InlineData(Misdeed.IgnoresPerson, "NamesThePerson")]
    [InlineData(Misdeed.ForgetsTheEnd, "ExportsNothingOfNobody")]
    [InlineData(Misdeed.DiesInExport, "WritesWhatItDescribes")]
    [InlineData(Misdeed.Miscounts, "ExportsNothingOfNobody")]
    [InlineData(Misdeed.ForgetsKeys, "TakesAKeyForOneChange")]
    [InlineData(Misdeed.WritesNumbersAsWords, "WritesWhatItDescribes")]
    [InlineData(Misdeed.Shuffles, "SortsByKey")]
    [InlineData(Misdeed.IgnoresSkip, "TurnsPages")]
    [InlineData(Misdeed.PlansInEarnest, "PlansWithoutChanging")]
    [InlineData(Misdeed.IgnoresExpected, "LeavesOtherValues")]
    [InlineData(Misdeed.RunsDryInEarnest, "LeavesOtherValues")]
    [InlineData(Misdeed.KeepsWhatItCorrected, "CorrectsThereAndBack")]
    [InlineData(Misdeed.TakesOlderLimits, "KeepsTheNewestLimits")]
    [InlineData(Misdeed.KeepsWhatItErased, "ErasesForGood")]
    public async Task A_misdeed_breaks_the_promise_that_is_about_it(Misdeed misdeed, string promise)
    {
        system.Misdeeds.Add(misdeed);

        var reports = await TryAsync(Newsletter.Person, mayWrite: true);

        Assert.Contains(promise, reports.Where(report => report.Finding.State == PromiseState.Broken).Select(report => report.Name));
        Assert.All(reports, report => Assert.DoesNotContain("Reader", report.Finding.Came, StringComparison.OrdinalIgnoreCase));
    }

    private async Task<List<PromiseReport>> TryAsync(string? person, bool mayWrite)
    {
        var settings = PortalSettings.Read(
            new ConfigurationBuilder().AddInMemoryCollection(NewsletterMap.Settings(system)).Build(), new HostingEnvironment { EnvironmentName = "Production", ContentRootPath = "/" });
        PersonKey? key = null;
        if (person is not null) Assert.True(PersonKey.TryParse(person, out key));
        return await ConformanceSuite.RunAsync(NewsletterMap.Source(system).Map, settings, key, mayWrite, TimeProvider.System, default).ToListAsync();
    }
}
