using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Intake;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Tests.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Intake;

/// <summary>Base of the tests of what comes by letter, call and mail: the vault has a key.</summary>
public abstract class IntakeTests(Provider provider) : CaseTests(provider)
{
    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings =>
        [new("Smtp:From", "Medbook <portal@example.org>"), new("Imap:Host", "mail.example.org"), new("Imap:User", "privacy@example.org"), new("Imap:Password", "secret")];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Assert.True((await Get<InitVault>().RunAsync(Actor.Portal, None)).IsOk);
    }

    /// <summary>Takes a mail in as the job does.</summary>
    protected async Task<MailPlace> TakeInAsync(string mail, uint uid = 1, uint uidValidity = 7, DateTimeOffset? arrived = null)
    {
        using var read = await TestMail.ReadAsync(mail, arrived ?? Now, uid, uidValidity);
        var taken = await Get<TakeInMail>().RunAsync(Actor.Portal, read, None);
        Assert.Null(taken.Problem);
        return taken.Value;
    }

    protected Task<RightsRequest> OnlyRequestAsync() => ReadAsync(db => db.Requests.Include(r => r.Events.OrderBy(e => e.Id)).SingleAsync());

    protected Task<ReceivedMail> OnlyMailAsync() => ReadAsync(db => db.ReceivedMails.SingleAsync());
}
