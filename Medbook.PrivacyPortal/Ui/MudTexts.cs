using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Medbook.PrivacyPortal.Ui;

/// <summary>MudBlazor's own words in Dutch and French; it asks only where the language is not English.</summary>
public sealed class MudTexts(IStringLocalizer<MudTexts> texts) : MudLocalizer
{
    /// <inheritdoc />
    public override LocalizedString this[string key] => texts[key];
}
