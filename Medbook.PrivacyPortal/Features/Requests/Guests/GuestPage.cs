using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Operations.Guests;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Features.Requests.Guests;

/// <summary>
/// What the pages for somebody without an account share. Who comes without a session is led to prove an address, and then back to the
/// request they wanted; a form that is sent without one is answered by the page itself, with everything that was typed.
/// </summary>
public abstract class GuestPage : FormPage
{
    [Inject] protected IStringLocalizer<GuestTexts> Texts { get; set; } = default!;
    [Inject] protected IStringLocalizer<RequestsTexts> Common { get; set; } = default!;
    [Inject] protected GuestCookie Cookie { get; set; } = default!;
    [Inject] private ReadRegister ReadRegister { get; set; } = default!;

    /// <summary>Who asks; null while no session runs.</summary>
    protected GuestFacts? Guest { get; private set; }

    /// <summary>The register in force.</summary>
    protected RegisterVersion? Register { get; private set; }

    /// <summary>A form came, and the session was over.</summary>
    protected bool IsOver => IsForm && Guest is null && NeedsSession;

    /// <summary>Whether the page is only for whoever proved an address.</summary>
    protected virtual bool NeedsSession => true;

    /// <summary>The request the page is about, which is come back to.</summary>
    protected virtual Guid? About => null;

    protected override async Task OnInitializedAsync()
    {
        // A shared computer must not show it again with the back button.
        Context.Response.Headers.CacheControl = "no-cache, no-store";
        Guest = await Cookie.GuestInAsync(Context);
        if (Guest is null && NeedsSession && !IsForm)
        {
            GoTo(About is { } id ? $"/ask?request={id}" : "/ask");
            return;
        }
        Register = (await ReadRegister.RunAsync(await WhoAsync(), Aborted)).Value;
        await LoadAsync();
    }

    /// <summary>Reads what the page shows.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;
}
