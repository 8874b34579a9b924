using Medbook.PrivacyPortal.Domain.Permissions;
using Microsoft.AspNetCore.Components.Authorization;

namespace Medbook.PrivacyPortal.Ui;

/// <summary>Who acts in a page: what an operation gets as its first argument.</summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication)
{
    /// <summary>The actor of now; asked again each time, because a circuit may outlive a session.</summary>
    public async ValueTask<Actor> GetAsync() => Actor.From((await authentication.GetAuthenticationStateAsync()).User);
}
