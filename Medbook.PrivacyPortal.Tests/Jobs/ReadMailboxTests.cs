using System.Text;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;
using Medbook.PrivacyPortal.Jobs;
using Medbook.PrivacyPortal.Tests.Operations.Intake;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Jobs;

/// <summary>From a real mailbox to the case.</summary>
[Trait("Category", "Servers")]
public abstract class ReadMailboxTests(Provider provider) : IntakeTests(provider)
{
    private readonly LogHook log = new();
    private ImapServer server = null!;

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => server.Settings(null, new KeyValuePair<string, string?>("Smtp:From", "portal@example.org"));

    protected override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        services.AddMail(Database.Settings(MoreSettings)).AddLogging(logging => logging.AddProvider(log));
    }

    public override async Task InitializeAsync()
    {
        server = await ImapServer.StartAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        server.Dispose();
    }

    [Fact]
    public async Task Letters_of_people_become_cases_with_attachments_and_what_machines_sent_waits_in_the_tray()
    {
        await DeliverAsync(TestMail.Text("One."), Now.AddDays(-2));
        await DeliverAsync(TestMail.Text("I am away.", header: "Auto-Submitted: auto-replied"));
        await DeliverAsync(TestMail.WithFiles(("proof.pdf", TestMail.Pdf())));

        await TickAsync();
        await TickAsync();

        Assert.Equal([new DateOnly(2026, 2, 28), new DateOnly(2026, 3, 2)], await ReadAsync(db => db.Requests.Select(r => r.ReceivedOn!.Value).Order().ToListAsync()));
        Assert.Equal([MailPlace.Case, MailPlace.Tray, MailPlace.Case], await ReadAsync(db => db.ReceivedMails.OrderBy(m => m.Uid).Select(m => m.Place).ToListAsync()));
        Assert.Equal("proof.pdf", (await ReadAsync(db => db.CaseAttachments.SingleAsync())).FileName);
        Assert.Equal(2, await ReadAsync(db => db.OutgoingMails.CountAsync()));

        await DeliverAsync(TestMail.Text("Two."));
        await TickAsync();
        Assert.Equal(3, await ReadAsync(db => db.Requests.CountAsync()));
    }

    [Fact]
    public async Task Two_instances_that_poll_at_once_make_one_case_of_each_mail()
    {
        for (var i = 0; i < 5; i++) await DeliverAsync(TestMail.Text($"Mail {i}", from: $"person{i}@example.org"));
        var instances = Enumerable.Range(0, 3).Select(_ => Job()).ToArray();

        await Task.WhenAll(instances.Select(job => Task.Run(async () => await job.Execute(null!, None))));

        Assert.Equal(5, await ReadAsync(db => db.Requests.CountAsync()));
        Assert.Equal(5, await ReadAsync(db => db.OutgoingMails.Select(mail => mail.To).Distinct().CountAsync()));
        Assert.Equal(5, await ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task A_connection_that_breaks_is_told_once_and_the_next_tick_takes_in_the_rest()
    {
        await DeliverAsync(TestMail.Text("Small."));
        await DeliverAsync(TestMail.Text(new string('x', 300_000)));
        await using var first = new BrokenLine(server.Port, bytes: 150_000);
        await using var second = new BrokenLine(server.Port, bytes: 100);

        foreach (var line in (BrokenLine[])[first, second]) await Job(line.Port).Execute(null!, None);
        Assert.Equal(1, await ReadAsync(db => db.Requests.CountAsync()));
        Assert.Single(log.Lines, text => text.Contains("The mailbox cannot be read", StringComparison.Ordinal));

        await TickAsync();
        Assert.Equal(2, await ReadAsync(db => db.Requests.CountAsync()));
        Assert.Single(log.Lines, text => text.Contains("The mailbox can be read again", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, text => text.Contains("example.org", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mailbox_numbered_anew_makes_no_case_twice()
    {
        await DeliverAsync(TestMail.Text("Same."));
        await TickAsync();

        await server.NumberAnewAsync();
        await DeliverAsync(TestMail.Text("Same."));
        await DeliverAsync(TestMail.Text("Other."));
        await TickAsync();

        Assert.Equal(2, await ReadAsync(db => db.Requests.CountAsync()));
        Assert.Equal(1, await ReadAsync(db => db.ReceivedMails.CountAsync(m => m.Place == MailPlace.Known)));
    }

    private Task DeliverAsync(string mail, DateTimeOffset? arrived = null) => server.DeliverAsync(Encoding.UTF8.GetBytes(mail), arrived ?? Now);

    private async Task TickAsync() => await Job().Execute(null!, None);

    private ReadMailbox Job() => ActivatorUtilities.CreateInstance<ReadMailbox>(Get<IServiceProvider>());

    // The same portal, over another line to the server.
    private ReadMailbox Job(int port) => ActivatorUtilities.CreateInstance<ReadMailbox>(
        Get<IServiceProvider>(), new Mailbox(Database.Settings(server.Settings(port)), Get<IMailboxLog>(), Clock));

    public sealed class OnSqlite() : ReadMailboxTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : ReadMailboxTests(Provider.PostgreSql);
}
