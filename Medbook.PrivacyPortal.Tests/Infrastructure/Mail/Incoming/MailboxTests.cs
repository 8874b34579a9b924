using System.Text;
using MailKit;
using MailKit.Search;
using Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Mail.Incoming;

/// <summary>Against a real IMAP server.</summary>
[Trait("Category", "Servers")]
public sealed class MailboxTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Arrived = new(2026, 3, 2, 23, 30, 0, TimeSpan.FromHours(1));

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero));
    private readonly MemoryLog log = new();
    private ImapServer server = null!;

    public async Task InitializeAsync() => server = await ImapServer.StartAsync();

    public Task DisposeAsync()
    {
        server.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_mail_is_read_once_with_the_moment_the_server_took_it()
    {
        var uid = await server.DeliverAsync(Mail("Hello", "Date: Thu, 1 Jan 1970 00:00:00 +0000"), Arrived);

        var mail = Assert.Single(await ReadAsync());

        Assert.Equal(("privacy@example.org@127.0.0.1/Privacy", uid), (mail.Mailbox, mail.Uid));
        Assert.Equal((Arrived, TimeSpan.Zero), (mail.ArrivedAt, mail.ArrivedAt.Offset));
        Assert.Equal(("an@example.org", "Hello", "Words"), (mail.From, mail.Subject, mail.Text));
        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task Mails_are_read_in_the_order_of_their_arrival_and_later_only_the_new_ones()
    {
        foreach (var subject in new[] { "One", "Two" }) await server.DeliverAsync(Mail(subject), Arrived);
        Assert.Equal(["One", "Two"], (await ReadAsync()).Select(mail => mail.Subject));

        await server.DeliverAsync(Mail("Three"), Arrived);
        Assert.Equal(["Three"], (await ReadAsync()).Select(mail => mail.Subject));
    }

    [Fact]
    public async Task Nothing_in_the_mailbox_is_marked_moved_or_deleted()
    {
        foreach (var subject in new[] { "One", "Two" }) await server.DeliverAsync(Mail(subject), Arrived);

        await ReadAsync();

        var (flags, recent) = await server.AsOwnerAsync(async (_, folder) =>
        {
            await folder.OpenAsync(FolderAccess.ReadWrite);
            var found = await folder.FetchAsync(0, -1, MessageSummaryItems.Flags);
            return (found.Select(mail => mail.Flags).ToList(), folder.Recent);
        });
        // Even that nobody has seen them yet is as it was.
        Assert.Equal([MessageFlags.Recent, MessageFlags.Recent], flags);
        Assert.Equal(2, recent);
    }

    [Fact]
    public async Task A_mailbox_that_was_numbered_anew_is_read_again_and_the_same_mail_is_known_by_its_bytes()
    {
        await server.DeliverAsync(Mail("Same"), Arrived);
        var before = Assert.Single(await ReadAsync());

        await server.NumberAnewAsync();
        await server.DeliverAsync(Mail("Same"), Arrived);
        await server.DeliverAsync(Mail("Other"), Arrived);
        var after = await ReadAsync();

        Assert.Equal(["Same", "Other"], after.Select(mail => mail.Subject));
        Assert.NotEqual(before.UidValidity, after[0].UidValidity);
        Assert.Equal(before.Uid, after[0].Uid);
        Assert.Equal(before.Fingerprint, after[0].Fingerprint);
        Assert.NotEqual(before.Fingerprint, after[1].Fingerprint);
    }

    [Fact]
    public async Task Mail_from_before_the_day_the_portal_was_asked_to_begin_with_is_left_alone()
    {
        await server.DeliverAsync(Mail("Old"), Arrived);
        await server.DeliverAsync(Mail("New"), Arrived.AddDays(1));

        Assert.Equal(["New"], (await ReadAsync(more: new("Imap:Since", "2026-03-03"))).Select(mail => mail.Subject));
    }

    [Fact]
    public async Task A_connection_that_breaks_half_way_loses_nothing_and_doubles_nothing()
    {
        await server.DeliverAsync(Mail("Small"), Arrived);
        await server.DeliverAsync(Mail("Large", words: new string('x', 300_000)), Arrived);
        await server.DeliverAsync(Mail("Last"), Arrived);

        await using (var line = new BrokenLine(server.Port, bytes: 150_000))
        {
            var taken = new List<string>();
            var fault = await Assert.ThrowsAsync<MailboxException>(() => TakeAsync(taken, line.Port));
            Assert.Equal("imap-unreachable", fault.Code);
            Assert.Equal(["Small"], taken);
        }

        Assert.Equal(["Large", "Last"], (await ReadAsync()).Select(mail => mail.Subject));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(500)]
    [InlineData(1_000)]
    public async Task A_connection_that_breaks_before_a_mail_came_is_a_fault_with_a_code(int bytes)
    {
        await server.DeliverAsync(Mail("Large", words: new string('x', 10_000)), Arrived);
        await using var line = new BrokenLine(server.Port, bytes);

        Assert.Equal("imap-unreachable", (await Assert.ThrowsAsync<MailboxException>(() => TakeAsync([], line.Port))).Code);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up()
    {
        await using var line = new BrokenLine(serverPort: null);

        var reading = Assert.ThrowsAsync<MailboxException>(() => TakeAsync([], line.Port));
        while (!reading.IsCompleted)
        {
            clock.Advance(Mailbox.Patience);
            await Task.WhenAny(reading, Task.Delay(20));
        }

        Assert.Equal("imap-silent", (await reading).Code);
    }

    [Theory]
    [InlineData("Imap:Password", "wrong", "imap-authentication")]
    [InlineData("Imap:Folder", "Nowhere", "imap-folder")]
    public async Task What_is_wrong_is_told_by_a_code_that_quotes_nothing(string key, string value, string code)
    {
        var fault = await Assert.ThrowsAsync<MailboxException>(() => ReadAsync(more: new(key, value)));

        Assert.Equal(code, fault.Code);
        Assert.DoesNotContain("example.org", fault.ToString());
    }

    [Fact]
    public async Task A_password_is_not_told_to_a_server_whose_certificate_nobody_signed()
    {
        var fault = await Assert.ThrowsAsync<MailboxException>(() => ReadAsync(server.TlsPort, new KeyValuePair<string, string?>("Imap:Security", "tls")));

        Assert.Equal("imap-certificate", fault.Code);
    }

    [Fact]
    public async Task A_mail_larger_than_allowed_arrives_with_its_words_and_without_its_attachment()
    {
        await server.DeliverAsync(WithAttachment(2_000_000), Arrived);
        await server.DeliverAsync(WithAttachment(500_000), Arrived);

        var mails = await ReadAsync(more: new("Imap:MaxMegabytes", "1"));

        Assert.Equal([false, true], mails.Select(mail => mail.IsWhole));
        Assert.All(mails, mail => Assert.Equal("Words", mail.Text));
        Assert.Equal([0, 1], mails.Select(mail => mail.Attachments.Count));
    }

    [Fact]
    public async Task An_attachment_comes_byte_for_byte()
    {
        await server.DeliverAsync(WithAttachment(3_000_000), Arrived);
        using var copy = new MemoryStream();

        await foreach (var mail in Reader().ReadNewAsync(CancellationToken.None))
        {
            await using var content = Assert.Single(mail.Attachments).Open();
            await content.CopyToAsync(copy);
        }

        Assert.Equal(Bytes(3_000_000), copy.ToArray());
    }

    [Fact]
    public async Task Broken_mail_does_not_stand_in_the_way_of_the_next()
    {
        await server.DeliverAsync("Content-Type: multipart/mixed; boundary=\"\r\n\r\n--\u0001"u8.ToArray(), Arrived);
        await server.DeliverAsync("no header at all"u8.ToArray(), Arrived);
        await server.DeliverAsync([.. "From: Ren"u8, 0xE9, .. " <rene@example.org>\r\n\r\nCaf"u8, 0xE9], Arrived);

        var mails = await ReadAsync();

        Assert.Equal([null, null, "rene@example.org"], mails.Select(mail => mail.From));
        Assert.Equal("Café", mails[2].Text);
    }

    [Fact]
    public async Task A_mail_that_its_owner_deleted_meanwhile_is_passed_over()
    {
        foreach (var subject in new[] { "One", "Two", "Three" }) await server.DeliverAsync(Mail(subject), Arrived);
        var read = new List<string>();

        await foreach (var mail in Reader().ReadNewAsync(CancellationToken.None))
        {
            read.Add(mail.Subject);
            if (mail.Subject == "One") await DeleteAsync("Two");
        }

        Assert.Equal(["One", "Three"], read);
    }

    private Task<bool> DeleteAsync(string subject) => server.AsOwnerAsync(async (_, folder) =>
    {
        await folder.OpenAsync(FolderAccess.ReadWrite);
        await folder.AddFlagsAsync(await folder.SearchAsync(SearchQuery.SubjectContains(subject)), MessageFlags.Deleted, silent: true);
        await folder.ExpungeAsync();
        return true;
    });

    private Task<List<IncomingMail>> ReadAsync(KeyValuePair<string, string?> more) => ReadAsync(null, more);

    private async Task<List<IncomingMail>> ReadAsync(int? port = null, params KeyValuePair<string, string?>[] more)
    {
        var mails = new List<IncomingMail>();
        await foreach (var mail in Reader(port, more).ReadNewAsync(CancellationToken.None))
        {
            mails.Add(mail);
            log.Took(mail);
        }
        return mails;
    }

    private async Task TakeAsync(List<string> subjects, int port)
    {
        await foreach (var mail in Reader(port).ReadNewAsync(CancellationToken.None))
        {
            subjects.Add(mail.Subject);
            log.Took(mail);
        }
    }

    private Mailbox Reader(int? port = null, params KeyValuePair<string, string?>[] more) =>
        new(PortalDatabase.SettingsFor(Provider.Sqlite, "", "/", server.Settings(port, more)), log, clock);

    private static byte[] Mail(string subject, string header = "X-Nothing: 1", string words = "Words") => Encoding.UTF8.GetBytes(
        $"From: An <an@example.org>\r\nSubject: {subject}\r\n{header}\r\n\r\n{words}\r\n");

    private static byte[] WithAttachment(int size) => Encoding.ASCII.GetBytes(
        "From: an@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nWords\r\n--b\r\n"
        + "Content-Type: application/pdf; name=proof.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + Convert.ToBase64String(Bytes(size), Base64FormattingOptions.InsertLineBreaks) + "\r\n--b--\r\n");

    private static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    /// <summary>What was taken, without a database.</summary>
    private sealed class MemoryLog : IMailboxLog
    {
        private readonly Dictionary<(string, uint), uint> last = [];

        public void Took(IncomingMail mail) => last[(mail.Mailbox, mail.UidValidity)] = mail.Uid;

        public Task<uint> LastUidAsync(string mailbox, uint uidValidity, CancellationToken ct) =>
            Task.FromResult(last.GetValueOrDefault((mailbox, uidValidity)));
    }
}
