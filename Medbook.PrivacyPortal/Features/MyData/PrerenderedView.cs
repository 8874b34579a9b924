using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Subjects;
using Microsoft.Extensions.Caching.Memory;

namespace Medbook.PrivacyPortal.Features.MyData;

/// <summary>What the page showed before its circuit was there.</summary>
public sealed record MyDataView(HeldData Held, string? Activity, OpenRecords? Records);

/// <summary>
/// Hands what was just read for the page to the circuit that takes over, so that the sources are asked once and nothing flickers.
/// It stays in this process's memory for half a minute at most, for the same session and address only, and is given out once.
/// </summary>
public sealed class PrerenderedView : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly MemoryCache views = new(new MemoryCacheOptions { SizeLimit = 500, ExpirationScanFrequency = Patience });

    /// <summary>Keeps a view for the circuit; nothing where the session has no identifier.</summary>
    public void Keep(Actor who, string address, MyDataView view)
    {
        if (who.Session is null) return;
        using var entry = views.CreateEntry(Key(who, address));
        entry.Value = view;
        entry.Size = 1;
        entry.AbsoluteExpirationRelativeToNow = Patience;
    }

    /// <summary>The view, once; null where there is none any more.</summary>
    public MyDataView? Take(Actor who, string address)
    {
        var key = Key(who, address);
        if (!views.TryGetValue<MyDataView>(key, out var view)) return null;
        views.Remove(key);
        return view;
    }

    /// <inheritdoc />
    public void Dispose() => views.Dispose();

    private static object Key(Actor who, string address) => (who.Session, who.Subject, who.Confirmed, address);
}
