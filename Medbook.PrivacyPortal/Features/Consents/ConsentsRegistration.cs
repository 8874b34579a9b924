namespace Medbook.PrivacyPortal.Features.Consents;

/// <summary>What the page of choices works with.</summary>
public static class ConsentsRegistration
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddConsents(this IServiceCollection services) => services.AddTransient<ChoiceDesk>();
}
