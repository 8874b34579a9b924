using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Medbook.PrivacyPortal.Ui;

/// <summary>Gives the focus to something that was drawn just now.</summary>
public static class Focusing
{
    /// <summary>As <c>FocusAsync</c>; where the person has moved on meanwhile, nothing happens.</summary>
    public static async ValueTask TryFocusAsync(this ElementReference element)
    {
        try
        {
            await element.FocusAsync();
        }
        catch (Exception fault) when (fault is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // The element, or the page with it, is gone.
        }
    }
}
