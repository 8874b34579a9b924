using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Operations.Closing;
using Medbook.PrivacyPortal.Tests.Operations.Erasure;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Closing;

/// <summary>Base of the tests of closing an account: ada of the clinic, on 2 March 2026.</summary>
public abstract partial class ClosingTests(Provider provider) : ErasureTests(provider)
{
    protected const string Address = "ada@example.org";

    protected override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        services.AddScoped<AccountLinks>().AddDataProtection();
    }

    protected async Task<(Actor Person, Guid Closing)> AskedAsync(int member = 1)
    {
        var person = await AddPatientAsync(member);
        var id = Guid.CreateVersion7();
        Assert.Null((await Get<AskToClose>().RunAsync(person, id, None)).Problem);
        return (person, id);
    }

    /// <summary>The days are over, the person was reminded, and the closing begins; all mails are out.</summary>
    protected async Task<(Actor Person, Guid Closing)> BegunAsync(int member = 1)
    {
        var asked = await AskedAsync(member);
        Clock.Advance(TimeSpan.FromDays(11));
        Assert.Equal(1, await RemindAsync());
        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(1, await BeginAsync());
        await SendMailsAsync();
        return asked;
    }

    protected async Task<int> RemindAsync() => (await Get<RemindOfClosings>().RunAsync(Actor.Portal, None)).Value;

    protected async Task<int> BeginAsync() => (await Get<BeginClosings>().RunAsync(Actor.Portal, None)).Value;

    protected async Task SendMailsAsync()
    {
        await using var db = await OpenAsync();
        await db.OutgoingMails.ExecuteUpdateAsync(set => set.SetProperty(m => m.SentAt, Now));
    }

    protected Task<AccountClosing> StoredClosingAsync(Guid id) => ReadAsync(db => db.AccountClosings.SingleAsync(c => c.Id == id));

    protected Task<OutgoingMail> NewestMailAsync() =>
        ReadAsync(db => db.OutgoingMails.Where(m => m.To == Address).OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).FirstAsync());

    /// <summary>What stands behind <c>link=</c> in a mail.</summary>
    protected static string LinkIn(OutgoingMail mail) => Link().Match(mail.Body).Groups[1].Value;

    [GeneratedRegex(@"link=(\S+)")]
    private static partial Regex Link();
}
