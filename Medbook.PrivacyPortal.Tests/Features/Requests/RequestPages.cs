using Medbook.PrivacyPortal.Features.Requests;
using Medbook.PrivacyPortal.Ui;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Tests.Features.Requests;

/// <summary>What the pages of requests work with, on the operations of a test and with whoever is signed in on its page.</summary>
internal static class RequestPages
{
    public static void AddRequestPages(this IServiceCollection services, IServiceProvider operations)
    {
        services.AddTransient(page => ActivatorUtilities.CreateInstance<DraftDesk>(operations, page.GetRequiredService<CurrentActor>()));
        services.AddTransient(page => ActivatorUtilities.CreateInstance<HeldLookup>(operations, page.GetRequiredService<CurrentActor>()));
        services.AddTransient(page => ActivatorUtilities.CreateInstance<RequestPath>(
            operations, page.GetRequiredService<DraftDesk>(), page.GetRequiredService<HeldLookup>(), page.GetRequiredService<CurrentActor>(),
            page.GetRequiredService<IStringLocalizer<RequestsTexts>>()));
    }
}
