using Medbook.PrivacyPortal.Domain.Cases;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

/// <summary>Letters with and without the parts the law asks for.</summary>
internal static class TestLetters
{
    public const string Why = "The invoices of 2021 must be kept for the tax administration.";

    public const string Authority = "Drukpersstraat 35, 1000 Brussels, +32 2 274 48 00";

    public static DecisionLetter Complete { get; } = new("en-GB",
    [
        new(LetterPart.Greeting, "Hello,"),
        new(LetterPart.Late, "This answer is late."),
        new(LetterPart.Decision, "We cannot grant this."),
        new(LetterPart.Reasons, $"Our reasons: {Why}"),
        new(LetterPart.Complaint, $"You can complain to the GBA/APD ({Authority})."),
        new(LetterPart.Court, "You can go to court."),
    ]);

    public static DecisionLetter Without(LetterPart part) => Complete with { Paragraphs = [.. Complete.Paragraphs.Where(p => p.Part != part)] };

    public static DecisionLetter With(LetterPart part, string text) =>
        Complete with { Paragraphs = [.. Complete.Paragraphs.Select(p => p.Part == part ? p with { Text = text } : p)] };
}
