using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Accounts;

/// <summary>What tests on accounts share: an account, its mails, and where somebody sits.</summary>
public abstract partial class AccountTests(Provider provider) : OperationTests(provider)
{
    protected const string Email = "member@example.org";
    protected const string Password = "a long enough password";
    protected static readonly Caller AtHome = new("192.0.2.1", "Firefox, Linux");
    protected static readonly Caller Stranger = new("203.0.113.9", "Chrome, Windows");

    private readonly HashSet<Guid> seen = [];

    // Hashing is as slow as it has to be in production; here it would only be slow.
    protected override void Configure(IServiceCollection services) =>
        services.AddLocalization().AddAuthentication().Services.AddAccounts(Database.Settings(MoreSettings))
            .Configure<PasswordHasherOptions>(options => options.IterationCount = 1_000);

    /// <summary>Opens an account the way a person does: by the mailed link.</summary>
    protected async Task<SessionFacts> OpenAccountAsync(string email = Email, string password = Password)
    {
        Assert.True((await Get<AskForAccount>().RunAsync(Actor.Visitor, email, "nl-BE", AtHome, None)).IsOk);
        return Value(await Get<OpenAccount>().RunAsync(Actor.Visitor, await LinkInLastMailAsync(), password, "nl-BE", AtHome, None));
    }

    protected Task<Result<SignInStep>> SignInAsync(string password, Caller caller, string email = Email) =>
        Get<SignInWithPassword>().RunAsync(Actor.Visitor, email, password, caller, None);

    /// <summary>Signs in with the password and nothing else: the session is not confirmed.</summary>
    protected async Task<Actor> SignedInWithPasswordAsync() => Value(await SignInAsync(Password, AtHome)).Session!.Actor;

    /// <summary>Who the session stands for now; null when it is over.</summary>
    protected async Task<Actor?> NowAsync(Actor who) =>
        (await Get<CheckSession>().RunAsync(Actor.Portal, who.Session!, None)).Value?.Actor;

    /// <summary>Turns on the app's codes and says what the app shows from now on.</summary>
    protected async Task<(Func<Task<string>> Code, IReadOnlyList<string> Recovery)> TurnOnAppCodeAsync(Actor who)
    {
        var key = Value(await Get<PrepareAppCode>().RunAsync(who, None)).Key.Replace(" ", "", StringComparison.Ordinal);
        var recovery = Value(await Get<TurnOnAppCode>().RunAsync(who, Totp.Now(key), AtHome, None));
        return (() => Task.FromResult(Totp.Now(key)), recovery);
    }

    protected async Task<string> LinkInLastMailAsync()
    {
        var link = new Uri(LinkIn().Match((await LastMailAsync()).Body).Value);
        return QueryHelpers.ParseQuery(link.Query)["link"]!;
    }

    /// <summary>The one mail that was written since the last look.</summary>
    protected async Task<OutgoingMail> LastMailAsync() => Assert.Single(await NewMailsAsync());

    /// <summary>What was written since the last look. The clock stands still, so that time puts no order into them.</summary>
    protected async Task<List<OutgoingMail>> NewMailsAsync()
    {
        var mails = await ReadAsync(db => db.OutgoingMails.ToListAsync());
        return [.. mails.Where(mail => seen.Add(mail.Id))];
    }

    protected async Task<PortalUser> UserAsync(string email = Email) => (await Get<UserManager<PortalUser>>().FindByEmailAsync(email))!;

    protected static T Value<T>(Result<T> result)
    {
        Assert.True(result.IsOk, result.Problem?.Code);
        return result.Value;
    }

    [GeneratedRegex(@"https://\S+")]
    private static partial Regex LinkIn();
}
