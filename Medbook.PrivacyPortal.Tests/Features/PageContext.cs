using System.Globalization;
using System.Security.Claims;
using Bunit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Tests.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Ui;
using Microsoft.AspNetCore.Components;

namespace Medbook.PrivacyPortal.Tests.Features;

/// <summary>Pages on real operations and a real database, drawn as in a circuit.</summary>
public abstract class PageContext : CaseTests
{
    private readonly BunitContext page = new();

    protected PageContext() : base(Provider.Sqlite) =>
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (PortalCultures.English, PortalCultures.English);

    protected NavigationManager Navigation => page.Services.GetRequiredService<NavigationManager>();

    public override async Task DisposeAsync()
    {
        await page.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>Signs somebody in and makes the portal's services known to pages.</summary>
    protected void SignIn(Actor who)
    {
        page.JSInterop.Mode = JSRuntimeMode.Loose;
        page.Services.AddUi();
        page.Services.AddSingleton(Services.GetRequiredService<TimeProvider>());
        AddPageServices(page.Services, Get<IServiceProvider>());
        page.Services.AddFallbackServiceProvider(Get<IServiceProvider>());
        page.AddAuthorization().SetAuthorized("somebody").SetClaims(
        [
            new Claim(ClaimTypes.NameIdentifier, who.Id), new Claim(Actor.SubjectClaim, who.Subject.ToString()!),
            new Claim(Actor.SessionClaim, who.Session!), new Claim(Actor.SecondFactorClaim, "1"),
            .. who.Roles.Select(role => new Claim(ClaimTypes.Role, role.ToString())),
        ]);
        page.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    /// <summary>What a page needs that knows who is signed in.</summary>
    protected virtual void AddPageServices(IServiceCollection services, IServiceProvider operations) { }

    protected IRenderedComponent<T> Draw<T>(Action<ComponentParameterCollectionBuilder<T>>? parameters = null) where T : IComponent =>
        page.Render(parameters ?? (_ => { }));
}
