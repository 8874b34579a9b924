using System.Diagnostics;
using MimeKit;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>
/// A real SMTP server (aiosmtpd) on a free port; what it takes lands in a folder. It ends with the test, however that
/// ends: a shell holds the other end of a pipe and stops it when the pipe closes.
/// </summary>
public sealed class MailServer : IDisposable
{
    /// <summary>Longest mail the server takes, in bytes.</summary>
    public const int SizeLimit = 100_000;

    private readonly Process process;
    private readonly string folder;

    private MailServer(Process process, string folder, int port) => (this.process, this.folder, Port) = (process, folder, port);

    public int Port { get; }

    public static async Task<MailServer> StartAsync() =>
        await TryStartAsync()
        ?? (await SystemPackages.TryInstallAsync("python3-aiosmtpd") ? await TryStartAsync() : null)
        ?? throw SystemPackages.Missing("aiosmtpd");

    /// <summary>What the server has taken so far.</summary>
    public IReadOnlyList<MimeMessage> Received() =>
        [.. Directory.GetFiles(Path.Combine(folder, "new")).Select(file => MimeMessage.Load(file))];

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
        TestFolders.Delete(folder);
    }

    private static async Task<MailServer?> TryStartAsync()
    {
        // Debian's package belongs to the system's own Python, whatever else comes first in the path.
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        using (var check = Process.Start(new ProcessStartInfo(python, ["-c", "import aiosmtpd"]) { RedirectStandardError = true })!)
        {
            await check.WaitForExitAsync();
            if (check.ExitCode != 0) return null;
        }

        var (folder, port) = (TestFolders.NewPath("mail"), Loopback.FreePort());
        var script = $"{python} -m aiosmtpd -n -s {SizeLimit} -l 127.0.0.1:{port} -c aiosmtpd.handlers.Mailbox '{folder}' & server=$!; cat >/dev/null; kill $server";
        var process = Process.Start(new ProcessStartInfo("sh", ["-c", script]) { RedirectStandardInput = true })!;
        while (!await Loopback.AnswersAsync(port)) await Task.Delay(50);
        return new MailServer(process, folder, port);
    }
}
