using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>Somebody else is faster: something happens once, when a context that was read already is about to be saved.</summary>
public sealed class JustBeforeSaving : SaveChangesInterceptor
{
    private Func<DbContext, bool> when = _ => false;

    private Func<Task> what = () => Task.CompletedTask;

    /// <summary>What happens, and before which save.</summary>
    public void Do(Func<DbContext, bool> before, Func<Task> deed) => (when, what) = (before, deed);

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (!when(eventData.Context!)) return result;
        when = _ => false;
        await what();
        return result;
    }
}
