using MudBlazor;
using MudBlazor.Services;

namespace Medbook.PrivacyPortal.Ui;

/// <summary>What pages share.</summary>
public static class UiRegistration
{
    /// <summary>Registers MudBlazor, its translations, the texts and <see cref="CurrentActor"/>.</summary>
    public static IServiceCollection AddUi(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddMudServices(mud => mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter);
        services.AddTransient<MudLocalizer, MudTexts>();
        services.AddScoped<CurrentActor>();
        return services;
    }
}
