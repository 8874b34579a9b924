namespace Medbook.PrivacyPortal.Infrastructure.Mail;

/// <summary>Whether a server could be used the last time, so that the log says it once and not at every tick.</summary>
public abstract class ServerState
{
    private string? fault;

    /// <summary>Code of what is wrong with the server; null while it works.</summary>
    public string? Fault => fault;

    /// <summary>Takes the newest state.</summary>
    /// <returns>Whether it differs from the one before.</returns>
    public bool Changed(string? now) => Interlocked.Exchange(ref fault, now) != now;
}
