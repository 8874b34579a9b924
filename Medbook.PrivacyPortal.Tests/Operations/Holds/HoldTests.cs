using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Holds;

/// <summary>Base of the tests of holds: two persons with accounts, each linked to their own person of the clinic.</summary>
public abstract class HoldTests(Provider provider) : ClinicTests(provider)
{
    protected static readonly Actor Officer = TestActors.Officer();

    /// <summary>Person 1 of the clinic: visits 1 and 2, log line 1.</summary>
    protected Actor AdaActor { get; private set; } = null!;

    protected SubjectKey Ada => AdaActor.Subject!.Value;

    /// <summary>Person 2 of the clinic: visit 3, log line 2.</summary>
    protected SubjectKey Ben { get; private set; }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        AdaActor = await AddPersonAsync("ada@example.org");
        var ben = await AddPersonAsync("ben@example.org");
        Ben = ben.Subject!.Value;
        Assert.True((await Get<LinkSubject>().RunAsync(AdaActor, Ada, None)).IsOk);
        Assert.True((await Get<LinkSubject>().RunAsync(ben, Ben, None)).IsOk);
    }

    protected HoldOrder Order(HoldTarget target) =>
        new(target, HoldGround.LegalClaims, "Labour court", "Case 12/345", DateOnly.FromDateTime(Now.Date).AddMonths(6));

    protected Task<Result> TryPlaceAsync(HoldTarget target, Actor? who = null) => Get<PlaceHold>().RunAsync(who ?? Officer, Guid.CreateVersion7(), Order(target), None);

    /// <summary>Places a hold; it has to succeed.</summary>
    protected async Task<Guid> PlaceAsync(HoldTarget target)
    {
        var id = Guid.CreateVersion7();
        Assert.Null((await Get<PlaceHold>().RunAsync(Officer, id, Order(target), None)).Problem);
        return id;
    }

    protected async Task ReleaseAsync(Guid id) =>
        Assert.Null((await Get<ReleaseHold>().RunAsync(Officer, new SeenHold(id, (await StoredAsync(id)).Revision), "It ended.", None)).Problem);

    protected Task<LegalHold> StoredAsync(Guid id) => ReadAsync(db => db.LegalHolds.SingleAsync(h => h.Id == id));

    /// <summary>A request of Ada's, sent.</summary>
    protected async Task<Guid> AskAsync(RequestKind kind, RequestScope scope, RequestDetails? details = null)
    {
        var id = Guid.CreateVersion7();
        var content = new DraftContent(kind, scope, "In my own words.") { Details = details ?? RequestDetails.None };
        Assert.Null((await Get<StartRequest>().RunAsync(AdaActor, id, content, "en-GB", None)).Problem);
        Assert.Null((await Get<SubmitRequest>().RunAsync(AdaActor, id, None)).Problem);
        return id;
    }
}
