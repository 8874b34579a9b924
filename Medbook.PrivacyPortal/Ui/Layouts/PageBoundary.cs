using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Medbook.PrivacyPortal.Ui.Layouts;

/// <summary>
/// What a page throws stops here: it is logged with a number, and the page says so calmly with the same number.
/// While prerendering the answer keeps its real status, 500.
/// </summary>
public sealed class PageBoundary(ILogger<PageBoundary> logger) : ErrorBoundaryBase
{
    /// <summary>What stands in place of the page; it gets the number.</summary>
    [Parameter, EditorRequired] public RenderFragment<string>? Broken { get; set; }

    [CascadingParameter] public HttpContext? Context { get; set; }

    private string number = "";

    /// <inheritdoc />
    protected override Task OnErrorAsync(Exception exception)
    {
        number = ErrorNumber.Current();
        logger.LogError(exception, "Error {Number} in a page", number);
        if (Context is { Response.HasStarted: false }) Context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null) builder.AddContent(0, ChildContent);
        else if (Broken is not null) builder.AddContent(1, Broken(number));
    }
}
