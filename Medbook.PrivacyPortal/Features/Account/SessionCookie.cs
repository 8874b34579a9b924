using System.Security.Claims;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Operations.Subjects;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.StaticAssets;

namespace Medbook.PrivacyPortal.Features.Account;

/// <summary>
/// The cookie only names a session. Who that is and what they proved is read again for every page, so that a role that was
/// taken, a session that was ended or a confirmation that was given counts from the next request on.
/// </summary>
public sealed class SessionCookie(LinkSubject link)
{
    /// <summary>Signs in, and looks for the person in the sources.</summary>
    public async Task IssueAsync(HttpContext context, SessionFacts facts)
    {
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme);
        identity.AddClaim(new Claim(Actor.SessionClaim, facts.SessionId));
        await context.SignInAsync(IdentityConstants.ApplicationScheme, new ClaimsPrincipal(identity));
        // Not found is an answer too: the address of an account the operator made is not confirmed yet.
        await link.RunAsync(facts.Actor, facts.Subject, context.RequestAborted);
    }

    /// <summary>Reads the session behind a cookie.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        // A style sheet does not ask who reads it.
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) return;

        var check = context.HttpContext.RequestServices.GetRequiredService<CheckSession>();
        var session = context.Principal?.FindFirstValue(Actor.SessionClaim) ?? "";
        if ((await check.RunAsync(Actor.Portal, session, context.HttpContext.RequestAborted)).Value is { } facts)
        {
            context.ReplacePrincipal(PrincipalOf(facts));
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <summary>The session as claims.</summary>
    public static ClaimsPrincipal PrincipalOf(SessionFacts facts)
    {
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, facts.AccountId));
        identity.AddClaim(new Claim(ClaimTypes.Name, facts.Email));
        identity.AddClaim(new Claim(Actor.SubjectClaim, facts.Subject.ToString()));
        identity.AddClaim(new Claim(Actor.SessionClaim, facts.SessionId));
        foreach (var role in facts.Roles) identity.AddClaim(new Claim(ClaimTypes.Role, role.ToString()));
        if (facts.Confirmed) identity.AddClaim(new Claim(Actor.ConfirmedClaim, ""));
        if (facts.SecondFactor) identity.AddClaim(new Claim(Actor.SecondFactorClaim, ""));
        return new ClaimsPrincipal(identity);
    }
}
