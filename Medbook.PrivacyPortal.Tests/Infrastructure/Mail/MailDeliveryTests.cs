using System.Net;
using System.Net.Sockets;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Mail;

public abstract class MailDeliveryTests(Provider provider) : OperationTests(provider)
{
    private readonly Postbox postbox = new();

    protected override void Configure(IServiceCollection services) =>
        services.AddMail(Database.Settings(MoreSettings)).AddScoped<IMailTransport>(_ => postbox);

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings =>
        [new("Smtp:Host", "127.0.0.1"), new("Smtp:From", "privacy@example.org")];

    [Fact]
    public async Task A_mail_goes_out_once_with_a_message_id_of_its_row_and_the_public_address()
    {
        var id = await PutAsync("Your code");

        Assert.Equal(1, await DeliverAsync());
        Assert.Equal(0, await DeliverAsync());

        var message = Assert.Single(postbox.Taken);
        Assert.Equal($"{id:n}@privacy.example.org", message.MessageId);
        Assert.Equal("Your code", message.Subject);
        Assert.Equal("auto-generated", message.Headers[HeaderId.AutoSubmitted]);
    }

    [Fact]
    public async Task What_was_delivered_keeps_no_text()
    {
        var id = await PutAsync("Your code");
        await DeliverAsync();

        var row = await RowAsync(id);
        Assert.Equal(Now, row.SentAt);
        Assert.Equal("", row.Body);
    }

    [Fact]
    public async Task A_mail_whose_cause_is_rolled_back_does_not_exist()
    {
        await using (var db = await OpenAsync())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.OutgoingMails.Add(Mail("Never"));
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
        }

        Assert.Equal(0, await DeliverAsync());
    }

    [Fact]
    public async Task A_refused_mail_is_tried_again_after_pauses_that_double_and_then_given_up_with_its_text()
    {
        var id = await PutAsync("Refused");
        postbox.Answer = new MailFailure("smtp-450", Unreachable: false);

        var pauses = new List<TimeSpan>();
        while ((await RowAsync(id)).GivenUpAt is null)
        {
            await DeliverAsync();
            var row = await RowAsync(id);
            pauses.Add(row.NextTryAt - Now);
            Clock.SetUtcNow(row.NextTryAt);
        }

        Assert.Equal(OutgoingMail.MaxTries, pauses.Count);
        Assert.Equal([1, 2, 4, 8, 16], pauses.Take(5).Select(pause => pause.TotalMinutes));
        Assert.Equal(TimeSpan.FromHours(12), pauses[^1]);
        postbox.Answer = null;
        Assert.Equal(0, await DeliverAsync());
        var last = await RowAsync(id);
        Assert.Equal("smtp-450", last.LastFailure);
        Assert.NotEqual("", last.Body);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_loses_nothing_however_long_it_lasts()
    {
        var id = await PutAsync("Waits");
        await using (var silent = new SmtpTransport(Database.Settings(
            new("Smtp:Host", "127.0.0.1"), new("Smtp:Port", $"{ClosedPort()}"), new("Smtp:From", "privacy@example.org"))))
        {
            var message = new MimeMessage();
            Assert.True((await silent.SendAsync(message, None))!.Unreachable);
        }

        postbox.Answer = new MailFailure("smtp-unreachable", Unreachable: true);
        for (var day = 0; day < 30; day++)
        {
            Assert.Equal(0, await DeliverAsync());
            Clock.Advance(TimeSpan.FromDays(1));
        }
        Assert.Equal(0, (await RowAsync(id)).Tries);

        postbox.Answer = null;
        Assert.Equal(1, await DeliverAsync());
    }

    [Fact]
    public async Task Two_workers_share_the_outbox_and_no_mail_goes_out_twice()
    {
        for (var i = 0; i < 20; i++) await PutAsync($"Mail {i}");

        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(DeliverAsync)));

        Assert.Equal(20, sent.Sum());
        Assert.Equal(20, postbox.Taken.Select(message => message.MessageId).Distinct().Count());
        Assert.Equal(20, postbox.Taken.Count);
    }

    [Fact]
    public async Task A_worker_that_lost_its_claim_writes_nothing()
    {
        var id = await PutAsync("Slow");
        var slow = Get<IMailQueue>();
        var mail = await slow.ClaimAsync(Now, None);
        Assert.Null(await Get<IMailQueue>().ClaimAsync(Now, None));

        Clock.Advance(OutgoingMail.LeaseTime);
        Assert.Equal(1, await DeliverAsync());
        mail!.Failed("smtp-interrupted", Now);

        Assert.False(await slow.SaveAsync(None));
        Assert.NotNull((await RowAsync(id)).SentAt);
    }

    [Fact]
    public async Task The_bell_rings_after_the_commit_and_only_for_mail()
    {
        var bell = Services.GetRequiredService<MailBell>();
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var db = await OpenAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.OutgoingMails.Add(Mail("Rings"));
        await db.SaveChangesAsync();
        var ring = bell.WaitAsync(soon.Token);
        Assert.False(ring.IsCompleted);

        await transaction.CommitAsync();
        await ring;

        await DeliverAsync();
        Assert.False(bell.WaitAsync(soon.Token).IsCompleted);
    }

    private async Task<int> DeliverAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MailDelivery>().RunAsync(None);
    }

    private async Task<Guid> PutAsync(string subject)
    {
        await using var db = await OpenAsync();
        var mail = Mail(subject);
        db.OutgoingMails.Add(mail);
        await db.SaveChangesAsync();
        return mail.Id;
    }

    private OutgoingMail Mail(string subject) => OutgoingMail.Write("member@example.org", subject, "Six digits: 123456", "nl-BE", Now);

    private Task<OutgoingMail> RowAsync(Guid id) => ReadAsync(db => db.OutgoingMails.SingleAsync(mail => mail.Id == id));

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A mail server in memory: it lies outside the portal.</summary>
    private sealed class Postbox : IMailTransport
    {
        private readonly List<MimeMessage> taken = [];

        public MailFailure? Answer { get; set; }

        public IReadOnlyList<MimeMessage> Taken => taken;

        public Task<MailFailure?> SendAsync(MimeMessage message, CancellationToken ct)
        {
            lock (taken)
            {
                if (Answer is null) taken.Add(message);
            }
            return Task.FromResult(Answer);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    public sealed class OnSqlite() : MailDeliveryTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : MailDeliveryTests(Provider.PostgreSql);
}
