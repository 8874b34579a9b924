using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Features.Account;

/// <summary>What is no page: signing out, and the questions that a passkey answers.</summary>
public static class AccountEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapAccount(this IEndpointRouteBuilder app)
    {
        app.MapPost("/account/sign-out", SignOutAsync);
        app.MapPost("/account/passkey/question", AskAsync);
        app.MapPost("/account/passkey/new", AskForNewAsync).RequireAuthorization("Member");
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, SignOut signOut, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
        await signOut.RunAsync(Actor.From(context.User), context.RequestAborted);
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        return Results.LocalRedirect("/");
    }

    // The same for everybody who is not signed in: it names no account and no passkey.
    private static async Task<IResult> AskAsync(
        HttpContext context, UserManager<PortalUser> users, SignInManager<PortalUser> signIn, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
        return Results.Content(await signIn.MakePasskeyRequestOptionsAsync(await users.GetUserAsync(context.User)), "application/json");
    }

    private static async Task<IResult> AskForNewAsync(
        HttpContext context, UserManager<PortalUser> users, SignInManager<PortalUser> signIn, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
        if (await users.GetUserAsync(context.User) is not { } user) return Results.NotFound();
        var entity = new PasskeyUserEntity { Id = user.Id, Name = user.Email!, DisplayName = user.Email! };
        return Results.Content(await signIn.MakePasskeyCreationOptionsAsync(entity), "application/json");
    }
}
