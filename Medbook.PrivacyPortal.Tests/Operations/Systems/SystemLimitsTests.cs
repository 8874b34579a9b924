using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Restrictions;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Operations.Systems;
using Medbook.PrivacyPortal.Tests.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Tests.Support.Systems;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Systems;

/// <summary>Base of tests of what a system is told: a person who is contact 1 of the newsletter, and the system itself.</summary>
public abstract class SystemLimitsTests(Provider provider) : CaseTests(provider)
{
    private protected static readonly RestrictionTarget Communication = new("communication");

    private protected static readonly RestrictionTarget Mailings = new(Source: "news", Dataset: "mailings");

    private protected TestSystem System { get; private set; } = null!;

    protected Actor Person { get; private set; } = null!;

    protected SubjectKey Subject => Person.Subject!.Value;

    protected override string MapJson => NewsletterMap.Json;

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => NewsletterMap.Settings(System);

    public override async Task InitializeAsync()
    {
        System = await TestSystem.StartAsync(Newsletter.Tables());
        await base.InitializeAsync();
        Person = await AddPersonAsync(Newsletter.Address);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await System.DisposeAsync();
    }

    protected override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        services.AddLocalization();
    }

    protected async Task LinkAsync() => Assert.Null((await Get<LinkSubject>().RunAsync(Actor.Portal, Subject, None)).Problem);

    /// <summary>An objection, and limits on what an officer names.</summary>
    protected async Task<Guid> LimitAsync(params RestrictionTarget[] targets)
    {
        var request = (await SubmitAsync(Person, RequestKind.Objection, scope: new())).Request;
        await LimitAsync(request, targets);
        return request;
    }

    protected async Task LimitAsync(Guid request, params RestrictionTarget[] targets) =>
        Assert.Null((await Get<RestrictUse>().RunAsync(Officer, request, (await StoredAsync(request)).Revision, targets, None)).Problem);

    protected async Task<int> TellAsync() => (await Get<TellSystems>().RunAsync(Actor.Portal, None)).Value;

    protected async Task<ToldSystem> ShownAsync(Guid request) =>
        Assert.Single((await Get<ListCaseRestrictions>().RunAsync(Officer, request, None)).Value!.Systems);

    private protected SystemLimits Stored() => ReadAsync(db => db.SystemLimits.SingleAsync()).Result;
}
