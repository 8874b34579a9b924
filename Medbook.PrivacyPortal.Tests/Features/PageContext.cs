using Bunit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Tests.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Components;

namespace Medbook.PrivacyPortal.Tests.Features;

/// <summary>Pages on real operations and a real database, drawn as in a circuit.</summary>
public abstract class PageContext() : CaseTests(Provider.Sqlite)
{
    private readonly Stage stage = new();

    protected NavigationManager Navigation => stage.Navigation;

    public override async Task DisposeAsync()
    {
        await stage.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>Signs somebody in and makes the portal's services known to pages.</summary>
    protected void SignIn(Actor who) => stage.SignIn(who, Get<IServiceProvider>(), AddPageServices);

    /// <summary>What a page needs that knows who is signed in.</summary>
    protected virtual void AddPageServices(IServiceCollection services, IServiceProvider operations) { }

    protected IRenderedComponent<T> Draw<T>(Action<ComponentParameterCollectionBuilder<T>>? parameters = null) where T : IComponent =>
        stage.Draw(parameters);
}
