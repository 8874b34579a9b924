using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>
/// A real IMAP server (Dovecot) on free ports, with one account, in a folder of its own. It ends with the test, however that ends:
/// a shell holds the other end of a pipe and stops it when the pipe closes.
/// </summary>
public sealed class ImapServer : IDisposable
{
    public const string User = "privacy@example.org", Password = "mailbox-2026";

    private readonly Process process;
    private readonly string folder;

    private ImapServer(Process process, string folder, int port, int tlsPort) =>
        (this.process, this.folder, Port, TlsPort) = (process, folder, port, tlsPort);

    /// <summary>Without TLS.</summary>
    public int Port { get; }

    /// <summary>With TLS, under a certificate that nobody signed.</summary>
    public int TlsPort { get; }

    public static async Task<ImapServer> StartAsync() =>
        await TryStartAsync()
        ?? (await SystemPackages.TryInstallAsync("dovecot-imapd") ? await TryStartAsync() : null)
        ?? throw SystemPackages.Missing("Dovecot");

    /// <summary>The settings that read this server's mailbox, with what is given added or replaced.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings(int? port = null, params IEnumerable<KeyValuePair<string, string?>> more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Imap:Host"] = "127.0.0.1", ["Imap:Port"] = $"{port ?? Port}", ["Imap:Security"] = "none",
            ["Imap:User"] = User, ["Imap:Password"] = Password, ["Imap:Folder"] = "Privacy",
        };
        foreach (var (key, value) in more) settings[key] = value;
        return settings;
    }

    /// <summary>Puts a mail into the folder, byte for byte, as if it had arrived then.</summary>
    /// <returns>Its UID.</returns>
    public async Task<uint> DeliverAsync(byte[] mail, DateTimeOffset arrived)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, Port);
        await using var stream = connection.GetStream();
        using var answers = new StreamReader(stream, Encoding.Latin1);
        await AskAsync($"a LOGIN {User} {Password}\r\n", "a OK");
        var date = arrived.ToString("dd-MMM-yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture).Remove(24, 1);
        await AskAsync($"b APPEND Privacy \"{date}\" {{{mail.Length}}}\r\n", "+ ");
        await stream.WriteAsync(mail);
        var answer = await AskAsync("\r\n", "b OK [APPENDUID ");
        return uint.Parse(answer.Split(' ', ']')[4], CultureInfo.InvariantCulture);

        async Task<string> AskAsync(string line, string wanted)
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(line));
            while (await answers.ReadLineAsync() is { } answer)
            {
                if (answer.StartsWith(wanted, StringComparison.Ordinal)) return answer;
                if (answer.StartsWith("a ", StringComparison.Ordinal) || answer.StartsWith("b ", StringComparison.Ordinal)) Assert.Fail(answer);
            }
            throw new IOException("The server hung up.");
        }
    }

    /// <summary>Does something to the folder as the owner of the mailbox does with a program of their own.</summary>
    public async Task<T> AsOwnerAsync<T>(Func<ImapClient, IMailFolder, Task<T>> act)
    {
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", Port, SecureSocketOptions.None);
        await client.AuthenticateAsync(User, Password);
        var done = await act(client, await client.GetFolderAsync("Privacy"));
        await client.DisconnectAsync(quit: true);
        return done;
    }

    /// <summary>Deletes the folder and makes it again: what is put into it gets UIDs of another numbering.</summary>
    public Task NumberAnewAsync() => AsOwnerAsync(async (client, privacy) =>
    {
        await privacy.DeleteAsync();
        return await client.GetFolder(client.PersonalNamespaces[0]).CreateAsync("Privacy", isMessageFolder: true);
    });

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
        TestFolders.Delete(folder);
    }

    private static async Task<ImapServer?> TryStartAsync()
    {
        const string program = "/usr/sbin/dovecot";
        if (!File.Exists(program)) return null;

        var (folder, port, tlsPort) = (TestFolders.NewPath("imap"), Loopback.FreePort(), Loopback.FreePort());
        // Everything happens as one user, who is not root: the server keeps no mail for root.
        var script = $$"""
            umask 077; mkdir '{{folder}}'; cd '{{folder}}'; cat <<'END' >tls.pem
            {{Certificate()}}
            END
            cat <<END >conf
            protocols = imap
            base_dir = {{folder}}/run
            state_dir = {{folder}}/state
            log_path = {{folder}}/log
            listen = 127.0.0.1
            default_internal_user = $(id -un)
            default_internal_group = $(id -gn)
            default_login_user = $(id -un)
            first_valid_uid = 1
            ssl = yes
            ssl_cert = <{{folder}}/tls.pem
            ssl_key = <{{folder}}/tls.pem
            disable_plaintext_auth = no
            auth_failure_delay = 0
            mail_fsync = never
            mail_location = maildir:{{folder}}/mail
            namespace inbox {
              inbox = yes
              mailbox Privacy {
                auto = create
              }
            }
            passdb {
              driver = static
              args = password={{Password}}
            }
            userdb {
              driver = static
              args = uid=$(id -u) gid=$(id -g) home={{folder}}
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = {{port}}
              }
              inet_listener imaps {
                port = {{tlsPort}}
              }
            }
            service anvil {
              chroot =
            }
            service stats {
              chroot =
            }
            END
            {{program}} -F -c conf & server=$!; cat >/dev/null; kill $server; wait $server; cd /; rm -rf '{{folder}}'
            """;
        string[] command = Environment.IsPrivilegedProcess ? ["runuser", "-u", "dovecot", "--", "sh", "-c", script] : ["sh", "-c", script];
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, WorkingDirectory = "/" })!;
        await Waiting.UntilAsync(async () =>
        {
            Assert.False(process.HasExited, "Dovecot did not start; what it said stands above.");
            return await Loopback.AnswersAsync(port);
        });
        return new ImapServer(process, folder, port, tlsPort);
    }

    private static string Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2049, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}";
    }
}
