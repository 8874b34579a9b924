using System.Net;
using System.Net.Sockets;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>
/// A line to a server on this machine that breaks after so many bytes came back over it, or, with none to give, never says a word.
/// </summary>
public sealed class BrokenLine : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Task serving;

    /// <param name="serverPort">The server; null for a line with nobody at the other end.</param>
    /// <param name="bytes">Bytes after which it breaks.</param>
    public BrokenLine(int? serverPort, int bytes = 0)
    {
        listener.Start();
        serving = ServeAsync(serverPort, bytes);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await serving;
        listener.Dispose();
        end.Dispose();
    }

    private async Task ServeAsync(int? serverPort, int bytes)
    {
        try
        {
            using var caller = await listener.AcceptTcpClientAsync(end.Token);
            if (serverPort is not { } port) await Task.Delay(Timeout.Infinite, end.Token);
            else await JoinAsync(caller, port, bytes);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // One of the two hung up, or the test is over.
        }
    }

    private async Task JoinAsync(TcpClient caller, int serverPort, int bytes)
    {
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, serverPort, end.Token);
        var asking = caller.GetStream().CopyToAsync(server.GetStream(), end.Token);
        var buffer = new byte[4096];
        while (bytes > 0)
        {
            var read = await server.GetStream().ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, bytes)), end.Token);
            if (read == 0) break;
            await caller.GetStream().WriteAsync(buffer.AsMemory(0, read), end.Token);
            bytes -= read;
        }
        caller.Close();
        await asking;
    }
}
