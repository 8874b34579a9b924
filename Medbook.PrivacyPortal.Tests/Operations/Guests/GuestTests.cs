using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Operations.Guests;
using Medbook.PrivacyPortal.Tests.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Guests;

/// <summary>What tests on somebody without an account share: asking for a code, entering it, and where they sit.</summary>
public abstract partial class GuestTests(Provider provider) : CaseTests(provider)
{
    protected const string Email = "contact@example.org";
    protected static readonly Caller AtHome = new("192.0.2.1", "Firefox, Linux");
    protected static readonly Caller Stranger = new("203.0.113.9", "Chrome, Windows");

    private readonly HashSet<Guid> seen = [];

    protected override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        services.AddLocalization().AddAuthentication().Services.AddAccounts(Database.Settings(MoreSettings));
    }

    protected Task<Result<string>> AskAsync(string email = Email, string? ticket = null, Caller? caller = null) =>
        Get<AskForGuestCode>().RunAsync(Actor.Visitor, email, ticket, "nl-BE", caller ?? AtHome, None);

    protected Task<Result<string>> EnterAsync(string ticket, string digits, Caller? caller = null) =>
        Get<OpenGuestSession>().RunAsync(Actor.Visitor, ticket, digits, caller ?? AtHome, None);

    /// <summary>Asks for a code: the ticket, and the digits that were mailed.</summary>
    protected async Task<(string Ticket, string Digits)> AskedAsync(string email = Email)
    {
        await NewMailsAsync();
        var ticket = Value(await AskAsync(email));
        return (ticket, DigitsIn(Assert.Single(await NewMailsAsync())));
    }

    /// <summary>The whole way to a session.</summary>
    protected async Task<GuestFacts> ProvedAsync(string email = Email)
    {
        var (ticket, digits) = await AskedAsync(email);
        return Value(await CheckAsync(Value(await EnterAsync(ticket, digits))));
    }

    protected Task<Result<GuestFacts>> CheckAsync(string pass) => Get<CheckGuestSession>().RunAsync(Actor.Portal, pass, None);

    /// <summary>What was written since the last look.</summary>
    protected async Task<List<OutgoingMail>> NewMailsAsync()
    {
        var mails = await ReadAsync(db => db.OutgoingMails.ToListAsync());
        return [.. mails.Where(mail => seen.Add(mail.Id))];
    }

    protected static string DigitsIn(OutgoingMail mail) => SixDigits().Match(mail.Body).Value;

    protected static string WrongFor(string digits) => digits == "000000" ? "000001" : "000000";

    protected static T Value<T>(Result<T> result)
    {
        Assert.True(result.IsOk, result.Problem?.Code);
        return result.Value;
    }

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixDigits();
}
