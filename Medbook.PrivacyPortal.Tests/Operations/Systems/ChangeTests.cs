using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Domain.Systems;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Operations.Links;
using Medbook.PrivacyPortal.Operations.Restrictions;
using Medbook.PrivacyPortal.Operations.Systems;
using Medbook.PrivacyPortal.Tests.Operations.Rectification;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Tests.Support.Systems;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Systems;

/// <summary>Base of tests of what Medbook's own systems are called about: Ada, who is member 1 of the clinic, and a system with a webhook.</summary>
public abstract class ChangeTests(Provider provider) : RectificationTests(provider)
{
    private static readonly ShownText First = new(1, "en-GB");

    private protected CalledSystem Crm { get; private set; } = null!;

    protected Actor Ada { get; private set; } = null!;

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [.. base.MoreSettings, .. Crm.Settings];

    public override async Task InitializeAsync()
    {
        Crm = await CalledSystem.StartAsync(Clock);
        await base.InitializeAsync();
        Assert.True((await Get<InstallConsentTexts>().RunAsync(Actor.Portal, None)).IsOk);
        Ada = await MemberAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Crm.DisposeAsync();
    }

    protected override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        services.AddLocalization();
    }

    protected async Task GiveAsync(Actor? who = null) => Assert.Null((await Get<GiveConsent>().RunAsync(who ?? Ada, ConsentPurposes.Research, First, None)).Problem);

    protected async Task WithdrawAsync() => Assert.Null((await Get<WithdrawConsent>().RunAsync(Ada, ConsentPurposes.Research, First, None)).Problem);

    protected async Task ObjectAsync() => Assert.Null((await Get<ObjectToSharing>().RunAsync(Ada, ConsentPurposes.AccreditationCommittee, First, None)).Problem);

    /// <summary>An objection of Ada's, and a limit that an officer set.</summary>
    protected async Task<Guid> LimitAsync()
    {
        var request = (await SubmitAsync(Ada, RequestKind.Objection, scope: new())).Request;
        Assert.Null((await Get<RestrictUse>().RunAsync(Officer, request, (await StoredAsync(request)).Revision, [new RestrictionTarget("helpdesk")], None)).Problem);
        return request;
    }

    /// <summary>Does something while Ada is linked to nobody.</summary>
    protected async Task RelinkAsync(Func<Task> meanwhile)
    {
        Assert.Null((await Get<UnlinkPerson>().RunAsync(Officer, new(Ada.Subject!.Value, "clinic", await RevisionAsync()), "Another person.", None)).Problem);
        await meanwhile();
        Assert.Null((await Get<LinkPerson>().RunAsync(Officer, new(Ada.Subject!.Value, "clinic", await RevisionAsync()), "members:1", "It is her.", None)).Problem);
    }

    protected async Task<int> CallAsync(CancellationToken ct = default) => (await Get<CallSystems>().RunAsync(Actor.Portal, ct)).Value;

    private protected Task<List<ChangeCall>> CallsAsync() => ReadAsync(db => db.ChangeCalls.OrderBy(c => c.At).ToListAsync());

    private Task<Guid> RevisionAsync() => ReadAsync(db => db.SubjectLinks.Where(l => l.Subject == Ada.Subject!.Value).Select(l => l.Revision).SingleAsync());
}
