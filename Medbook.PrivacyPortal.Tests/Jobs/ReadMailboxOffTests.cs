using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Jobs;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Jobs;

public sealed class ReadMailboxOffTests() : OperationTests(Provider.Sqlite)
{
    protected override void Configure(IServiceCollection services) => services.AddMail(Database.Settings());

    [Fact]
    public async Task Without_configuration_no_mailbox_is_read()
    {
        await ActivatorUtilities.CreateInstance<ReadMailbox>(Get<IServiceProvider>()).Execute(null!, None);

        Assert.Equal(0, await ReadAsync(db => db.ReceivedMails.CountAsync()));
    }
}
