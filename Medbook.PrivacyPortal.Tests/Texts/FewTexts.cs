using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Tests.Texts;

/// <summary>Texts from a dictionary.</summary>
public sealed class FewTexts(Dictionary<string, string> texts) : IStringLocalizer
{
    public LocalizedString this[string name] => new(name, texts.GetValueOrDefault(name, name), !texts.ContainsKey(name));

    public LocalizedString this[string name, params object[] arguments] =>
        new(name, string.Format(CultureInfo.CurrentCulture, texts.GetValueOrDefault(name, name), arguments), !texts.ContainsKey(name));

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => texts.Keys.Select(key => this[key]);
}
