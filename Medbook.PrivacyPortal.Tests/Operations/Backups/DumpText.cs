using System.Diagnostics;

namespace Medbook.PrivacyPortal.Tests.Operations.Backups;

/// <summary>A dump in PostgreSQL's own form as the SQL it stands for.</summary>
internal static class DumpText
{
    public static async Task<byte[]> ReadAsync(byte[] dump)
    {
        using var process = Process.Start(new ProcessStartInfo("pg_restore", ["--file=-"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        using var text = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(text);
        await process.StandardInput.BaseStream.WriteAsync(dump);
        process.StandardInput.Close();
        await reading;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return text.ToArray();
    }
}
