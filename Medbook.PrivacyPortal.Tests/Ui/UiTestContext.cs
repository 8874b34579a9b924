using System.Globalization;
using Bunit;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Ui;
using Microsoft.Extensions.Time.Testing;

namespace Medbook.PrivacyPortal.Tests.Ui;

/// <summary>What a look-only component needs, on the 23rd of November 2026 at noon in Brussels.</summary>
public abstract class UiTestContext : BunitContext
{
    protected UiTestContext()
    {
        Speak("en-GB");
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(new(2026, 11, 23, 11, 0, 0, TimeSpan.Zero)));
        Services.AddUi();
    }

    /// <summary>Draws what follows in a language.</summary>
    protected static void Speak(string culture) =>
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (PortalCultures.Of(culture), PortalCultures.Of(culture));
}
