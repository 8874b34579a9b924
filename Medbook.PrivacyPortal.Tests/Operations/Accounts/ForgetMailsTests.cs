using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Accounts;

/// <summary>Mails that are out, to addresses that somebody has and to one that nobody has.</summary>
public abstract class ForgetMailsTests(Provider provider) : OperationTests(provider)
{
    [Fact]
    public async Task Only_what_is_out_and_went_to_nobody_whom_the_portal_knows_is_forgotten()
    {
        await AddPersonAsync("member@example.org");
        await WriteAsync("Member@example.org", mail => mail.Sent(Now));
        await WriteAsync("nobody@example.org", mail => mail.Sent(Now));
        await WriteAsync("nobody@example.org", mail => { for (var i = 0; i < OutgoingMail.MaxTries; i++) mail.Failed("refused", Now); });
        await WriteAsync("waits@example.org", _ => { });
        Clock.Advance(ForgetMails.Patience);
        await WriteAsync("just-now@example.org", mail => mail.Sent(Now));

        Assert.Equal(2, (await Get<ForgetMails>().RunAsync(Actor.Portal, None)).Value);

        Assert.Equal(["Member@example.org", "just-now@example.org", "waits@example.org"], await ReadAsync(async db => (await db.OutgoingMails.Select(m => m.To).ToListAsync()).Order(StringComparer.Ordinal)));
        Assert.Equal(0, (await Get<ForgetMails>().RunAsync(Actor.Portal, None)).Value);
    }

    private async Task WriteAsync(string to, Action<OutgoingMail> then)
    {
        await using var db = await OpenAsync();
        var mail = OutgoingMail.Write(to, "", "", "en-GB", Now);
        then(mail);
        db.OutgoingMails.Add(mail);
        await db.SaveChangesAsync();
    }

    public sealed class OnSqlite() : ForgetMailsTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : ForgetMailsTests(Provider.PostgreSql);
}
