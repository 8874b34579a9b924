using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Operations.Guests;
using Medbook.PrivacyPortal.Ui;
using Microsoft.Extensions.Options;

namespace Medbook.PrivacyPortal.Features.Requests.Guests;

/// <summary>
/// The one cookie of somebody without an account: first the ticket of the code that is on its way, then the pass of the session. Both
/// are sealed, and apart from the cookie of an account: whoever has one has not the other.
/// </summary>
public sealed class GuestCookie(CheckGuestSession check, AccountLinks links, IOptionsMonitor<CookieBuilder> cookies)
{
    private CookieBuilder Builder => cookies.Get(PortalCookies.Guest);

    /// <summary>What the browser holds.</summary>
    public string? In(HttpContext context) => context.Request.Cookies[Builder.Name!];

    /// <summary>The code that is waited for; null where none is.</summary>
    public GuestTicket? TicketIn(HttpContext context) => links.Read<GuestTicket>(In(context));

    /// <summary>Who asks; null where no session runs.</summary>
    public async Task<GuestFacts?> GuestInAsync(HttpContext context) =>
        In(context) is { } pass ? (await check.RunAsync(Actor.Portal, pass, context.RequestAborted)).Value : null;

    /// <summary>Who acts; null where no session runs.</summary>
    public async Task<Actor?> ActorInAsync(HttpContext context) => (await GuestInAsync(context))?.Actor;

    /// <summary>Lets the browser hold a ticket.</summary>
    public void KeepTicket(HttpContext context, string ticket) => Keep(context, ticket, MailedCode.Lifetime);

    /// <summary>Lets the browser hold a pass.</summary>
    public void KeepPass(HttpContext context, string pass) => Keep(context, pass, GuestSession.Lifetime);

    /// <summary>The browser holds nothing more.</summary>
    public void Remove(HttpContext context) => context.Response.Cookies.Delete(Builder.Name!, Builder.Build(context));

    private void Keep(HttpContext context, string content, TimeSpan lifetime)
    {
        var options = Builder.Build(context);
        options.MaxAge = lifetime;
        context.Response.Cookies.Append(Builder.Name!, content, options);
    }
}
