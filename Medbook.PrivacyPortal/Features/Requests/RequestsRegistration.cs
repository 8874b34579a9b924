namespace Medbook.PrivacyPortal.Features.Requests;

/// <summary>What the page of a new request works with.</summary>
public static class RequestsRegistration
{
    /// <summary>Registers it: one desk per page, never shared.</summary>
    public static IServiceCollection AddRequests(this IServiceCollection services) => services.AddTransient<DraftDesk>();
}
