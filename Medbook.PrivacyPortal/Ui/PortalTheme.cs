using MudBlazor;

namespace Medbook.PrivacyPortal.Ui;

/// <summary>
/// The tokens as MudBlazor's theme. What reaches the screen comes from <c>tokens.css</c> through <c>mud.css</c>;
/// these values are for what MudBlazor works out in C#, and a test keeps both equal.
/// </summary>
public static class PortalTheme
{
    private static readonly string[] Fonts =
        ["Segoe UI", "-apple-system", "BlinkMacSystemFont", "Roboto", "Helvetica Neue", "Arial", "Liberation Sans", "sans-serif"];

    /// <summary>The one theme.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b5563", PrimaryContrastText = "#ffffff", PrimaryDarken = "#083f4a",
            Secondary = "#6b4a5e", SecondaryContrastText = "#ffffff", Tertiary = "#c0713a",
            Background = "#f5f7f6", BackgroundGray = "#ecf0ef", Surface = "#ffffff",
            AppbarBackground = "#ffffff", AppbarText = "#13242a",
            DrawerBackground = "#f5f7f6", DrawerText = "#4b5c62", DrawerIcon = "#4b5c62",
            TextPrimary = "#13242a", TextSecondary = "#4b5c62", TextDisabled = "#6c7b80",
            Info = "#1b4f96", Success = "#1d653a", Warning = "#774900", Error = "#9c1f22",
            InfoContrastText = "#ffffff", SuccessContrastText = "#ffffff", WarningContrastText = "#ffffff", ErrorContrastText = "#ffffff",
            Dark = "#43535a", DarkContrastText = "#ffffff",
            LinesDefault = "#d9e0de", Divider = "#d9e0de", TableLines = "#d9e0de",
            LinesInputs = "#74858a", ActionDefault = "#4b5c62", ActionDisabled = "#6c7b80", ActionDisabledBackground = "#ecf0ef",
            TableHover = "#eef3f2", TableStriped = "#00000000", Skeleton = "#e7ecea", OverlayDark = "rgba(12,26,30,0.48)",
            HoverOpacity = 0.06, RippleOpacity = 0, BorderOpacity = 1,
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#7fcbd6", PrimaryContrastText = "#06252b", PrimaryDarken = "#a0dbe3",
            Secondary = "#d9afc7", SecondaryContrastText = "#2a1420", Tertiary = "#e39a66",
            Background = "#0f1719", BackgroundGray = "#0c1315", Surface = "#162023",
            AppbarBackground = "#162023", AppbarText = "#e6eded",
            DrawerBackground = "#0f1719", DrawerText = "#a8b8bb", DrawerIcon = "#a8b8bb",
            TextPrimary = "#e6eded", TextSecondary = "#a8b8bb", TextDisabled = "#7e8f93",
            Info = "#a3c5fb", Success = "#8fd5a6", Warning = "#f0c473", Error = "#ffa8a2",
            InfoContrastText = "#10191b", SuccessContrastText = "#10191b", WarningContrastText = "#10191b", ErrorContrastText = "#10191b",
            Dark = "#b8c5c8", DarkContrastText = "#162023",
            LinesDefault = "#2b393d", Divider = "#2b393d", TableLines = "#2b393d",
            LinesInputs = "#7b8e93", ActionDefault = "#a8b8bb", ActionDisabled = "#7e8f93", ActionDisabledBackground = "#0c1315",
            TableHover = "#1d2a2e", TableStriped = "#00000000", Skeleton = "#253236", OverlayDark = "rgba(0,0,0,0.62)",
            HoverOpacity = 0.06, RippleOpacity = 0, BorderOpacity = 1,
        },
        LayoutProperties = new LayoutProperties
        {
            DefaultBorderRadius = "8px", AppbarHeight = "3.5rem", DrawerWidthLeft = "15rem", DrawerMiniWidthLeft = "3.5rem",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "1rem", LineHeight = "1.55", LetterSpacing = "normal" },
            H1 = new H1Typography { FontSize = "1.75rem", FontWeight = "700", LineHeight = "1.22", LetterSpacing = "-0.012em" },
            H2 = new H2Typography { FontSize = "1.25rem", FontWeight = "600", LineHeight = "1.32", LetterSpacing = "-0.006em" },
            H3 = new H3Typography { FontSize = "1.0625rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
            Subtitle1 = new Subtitle1Typography { FontSize = "1.125rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontSize = "1rem", LineHeight = "1.55", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontSize = "0.875rem", LineHeight = "1.45", LetterSpacing = "normal" },
            Caption = new CaptionTypography { FontSize = "0.8125rem", LineHeight = "1.4", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontSize = "0.9375rem", FontWeight = "600", TextTransform = "none", LetterSpacing = "normal" },
        },
        Shadows = new Shadow { Elevation = ["none", "var(--e-1)", .. Repeat("var(--e-2)", 7), .. Repeat("var(--e-3)", 17)] },
    };

    private static IEnumerable<string> Repeat(string shadow, int times) => Enumerable.Repeat(shadow, times);
}
