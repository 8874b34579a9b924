using System.Security.Claims;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Accounts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Medbook.PrivacyPortal.Features.Account;

/// <summary>A circuit can outlive its session, so it asks every few seconds whether it still counts, and for the same roles.</summary>
public sealed class SessionRevalidation(ILoggerFactory log, IServiceScopeFactory scopes) : RevalidatingServerAuthenticationStateProvider(log)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(15);

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var user = authenticationState.User;
        if (user.FindFirstValue(Actor.SessionClaim) is not { } session) return true;
        await using var scope = scopes.CreateAsyncScope();
        var check = scope.ServiceProvider.GetRequiredService<CheckSession>();
        return (await check.RunAsync(Actor.Portal, session, cancellationToken)).Value is { } facts
            && facts.Roles.Select(role => role.ToString()).ToHashSet().SetEquals(user.FindAll(ClaimTypes.Role).Select(claim => claim.Value));
    }
}
