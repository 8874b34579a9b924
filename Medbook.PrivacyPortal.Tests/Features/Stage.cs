using System.Globalization;
using System.Security.Claims;
using Bunit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Ui;
using Microsoft.AspNetCore.Components;

namespace Medbook.PrivacyPortal.Tests.Features;

/// <summary>Where pages are drawn as in a circuit, on real operations.</summary>
public sealed class Stage : IAsyncDisposable
{
    private readonly BunitContext page = new();

    // The machine may be busy with other tests.
    static Stage() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);

    public Stage() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (PortalCultures.English, PortalCultures.English);

    public NavigationManager Navigation => page.Services.GetRequiredService<NavigationManager>();

    /// <summary>Signs somebody in and makes the portal's services known to pages.</summary>
    public void SignIn(Actor who, IServiceProvider operations, Action<IServiceCollection, IServiceProvider>? more = null)
    {
        page.JSInterop.Mode = JSRuntimeMode.Loose;
        page.Services.AddUi();
        page.Services.AddSingleton(operations.GetRequiredService<TimeProvider>());
        more?.Invoke(page.Services, operations);
        page.Services.AddFallbackServiceProvider(operations);
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, who.Id), new(Actor.SubjectClaim, who.Subject.ToString()!), new(Actor.SessionClaim, who.Session!),
            new(Actor.SecondFactorClaim, "1"),
            .. who.Roles.Select(role => new Claim(ClaimTypes.Role, role.ToString())),
        ];
        if (who.Confirmed) claims.Add(new Claim(Actor.ConfirmedClaim, "1"));
        page.AddAuthorization().SetAuthorized("somebody").SetClaims([.. claims]);
        page.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    public IRenderedComponent<T> Draw<T>(Action<ComponentParameterCollectionBuilder<T>>? parameters = null) where T : IComponent =>
        page.Render(parameters ?? (_ => { }));

    public ValueTask DisposeAsync() => page.DisposeAsync();
}
