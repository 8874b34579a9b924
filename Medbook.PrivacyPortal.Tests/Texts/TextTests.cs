using System.Text.RegularExpressions;

namespace Medbook.PrivacyPortal.Tests.Texts;

/// <summary>The rules of wording, over every text of the portal.</summary>
public sealed partial class TextTests
{
    [Fact]
    public void Every_file_has_texts() => None(TextFile.Files.Where(file => file.Languages["fr"].Count == 0).Select(file => file.Name));

    [Fact]
    public void Every_language_has_the_same_keys() => None(
        from file in TextFile.Files
        from language in (string[])["nl", "fr"]
        from key in file.Languages["en"].Keys.Except(file.Languages[language].Keys).Concat(file.Languages[language].Keys.Except(file.Languages["en"].Keys))
        select $"{file.Name} [{language}] {key}");

    [Fact]
    public void Every_language_has_the_same_placeholders() => None(
        from file in TextFile.Files
        from text in file.Languages["en"].Values
        from language in (string[])["nl", "fr"]
        where file.Languages[language].TryGetValue(text.Key, out var other) && !Placeholders(text).SetEquals(Placeholders(other))
        select $"{text} / {file.Languages[language][text.Key]}");

    [Fact]
    public void Every_placeholder_is_named_in_the_comment() => None(
        from text in TextFile.In("en")
        from placeholder in Placeholders(text)
        where text.Comment?.Contains($"{{{placeholder}}}", StringComparison.Ordinal) != true
        select $"{text} does not name {{{placeholder}}}");

    [Fact]
    public void No_text_is_empty() =>
        None(TextFile.In("en").Concat(TextFile.In("nl")).Concat(TextFile.In("fr")).Where(text => string.IsNullOrWhiteSpace(text.Value)));

    [Fact]
    public void French_has_a_hard_blank_before_high_punctuation() =>
        None(TextFile.In("fr").Where(text => SoftBlank().IsMatch(Bare(text.Value)) || NoBlank().IsMatch(Bare(text.Value))));

    [Fact]
    public void Apostrophes_are_typographic() =>
        None(TextFile.In("en").Concat(TextFile.In("nl")).Concat(TextFile.In("fr")).Where(text => text.Value.Contains('\'')));

    [Theory]
    [InlineData("en", "please|processing|pursuant to|lodge|hereby|successfully|click here")]
    [InlineData("nl", "verwerken|indien|middels|dient te|inloggen|je|jouw|aanvraag|alstublieft")]
    [InlineData("fr", "traitement|veuillez|susmentionné|dans les meilleurs délais|mail|tu|ton|tes")]
    public void No_text_uses_a_word_to_avoid(string language, string words)
    {
        // "e-mail" is the word the French list asks for; the words of the law stand as the law says them.
        var avoid = new Regex($@"(?<![\w-])({words})(?![\w-])", RegexOptions.IgnoreCase);

        None(TextFile.In(language).Where(text => !text.Key.EndsWith(".official", StringComparison.Ordinal) && avoid.IsMatch(text.Value)));
    }

    [Fact]
    public void French_and_Dutch_leave_the_persons_gender_open() =>
        None(TextFile.In("fr").Concat(TextFile.In("nl")).Where(text => Gendered().IsMatch(text.Value)));

    [Fact]
    public void No_text_raises_its_voice() =>
        None(TextFile.In("en").Concat(TextFile.In("nl")).Concat(TextFile.In("fr")).Where(text => text.Value.Contains('!')));

    [Fact]
    public void A_sentence_has_at_most_twenty_words() => None(
        from text in TextFile.In("en")
        from sentence in SentenceEnd().Split(text.Value)
        where sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > 20
        select $"{text}");

    private static void None<T>(IEnumerable<T> faults)
    {
        var found = faults.ToList();
        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found.Select(fault => $"{fault}").Prepend("")));
    }

    private static HashSet<string> Placeholders(Text text) => [.. Placeholder().Matches(text.Value).Select(match => match.Groups[1].Value)];

    // Times (8:12), addresses (https://) and placeholders with a format ({0:D}) have colons of their own.
    private static string Bare(string text) => Exempt().Replace(text, "");

    [GeneratedRegex(@"\{(\d+)(?:[:,][^}]*)?\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\{[^}]*\}|https?://\S+|\d{1,2}:\d{2}")]
    private static partial Regex Exempt();

    [GeneratedRegex(@" [:;?!»]|« ")]
    private static partial Regex SoftBlank();

    [GeneratedRegex("[^\u00a0 ][:;?!»]|«[^\u00a0]")]
    private static partial Regex NoBlank();

    [GeneratedRegex(@"\(e\)|\(s\)|·|hij/zij|il/elle", RegexOptions.IgnoreCase)]
    private static partial Regex Gendered();

    [GeneratedRegex(@"[.?:;…](?:\s|$)")]
    private static partial Regex SentenceEnd();
}
