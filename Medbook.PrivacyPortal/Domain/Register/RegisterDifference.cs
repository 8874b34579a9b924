using System.Globalization;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Domain.Register;

/// <summary>What a part of the register says. Its name is the key of its label.</summary>
public enum RegisterPart
{
    /// <summary>The name of an activity, a recipient or whom data is sent to.</summary>
    Title,
    /// <summary>Whose data.</summary>
    People,
    /// <summary>Why.</summary>
    Purpose,
    /// <summary>Which data.</summary>
    Data,
    /// <summary>What permits it.</summary>
    Basis,
    /// <summary>Which interest, contract, law or consent that is.</summary>
    BasisText,
    /// <summary>The basis of some records.</summary>
    OtherBasis,
    /// <summary>Who receives it, or whether the person decides about that.</summary>
    Recipients,
    /// <summary>Whose data is reused.</summary>
    DrawsOn,
    /// <summary>How long.</summary>
    Retention,
    /// <summary>Whether it takes place.</summary>
    State,
    /// <summary>When a recipient receives data.</summary>
    When,
    /// <summary>Which country.</summary>
    Country,
    /// <summary>What protects the data there.</summary>
    Safeguard,
    /// <summary>A security measure.</summary>
    Measure,
    /// <summary>The controller and its contacts.</summary>
    Controller,
    /// <summary>The article of the policy.</summary>
    Article,
}

/// <summary>Whether an activity takes place.</summary>
public enum ActivityState
{
    /// <summary>It does.</summary>
    On,
    /// <summary>It was retired, or never began.</summary>
    Off,
}

/// <summary>A part that is not what it was.</summary>
/// <param name="Of">Identifier of the activity, recipient, transfer or measure; empty for the whole.</param>
/// <param name="Part">Which part.</param>
/// <param name="Language">Its language, as two letters; null where it is no text in languages.</param>
/// <param name="Pieces">Its words, before and after.</param>
public sealed record ChangedRegisterPart(string Of, RegisterPart Part, string? Language, IReadOnlyList<Piece> Pieces);

/// <summary>What differs between two versions of the register, part by part and word by word.</summary>
public static class RegisterDifference
{
    /// <summary>The parts that differ, in the order of the new version; what is gone comes last.</summary>
    /// <param name="before">The version before.</param>
    /// <param name="after">The new one.</param>
    /// <param name="word">How a value of a list is called.</param>
    public static IReadOnlyList<ChangedRegisterPart> Of(RegisterVersion before, RegisterVersion after, Func<Enum, string> word)
    {
        var (was, now) = (Parts(before, word), Parts(after, word));
        return
        [
            .. from key in now.Keys.Union(was.Keys)
               let then = was.GetValueOrDefault(key, "")
               let written = now.GetValueOrDefault(key, "")
               where then != written
               select new ChangedRegisterPart(key.Of, key.Part, key.Language, TextDifference.Of(then, written)),
        ];
    }

    private static Dictionary<(string Of, RegisterPart Part, string? Language), string> Parts(RegisterVersion register, Func<Enum, string> word)
    {
        var parts = new Dictionary<(string, RegisterPart, string?), string>();
        var controller = register.Controller;
        Set("", RegisterPart.Controller, string.Join(", ", new[] { controller.LegalName, controller.Address, controller.CompanyNumber, controller.Email, controller.HelpEmail, controller.ProtectionOfficer, controller.CookiePolicy, controller.Phone }.OfType<string>()));
        foreach (var activity in register.Activities)
        {
            Say(activity.Id, RegisterPart.Title, activity.Title);
            Say(activity.Id, RegisterPart.People, activity.People);
            Say(activity.Id, RegisterPart.Purpose, activity.Purpose);
            Say(activity.Id, RegisterPart.Data, activity.Data);
            Set(activity.Id, RegisterPart.Basis, word(activity.Basis));
            Say(activity.Id, RegisterPart.BasisText, activity.BasisText);
            Say(activity.Id, RegisterPart.OtherBasis, activity.Otherwise?.Text);
            Set(activity.Id, RegisterPart.Recipients, string.Join(", ", register.RecipientsOf(activity).Select(recipient => recipient.Name)));
            Set(activity.Id, RegisterPart.DrawsOn, string.Join(", ", activity.DrawsOn));
            Set(activity.Id, RegisterPart.State, word(activity.IsActive ? ActivityState.On : ActivityState.Off));
            Set(activity.Id, RegisterPart.Article, activity.PolicyArticle);
            foreach (var culture in PortalCultures.All)
            {
                Set(activity.Id, RegisterPart.Retention, string.Join(" ", activity.Retention.Select(clause => $"{word(clause.Kind)}{(clause.Months is { } months ? $" ({months})" : "")}: {clause.Text.In(culture)}")), culture);
            }
        }
        foreach (var recipient in register.Recipients)
        {
            Say(recipient.Id, RegisterPart.Title, recipient.Name);
            Say(recipient.Id, RegisterPart.When, recipient.When);
            Set(recipient.Id, RegisterPart.Recipients, word(recipient.Choice));
        }
        foreach (var transfer in register.Transfers)
        {
            Say(transfer.Id, RegisterPart.Title, transfer.Name);
            Say(transfer.Id, RegisterPart.Country, transfer.Country);
            Set(transfer.Id, RegisterPart.Safeguard, word(transfer.Safeguard));
        }
        foreach (var measure in register.Measures) Say(measure.Id, RegisterPart.Measure, measure.Text);
        return parts;

        void Say(string of, RegisterPart part, LocalText? text)
        {
            if (text is null) return;
            foreach (var culture in PortalCultures.All) Set(of, part, text.In(culture), culture);
        }

        void Set(string of, RegisterPart part, string words, CultureInfo? culture = null) => parts[(of, part, culture?.TwoLetterISOLanguageName)] = words;
    }
}
