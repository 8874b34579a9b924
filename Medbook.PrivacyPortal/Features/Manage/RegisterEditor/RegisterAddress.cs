using Medbook.PrivacyPortal.Domain.Register;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Features.Manage.RegisterEditor;

/// <summary>Where the pages of the register are.</summary>
internal static class RegisterAddress
{
    /// <summary>The page of an activity.</summary>
    public static string Of(string activity) => $"manage/register/activities/{Uri.EscapeDataString(activity)}";

    /// <summary>How a value of a list is called.</summary>
    public static string Word(this IStringLocalizer<RegisterEditorTexts> texts, Enum value) => texts[$"{value.GetType().Name}.{value}"];

    /// <summary>What an officer begins an activity with; its texts are still to be written.</summary>
    public static ProcessingActivity NewActivity(string id) => new()
    {
        Id = id, PolicyArticle = "3", Title = new("", "", ""), Purpose = new("", "", ""), People = new("", "", ""), Data = new("", "", ""),
        Basis = LegalBasis.LegitimateInterest, BasisText = new("", "", ""), Recipients = [], Retention = [],
    };
}
