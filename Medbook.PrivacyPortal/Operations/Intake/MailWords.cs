using Medbook.PrivacyPortal.Domain.Cases;

namespace Medbook.PrivacyPortal.Operations.Intake;

/// <summary>What a mail asks, in its sender's words. Some people write all of it into the subject line.</summary>
internal static class MailWords
{
    /// <summary>Subject and text as one, cut to what a request holds.</summary>
    public static string Of(string title, string text)
    {
        var all = All(title, text);
        return all.Length <= RightsRequest.MaxWords ? all : all[..RightsRequest.MaxWords];
    }

    /// <summary>Subject and text as one.</summary>
    public static string All(string title, string text) => $"{title}\n\n{text}".Trim();
}
