using System.Globalization;
using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Ui;
using MudBlazor;

namespace Medbook.PrivacyPortal.Tests.Ui;

public sealed partial class TokensTests
{
    // The table of the look: a member of the palette, and the token it shows.
    private static readonly (string Member, string Token)[] Colours =
    [
        ("Primary", "c-primary"), ("PrimaryContrastText", "c-on-primary"), ("PrimaryDarken", "c-primary-hover"),
        ("Secondary", "c-secondary"), ("SecondaryContrastText", "c-on-secondary"), ("Tertiary", "c-chart-2"),
        ("Background", "c-bg"), ("BackgroundGray", "c-sunk"), ("Surface", "c-surface"),
        ("AppbarBackground", "c-surface"), ("AppbarText", "c-text"),
        ("DrawerBackground", "c-bg"), ("DrawerText", "c-text-2"), ("DrawerIcon", "c-text-2"),
        ("TextPrimary", "c-text"), ("TextSecondary", "c-text-2"), ("TextDisabled", "c-text-off"),
        ("Info", "c-info"), ("Success", "c-success"), ("Warning", "c-warning"), ("Error", "c-danger"),
        ("Dark", "c-neutral"), ("DarkContrastText", "c-surface"),
        ("LinesDefault", "c-line"), ("Divider", "c-line"), ("TableLines", "c-line"), ("LinesInputs", "c-line-strong"),
        ("ActionDefault", "c-text-2"), ("ActionDisabled", "c-text-off"), ("ActionDisabledBackground", "c-sunk"),
        ("TableHover", "c-hover"), ("Skeleton", "c-neutral-tint"),
    ];

    public static TheoryData<string, string> Pairs()
    {
        var data = new TheoryData<string, string>();
        foreach (var (member, token) in Colours) data.Add(member, token);
        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_theme_has_the_colour_of_the_token(string member, string token)
    {
        Assert.Equal(Tokens.Light[token], ColourOf(PortalTheme.Theme.PaletteLight, member));
        Assert.Equal(Tokens.Dark(token), ColourOf(PortalTheme.Theme.PaletteDark, member));
    }

    [Fact]
    public void The_theme_has_the_sizes_of_the_tokens()
    {
        var (layout, type) = (PortalTheme.Theme.LayoutProperties, PortalTheme.Theme.Typography);

        Assert.Equal(Tokens.Light["r-md"], layout.DefaultBorderRadius);
        Assert.Equal(Tokens.Light["h-bar"], layout.AppbarHeight);
        Assert.Equal(Tokens.Light["w-nav"], layout.DrawerWidthLeft);
        Assert.Equal(Tokens.Light["font"].Replace("\"", ""), string.Join(", ", type.Default.FontFamily!));
        foreach (var (size, weight, line, of) in new[]
        {
            (type.H1.FontSize, type.H1.FontWeight, type.H1.LineHeight, "h1"),
            (type.H2.FontSize, type.H2.FontWeight, type.H2.LineHeight, "h2"),
            (type.H3.FontSize, type.H3.FontWeight, type.H3.LineHeight, "h3"),
        })
        {
            Assert.Equal((Tokens.Light[$"t-{of}"], Tokens.Light[$"w-{of}"], Tokens.Light[$"lh-{of}"]), (size, weight, line));
        }
        Assert.Equal(Tokens.Light["t-lead"], type.Subtitle1.FontSize);
        Assert.Equal(Tokens.Light["t-body"], type.Body1.FontSize);
        Assert.Equal(Tokens.Light["t-small"], type.Body2.FontSize);
        Assert.Equal(Tokens.Light["t-caption"], type.Caption.FontSize);
    }

    [Fact]
    public void The_two_dark_blocks_are_equal() => Assert.Equal(Tokens.DarkBySystem.OrderBy(t => t.Key), Tokens.DarkByChoice.OrderBy(t => t.Key));

    [Theory]
    [InlineData("site.css")]
    [InlineData("mud.css")]
    public void A_sheet_uses_only_tokens_that_exist(string sheet)
    {
        var css = Repository.Read($"wwwroot-assets/css/{sheet}");
        var known = Tokens.Light.Keys.Concat(Own().Matches(css).Select(match => match.Groups[1].Value)).ToHashSet();

        Assert.Subset(known, Used().Matches(css).Select(match => match.Groups[1].Value).ToHashSet());
    }

    [Theory]
    [InlineData("c-text")]
    [InlineData("c-text-2")]
    [InlineData("c-link")]
    [InlineData("c-info")]
    [InlineData("c-success")]
    [InlineData("c-warning")]
    [InlineData("c-danger")]
    public void Text_stands_out_from_every_ground_it_may_stand_on(string text)
    {
        foreach (var ground in (string[])["c-bg", "c-surface", "c-sunk", "c-raised", "c-hover"])
        {
            Assert.True(Contrast(Tokens.Light[text], Tokens.Light[ground]) >= 4.5, $"{text} on {ground}, light");
            Assert.True(Contrast(Tokens.Dark(text), Tokens.Dark(ground)) >= 4.5, $"{text} on {ground}, dark");
        }
    }

    private static string ColourOf(Palette palette, string member)
    {
        // The darker and lighter ones are strings.
        var colour = typeof(Palette).GetProperty(member)!.GetValue(palette) switch
        {
            MudBlazor.Utilities.MudColor value => value,
            string value => new MudBlazor.Utilities.MudColor(value),
            _ => throw new InvalidOperationException(member),
        };
        return colour.ToString(MudBlazor.Utilities.MudColorOutputFormats.Hex);
    }

    // WCAG 2.2, 1.4.3.
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }

    [GeneratedRegex(@"var\(--([a-z0-9-]+)")]
    private static partial Regex Used();

    [GeneratedRegex(@"--([a-z0-9-]+):")]
    private static partial Regex Own();
}
