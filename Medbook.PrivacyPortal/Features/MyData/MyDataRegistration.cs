namespace Medbook.PrivacyPortal.Features.MyData;

/// <summary>What My data keeps between its prerendering and its circuit.</summary>
public static class MyDataRegistration
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddMyData(this IServiceCollection services) => services.AddSingleton<PrerenderedView>();
}
