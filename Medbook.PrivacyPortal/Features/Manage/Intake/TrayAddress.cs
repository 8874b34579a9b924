using System.Globalization;
using Medbook.PrivacyPortal.Operations.Intake;
using Microsoft.AspNetCore.WebUtilities;

namespace Medbook.PrivacyPortal.Features.Manage.Intake;

/// <summary>The two views of the page as addresses, and places in the tray.</summary>
internal static class TrayAddress
{
    /// <summary>Where a request is entered.</summary>
    public const string Enter = "manage/intake";

    /// <summary>The word that names the tray in an address.</summary>
    public const string Name = "tray";

    /// <summary>The tray, at a place in it.</summary>
    public static string Tray(TrayPlace? after = null)
    {
        var query = new Dictionary<string, string?> { ["view"] = Name };
        if (after is { } place)
        {
            query["at"] = place.ArrivedAt.UtcTicks.ToString(CultureInfo.InvariantCulture);
            query["id"] = place.Id.ToString();
        }
        return QueryHelpers.AddQueryString(Enter, query);
    }

    /// <summary>The place an address names; null for the beginning.</summary>
    public static TrayPlace? Place(long? at, Guid? id) =>
        at is { } ticks && ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks && id is { } row ? new(new DateTimeOffset(ticks, TimeSpan.Zero), row) : null;
}
