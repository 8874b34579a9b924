using Medbook.PrivacyPortal.Domain.Cases;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

public sealed class CaseValuesTests
{
    [Theory]
    [InlineData(2026, 1, "2026-0001")]
    [InlineData(2026, 412, "2026-0412")]
    [InlineData(2026, 10_412, "2026-10412")]
    public void A_number_is_year_and_sequence(int year, int sequence, string text) => Assert.Equal(text, new RequestNumber(year, sequence).ToString());

    [Fact]
    public void A_scope_that_names_nothing_means_everything()
    {
        Assert.True(RequestScope.Everything.IsEverything);
        Assert.False(new RequestScope { Activities = ["account"] }.IsEverything);
        Assert.False(new RequestScope { Rows = [new("sample", "tickets", "7")] }.IsEverything);
    }

    [Fact]
    public void Scopes_are_equal_when_they_name_the_same()
    {
        var scope = new RequestScope { Activities = ["account"], Rows = [new("sample", "tickets", "7")] };

        Assert.Equal(scope, new RequestScope { Activities = ["account"], Rows = [new("sample", "tickets", "7")] });
        Assert.Equal(scope.GetHashCode(), new RequestScope { Activities = ["account"], Rows = [new("sample", "tickets", "7")] }.GetHashCode());
        Assert.NotEqual(scope, scope with { Activities = ["helpdesk"] });
        Assert.NotEqual(scope, scope with { Rows = [] });
        Assert.False(scope.Equals(null));
    }

    [Fact]
    public void A_letter_is_its_paragraphs_apart_by_an_empty_line_and_its_hash_changes_with_every_word()
    {
        var letter = new DecisionLetter("en-GB", [new(LetterPart.Greeting, "Hello,"), new(LetterPart.Decision, "We grant this.")]);

        Assert.Equal("Hello,\n\nWe grant this.", letter.Text);
        Assert.Equal(64, letter.Hash.Length);
        Assert.NotEqual(letter.Hash, (letter with { Paragraphs = [letter.Paragraphs[0]] }).Hash);
    }

    [Fact]
    public void Letters_are_equal_when_they_say_the_same_in_the_same_language()
    {
        DecisionLetter Letter() => new("en-GB", [new(LetterPart.Greeting, "Hello,")]);

        Assert.Equal(Letter(), Letter());
        Assert.Equal(Letter().GetHashCode(), Letter().GetHashCode());
        Assert.NotEqual(Letter(), Letter() with { Language = "nl-BE" });
        Assert.NotEqual(Letter(), Letter() with { Paragraphs = [] });
        Assert.False(Letter().Equals(null));
    }
}
