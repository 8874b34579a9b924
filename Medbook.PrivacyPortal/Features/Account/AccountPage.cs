using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Features.Account;

/// <summary>What the pages about an account share: they are drawn once per request and answer plain HTML forms.</summary>
public abstract class AccountPage : ComponentBase
{
    [CascadingParameter] protected HttpContext Context { get; set; } = default!;
    [Inject] protected IStringLocalizer<AccountTexts> Texts { get; set; } = default!;
    [Inject] private IStringLocalizer<ProblemTexts> ProblemTexts { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private CurrentActor Current { get; set; } = default!;

    /// <summary>Where to go on afterwards, as the address of the page says it.</summary>
    [SupplyParameterFromQuery(Name = "returnUrl")] protected string? ReturnUrl { get; set; }

    /// <summary>What was wrong with the form that was just sent.</summary>
    protected Problem? Problem { get; private set; }

    protected Caller Caller => Caller.From(Context.Connection.RemoteIpAddress, Context.Request.Headers.UserAgent);

    protected CancellationToken Aborted => Context.RequestAborted;

    protected bool IsForm => HttpMethods.IsPost(Context.Request.Method);

    protected ValueTask<Actor> WhoAsync() => Current.GetAsync();

    protected void GoTo(string address) => Navigation.NavigateTo(address);

    /// <summary>Keeps what was wrong; where the person has to prove something first, leads there and back to this page.</summary>
    protected void Show(Problem problem)
    {
        var here = "/" + Navigation.ToBaseRelativePath(Navigation.Uri);
        if (problem is ConfirmationMissing) GoTo(ReturnAddress.Via("/account/confirm", here));
        else if (problem is SecondFactorMissing) GoTo(ReturnAddress.Via("/account/second-factor", here));
        else Problem = problem;
    }

    /// <summary>The sentence under a field; null where the problem is none of that field's.</summary>
    protected string? ErrorOf(params ReadOnlySpan<Type> problems) =>
        Problem is not null && problems.Contains(Problem.GetType()) ? ProblemTexts[Problem.Code, Problem.Arguments].Value : null;

    /// <summary>The problem, where no field of the page shows it.</summary>
    protected Problem? ProblemBeside(params ReadOnlySpan<Type> shown) =>
        Problem is not null && shown.Contains(Problem.GetType()) ? null : Problem;
}
