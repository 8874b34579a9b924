using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Features.Account;

/// <summary>What the pages about an account share.</summary>
public abstract class AccountPage : FormPage
{
    [Inject] protected IStringLocalizer<AccountTexts> Texts { get; set; } = default!;

    /// <summary>Where to go on afterwards, as the address of the page says it.</summary>
    [SupplyParameterFromQuery(Name = "returnUrl")] protected string? ReturnUrl { get; set; }

    /// <summary>Keeps what was wrong; where the person has to prove something first, leads there and back to this page.</summary>
    protected override void Show(Problem problem)
    {
        if (problem is ConfirmationMissing) GoTo(ReturnAddress.Via("/account/confirm", Here));
        else if (problem is SecondFactorMissing) GoTo(ReturnAddress.Via("/account/second-factor", Here));
        else base.Show(problem);
    }
}
