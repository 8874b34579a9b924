using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Cases.Handling;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases;

/// <summary>Base of the tests of a case: the register is installed, and the map has no source unless a test brings one.</summary>
public abstract class CaseTests(Provider provider) : OperationTests(provider)
{
    protected static readonly RequestScope Helpdesk = new() { Activities = ["helpdesk"] };

    protected static Actor Officer { get; } = TestActors.Officer();

    /// <summary>The map of the operator's sources.</summary>
    protected virtual string MapJson => """{ "sources": {} }""";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Assert.True((await Get<InstallRegister>().RunAsync(Actor.Portal, None)).IsOk);
    }

    protected override void Configure(IServiceCollection services)
    {
        var settings = Database.Settings(MoreSettings);
        var reading = MapLoader.ReadText("test.json", MapJson, settings.Provider);
        Assert.Empty(reading.Faults);
        services.AddSingleton(SourcesRegistration.Catalog(reading.Map!, settings));
    }

    protected async Task<Guid> StartAsync(
        Actor who, RequestKind kind = RequestKind.Erasure, string words = "Old tickets.", string language = "en-GB", RequestScope? scope = null)
    {
        var started = await Get<StartRequest>().RunAsync(who, Guid.NewGuid(), new DraftContent(kind, scope ?? Helpdesk, words), language, None);
        Assert.Null(started.Problem);
        return started.Value!.Id;
    }

    protected async Task<Acknowledgement> SubmitAsync(
        Actor who, RequestKind kind = RequestKind.Erasure, string words = "Old tickets.", string language = "en-GB", RequestScope? scope = null)
    {
        var submitted = await Get<SubmitRequest>().RunAsync(who, await StartAsync(who, kind, words, language, scope), None);
        Assert.Null(submitted.Problem);
        return submitted.Value!;
    }

    /// <summary>Decides, a minute later, as the officer who sees the case and the letter.</summary>
    protected async Task<Result> DecideAsync(Guid id, DecisionDraft draft, Actor? who = null)
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        return await DecideAsync(id, (await StoredAsync(id)).Revision, draft, who);
    }

    /// <summary>Decides on a view of the case of some age.</summary>
    protected async Task<Result> DecideAsync(Guid id, Guid revision, DecisionDraft draft, Actor? who = null) =>
        await Get<DecideRequest>().RunAsync(who ?? Officer, id, revision, draft, (await ShownAsync(id, draft)).Hash, None);

    protected Task<Result> GrantAsync(Guid id, string words = "") => DecideAsync(id, DecisionDraft.Grant(words));

    protected Task<Result> RefuseAsync(Guid id, RefusalReasons reasons) => DecideAsync(id, DecisionDraft.Refuse(reasons));

    /// <summary>The letter that an officer sees now.</summary>
    protected async Task<DecisionLetter> ShownAsync(Guid id, DecisionDraft draft)
    {
        var register = (await Get<ReadRegister>().RunAsync(Officer, None)).Value!;
        return DecisionLetters.Write(await StoredAsync(id), draft, register, Get<SourceCatalog>().LabelOf, Now);
    }

    protected Task<RightsRequest> StoredAsync(Guid id) => ReadAsync(db => db.Requests.Include(r => r.Events).SingleAsync(r => r.Id == id));

    /// <summary>An account of the team; nobody signs in with it.</summary>
    /// <returns>The account.</returns>
    protected async Task<string> AddStaffAsync(string email, Role role = Role.Officer, string language = "en-GB")
    {
        await using var db = await OpenAsync();
        var account = new PortalUser { UserName = email, NormalizedUserName = email.ToUpperInvariant(), Email = email, NormalizedEmail = email.ToUpperInvariant(), Language = language };
        var given = await db.Roles.SingleOrDefaultAsync(r => r.Name == role.ToString());
        if (given is null) db.Roles.Add(given = new IdentityRole(role.ToString()) { NormalizedName = role.ToString().ToUpperInvariant() });
        db.Users.Add(account);
        db.UserRoles.Add(new IdentityUserRole<string> { UserId = account.Id, RoleId = given.Id });
        await db.SaveChangesAsync();
        return account.Id;
    }
}
