using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;

namespace Medbook.PrivacyPortal.Ui.Layouts;

/// <summary>What the layouts share: the address of the page that is shown.</summary>
public abstract class PortalLayout : LayoutComponentBase
{
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter] public HttpContext? Context { get; set; }

    /// <summary>
    /// Path and query, relative to the base address. An error page is drawn at another address than the one that was asked for:
    /// what counts is the latter.
    /// </summary>
    protected string Here => Context?.Features.Get<IStatusCodeReExecuteFeature>() is { } original
        ? (original.OriginalPath + original.OriginalQueryString).TrimStart('/')
        : Navigation.ToBaseRelativePath(Navigation.Uri);
}
