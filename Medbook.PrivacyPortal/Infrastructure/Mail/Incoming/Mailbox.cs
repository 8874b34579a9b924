using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using MimeKit.IO;

namespace Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;

/// <summary>
/// Reads the mailbox people write to, over IMAP. It only looks: the folder is opened to be read (EXAMINE), so no mail is marked,
/// moved or deleted, and whoever reads the mailbox with a program of their own sees nothing of it.
/// </summary>
/// <remarks>
/// One mail at a time is held in memory, at most <c>Imap:MaxMegabytes</c> of it: on the disk it would lie unencrypted.
/// </remarks>
public sealed class Mailbox(PortalSettings settings, IMailboxLog log, TimeProvider clock)
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>How long the server may take to open the folder, to search it, or to hand over one mail.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The mails that were not taken yet, in the order of their UIDs. Each is disposed of when the next is asked for.</summary>
    /// <exception cref="MailboxException">The mailbox cannot be read, or the connection broke.</exception>
    public async IAsyncEnumerable<IncomingMail> ReadNewAsync([EnumeratorCancellation] CancellationToken ct)
    {
        using var client = new ImapClient();
        var folder = await AskAsync(patience => OpenAsync(client, patience), ct);
        var last = await log.LastUidAsync(settings.Imap.Mailbox, folder.UidValidity, ct);
        foreach (var uid in await AskAsync(patience => FindAsync(folder, last, patience), ct))
        {
            // Another program may have deleted it since it was found.
            if (await AskAsync(patience => FetchAsync(folder, uid, patience), ct) is not { } mail) continue;
            using (mail) yield return mail;
        }
        await AskAsync(async patience =>
        {
            await client.DisconnectAsync(quit: true, patience);
            return true;
        }, ct);
    }

    private async Task<IMailFolder> OpenAsync(ImapClient client, CancellationToken ct)
    {
        var imap = settings.Imap;
        await client.ConnectAsync(imap.Host!, imap.Port, OptionsOf(imap.Security!.Value), ct);
        await client.AuthenticateAsync(imap.User!, imap.Password!, ct);
        var folder = imap.Folder.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? client.Inbox! : await client.GetFolderAsync(imap.Folder, ct);
        await folder.OpenAsync(FolderAccess.ReadOnly, ct);
        return folder;
    }

    private async Task<IReadOnlyList<UniqueId>> FindAsync(IMailFolder folder, uint last, CancellationToken ct)
    {
        if (last == uint.MaxValue) return [];
        SearchQuery query = SearchQuery.Uids(new UniqueIdRange(folder.UidValidity, last + 1, uint.MaxValue));
        if (settings.Imap.Since is { } since) query = query.And(SearchQuery.DeliveredAfter(since.ToDateTime(TimeOnly.MinValue)));
        var found = await folder.SearchAsync(query, ct);
        // A server answers "from here to the last" with the last one, even where that lies before (RFC 3501, 6.4.8).
        return [.. found.Where(uid => uid.Id > last).Order()];
    }

    private async Task<IncomingMail?> FetchAsync(IMailFolder folder, UniqueId uid, CancellationToken ct)
    {
        var facts = (await folder.FetchAsync([uid], MessageSummaryItems.InternalDate | MessageSummaryItems.Size, ct)).SingleOrDefault();
        if (facts is null) return null;
        var most = settings.Imap.MaxMegabytes * Megabyte;
        var bytes = new MemoryBlockStream();
        try
        {
            // The server's word on the size spares reading a large one; one byte more than allowed tells whether it was true.
            await ReadAsync(folder, uid, facts.Size > most ? MailParser.Beginning : most + 1, bytes, ct);
            var isWhole = facts.Size <= most && bytes.Length <= most;
            bytes.Position = 0;
            var fingerprint = Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, ct));
            var envelope = new Envelope(settings.Imap.Mailbox, folder.UidValidity, uid.Id, (facts.InternalDate ?? clock.GetUtcNow()).ToUniversalTime());
            return new IncomingMail(envelope, await MailParser.ParseAsync(bytes, isWhole, ct), fingerprint, bytes);
        }
        catch (MessageNotFoundException)
        {
            await bytes.DisposeAsync();
            return null;
        }
        catch
        {
            await bytes.DisposeAsync();
            throw;
        }
    }

    // BODY.PEEK in pieces: what a server sends at once is held twice.
    private static async Task ReadAsync(IMailFolder folder, UniqueId uid, int most, MemoryBlockStream bytes, CancellationToken ct)
    {
        while (bytes.Length < most)
        {
            var wanted = (int)Math.Min(Megabyte, most - bytes.Length);
            var before = bytes.Length;
            await using (var piece = await folder.GetStreamAsync(uid, (int)before, wanted, ct)) await piece.CopyToAsync(bytes, ct);
            if (bytes.Length - before < wanted) return;
        }
    }

    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            return await ask(either.Token);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested && CodeOf(fault) is { } code)
        {
            throw new MailboxException(code);
        }
    }

    private static string? CodeOf(Exception fault) => fault switch
    {
        OperationCanceledException or TimeoutException => "imap-silent",
        AuthenticationException => "imap-authentication",
        SslHandshakeException => "imap-certificate",
        FolderNotFoundException => "imap-folder",
        NotSupportedException => "imap-no-tls",
        ImapCommandException => "imap-refused",
        SocketException or IOException or ImapProtocolException or ServiceNotConnectedException or ServiceNotAuthenticatedException
            or FolderNotOpenException => "imap-unreachable",
        _ => null,
    };

    private static SecureSocketOptions OptionsOf(MailSecurity security) => security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        // The settings refuse "auto" here.
        MailSecurity.Tls or MailSecurity.Auto => SecureSocketOptions.SslOnConnect,
    };
}
