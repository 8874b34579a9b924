namespace Medbook.PrivacyPortal.Infrastructure.Vault;

/// <summary>What a master key is good for; stored by name, so names never change.</summary>
public enum MasterKeyState
{
    /// <summary>It wraps new keys. There is at most one.</summary>
    Current,
    /// <summary>Another key took its place, and what it wrapped is being wrapped anew: it still opens.</summary>
    Retiring,
    /// <summary>Nothing is wrapped by it any more; it may be destroyed.</summary>
    Retired,
    /// <summary>An operator declared it lost; what it wrapped is destroyed.</summary>
    Lost,
}

/// <summary>
/// What the database knows of a master key: its id and a value to recognise it by, never the key, which lies in the
/// configuration or in a file of <c>KeyFolder</c>.
/// </summary>
public sealed class MasterKey
{
    /// <summary>Longest id.</summary>
    public const int MaxId = 32;

    private MasterKey() { }

    /// <summary>Short name of the key: of its file, and of its setting.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Derived from the key; a key that yields another value is another key.</summary>
    public byte[] CheckValue { get; private set; } = [];

    /// <summary>When the portal took it in (UTC).</summary>
    public DateTimeOffset MadeAt { get; private set; }

    /// <summary>What it is good for.</summary>
    public MasterKeyState State { get; private set; }

    /// <summary>When it was retired or declared lost (UTC).</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>A key that wraps from now on.</summary>
    public static MasterKey Of(string id, byte[] checkValue, DateTimeOffset now) =>
        new() { Id = id, CheckValue = checkValue, MadeAt = now, State = MasterKeyState.Current };

    /// <summary>Whether something may still be wrapped by it, so that the portal needs it.</summary>
    public bool IsNeeded => State is MasterKeyState.Current or MasterKeyState.Retiring;

    /// <summary>Another key takes its place.</summary>
    /// <exception cref="InvalidOperationException">It is not the current one.</exception>
    public void BeginRetiring()
    {
        if (State != MasterKeyState.Current) throw new InvalidOperationException($"Master key {Id} is not the current one.");
        State = MasterKeyState.Retiring;
    }

    /// <summary>Nothing is wrapped by it any more.</summary>
    /// <exception cref="InvalidOperationException">No other key took its place.</exception>
    public void Retire(DateTimeOffset now)
    {
        if (State != MasterKeyState.Retiring) throw new InvalidOperationException($"Master key {Id} is not being replaced.");
        (State, EndedAt) = (MasterKeyState.Retired, now);
    }

    /// <summary>Nobody has it any more.</summary>
    /// <exception cref="InvalidOperationException">It was not needed any more.</exception>
    public void Lose(DateTimeOffset now)
    {
        if (!IsNeeded) throw new InvalidOperationException($"Master key {Id} is not in use.");
        (State, EndedAt) = (MasterKeyState.Lost, now);
    }
}
