using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Ui;

/// <summary>What pages share that are drawn once per request and answer plain HTML forms: no circuit, and no script needed.</summary>
public abstract class FormPage : ComponentBase
{
    [CascadingParameter] protected HttpContext Context { get; set; } = default!;
    [Inject] private IStringLocalizer<ProblemTexts> ProblemTexts { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;

    /// <summary>What was wrong with the form that was just sent.</summary>
    protected Problem? Problem { get; private set; }

    protected Caller Caller => Caller.From(Context.Connection.RemoteIpAddress, Context.Request.Headers.UserAgent);

    protected CancellationToken Aborted => Context.RequestAborted;

    protected bool IsForm => HttpMethods.IsPost(Context.Request.Method);

    /// <summary>Path and query of this page.</summary>
    protected string Here => "/" + Navigation.ToBaseRelativePath(Navigation.Uri);

    protected ValueTask<Actor> WhoAsync() => Current.GetAsync();

    protected void GoTo(string address) => Navigation.NavigateTo(address);

    /// <summary>There is no such page, or it is somebody else's.</summary>
    protected void AnswerNotFound() => Navigation.NotFound();

    /// <summary>Keeps what was wrong, for the page to say.</summary>
    protected virtual void Show(Problem problem) => Problem = problem;

    /// <summary>The sentence under a field; null where the problem is none of that field's.</summary>
    protected string? ErrorOf(params ReadOnlySpan<Type> problems) =>
        Problem is not null && problems.Contains(Problem.GetType()) ? ProblemTexts[Problem.Code, Problem.Arguments].Value : null;

    /// <summary>The problem, where no field of the page shows it.</summary>
    protected Problem? ProblemBeside(params ReadOnlySpan<Type> shown) =>
        Problem is not null && shown.Contains(Problem.GetType()) ? null : Problem;
}
