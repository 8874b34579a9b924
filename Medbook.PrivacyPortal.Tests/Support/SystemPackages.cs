using System.Diagnostics;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>What the tests need from the machine; installed where that is allowed, named clearly where it is not.</summary>
public static class SystemPackages
{
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    /// <summary>Whether the tests may install packages here: as root, with Debian's package manager.</summary>
    public static bool MayInstall => Environment.IsPrivilegedProcess && File.Exists("/usr/bin/apt-get");

    /// <summary>Installs a Debian package; false where it may not or does not work.</summary>
    public static Task<bool> TryInstallAsync(string package) =>
        TryAsync("apt-get", "install", "-y", "-qq", "--no-install-recommends", package);

    /// <summary>Takes a folder out of a Debian package that is not installed; false where it may not or does not work.</summary>
    /// <param name="folder">Its absolute path, as the package would install it.</param>
    /// <param name="target">The path it gets; it appears there whole, or not at all.</param>
    public static Task<bool> TryUnpackAsync(string package, string folder, string target) => TryAsync("sh", "-ec", $"""
        new='{target}.{Environment.ProcessId}'; trap 'rm -rf "$new"' EXIT
        mkdir -p "$new"; cd "$new"
        apt-get download -qq -o APT::Sandbox::User=root {package}
        dpkg-deb -x {package}_*.deb .
        rm -rf '{target}'; mv '.{folder}' '{target}'
        """);

    /// <summary>The one sentence a test fails with when something is missing.</summary>
    public static InvalidOperationException Missing(string what) =>
        new($"{what} was not found and could not be installed here. Run '.ci/prepare' as root, then run the tests again.");

    private static async Task<bool> TryAsync(string command, params string[] arguments)
    {
        if (!MayInstall) return false;
        await OneAtATime.WaitAsync();
        try
        {
            await RunAsync("apt-get", "update", "-qq");
            return await RunAsync(command, arguments) == 0;
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static async Task<int> RunAsync(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" },
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
