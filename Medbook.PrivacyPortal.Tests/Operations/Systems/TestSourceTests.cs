using Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Systems;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Tests.Support.Systems;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Systems;

/// <summary>Whoever tries a system changes nobody the portal knows.</summary>
public sealed class TestSourceTests() : SystemLimitsTests(Provider.Sqlite)
{
    private readonly List<PromiseReport> reports = [];

    [Fact]
    public async Task A_test_is_audited_and_counts_what_was_broken()
    {
        Assert.Equal(0, (await TestAsync(new("news", Newsletter.Person, MayWrite: false))).Value);
        System.Misdeeds.Add(Misdeed.Shuffles);
        var broken = (await TestAsync(new("news", Newsletter.Person, MayWrite: false))).Value;
        Assert.True(broken > 0);
        Assert.Equal(reports.Count(report => report.Finding.State == PromiseState.Broken), broken);
        Assert.Equal(["reading", "reading"], await ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.SourceTested && e.Reference == "news").Select(e => e.Detail).ToListAsync()));
    }

    [Fact]
    public async Task Nothing_is_tried_with_somebody_the_portal_knows()
    {
        await LinkAsync();

        Assert.IsType<TrialPersonKnown>((await TestAsync(new("news", Newsletter.Person, MayWrite: true))).Problem);

        Assert.Empty(reports);
        Assert.Null((await TestAsync(new("news", Newsletter.Other, MayWrite: true))).Problem);
    }

    [Fact]
    public async Task What_is_no_system_or_no_person_is_said()
    {
        Assert.Equal(new SourceIsNoSystem("portal", "news"), (await TestAsync(new("portal", null, MayWrite: false))).Problem);
        Assert.IsType<TrialPersonUnreadable>((await TestAsync(new("news", "members:1", MayWrite: false))).Problem);
        Assert.IsType<NotPermitted>((await Get<TestSource>().RunAsync(Officer, new("news", null, MayWrite: false), reports.Add, None)).Problem);
    }

    private Task<Result<int>> TestAsync(SystemTest test) => Get<TestSource>().RunAsync(TestActors.Operator(), test, reports.Add, None);
}
