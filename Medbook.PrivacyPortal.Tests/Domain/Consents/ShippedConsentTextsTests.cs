using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Tests.Domain.Consents;

public sealed partial class ShippedConsentTextsTests
{
    private static readonly IReadOnlyList<ShippedText> Shipped = ConsentTextFile.Shipped();

    [Theory]
    [InlineData("research", 1, "en-GB", "08099e40e4dcac34fcce9cf87f8197a90399591cc4ca81687afbf59318922d74")]
    [InlineData("research", 1, "nl-BE", "a06d03783f032cd47fc3d6511d2f29ab15a8e600d9c231f49896e83ec0b96b23")]
    [InlineData("research", 1, "fr-BE", "b5484c6e209f742273fce112bd2841bad6b7c7608725e61d4915c0a7f6a7415e")]
    [InlineData("research", 2, "en-GB", "ec1833eb7fcd38bbffadfcc3a6ee48502af33d389ce73601229d7ed776f327c7")]
    [InlineData("research", 2, "nl-BE", "93cba37d9613af16cb49f29476d9e3d11a57475c5c468322f1502f3f08c5e1c5")]
    [InlineData("research", 2, "fr-BE", "ad90d60e4fd03e162354aaf13e7c427a3f5971384e6664546ae84f2189d6747f")]
    [InlineData("accreditation-committee", 1, "en-GB", "19eee3b49ceb6f7f0e50a58b0a86855256de8400a705ab5087850a127c2c57bf")]
    [InlineData("accreditation-committee", 1, "nl-BE", "ad0d85afa14fbb73eff089683f0806d67af93a00d534c348b3e2a8c3fa11b2c9")]
    [InlineData("accreditation-committee", 1, "fr-BE", "75621f0e901bc8128a52f524a2c904a6e8e2f57557efa593d6c51dd0c6a644e3")]
    public void A_text_that_people_decided_on_never_changes(string purpose, int version, string language, string hash) => Assert.Equal(
        hash, Shipped.Single(text => text.Purpose == purpose && text.Version == version).Stored(language).Hash);

    [Fact]
    public void The_canonical_form_has_no_blank_between_its_members_and_is_what_the_hash_is_of()
    {
        var text = TestTexts.Committee.Stored("nl-BE");

        Assert.StartsWith(
            """{"purpose":"accreditation-committee","version":1,"language":"nl-BE","kind":"objection","wording":{"title":"Accrediteringscommissie","about":""",
            text.Content, StringComparison.Ordinal);
        Assert.EndsWith(
            """
            "buttons":{"objected":"Bezwaar maken tegen delen","objectionLifted":"Bezwaar intrekken"}}}
            """, text.Content, StringComparison.Ordinal);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Content))), text.Hash);
    }

    [Fact]
    public void A_text_reads_back_as_it_was_written()
    {
        foreach (var shipped in Shipped)
        {
            foreach (var culture in PortalCultures.All)
            {
                var wording = shipped.Stored(culture.Name).Wording;
                Assert.Equal((shipped.Title.In(culture), shipped.Facts.Count), (wording.Title, wording.Facts.Count));
                Assert.Equal(shipped.Buttons.OrderBy(button => button.Key).Select(button => button.Value.In(culture)), wording.Buttons.Values);
            }
        }
    }

    [Fact]
    public void Every_choice_has_a_button_for_each_of_its_decisions_and_for_no_other() => Assert.All(Shipped, text => Assert.Equal(
        Enum.GetValues<ConsentDecision>().Where(decision => ConsentRules.KindOf(decision) == text.Kind), text.Buttons.Keys.Order()));

    [Fact]
    public void Every_line_names_its_article() =>
        Assert.All(Shipped.SelectMany(text => text.Facts), fact => Assert.True(fact.Policy is null ^ fact.Gdpr is null));

    [Fact]
    public void The_first_version_of_a_consent_asks_and_an_objection_never_does() =>
        Assert.All(Shipped.Where(text => text.Version == 1), text => Assert.Equal(text.Kind == ChoiceKind.Consent, text.AsksAgain));

    [Fact]
    public void The_purposes_are_those_the_register_knows()
    {
        var register = RegisterFile.Shipped();
        Assert.Equal(LegalBasis.Consent, register.Find(ConsentPurposes.Research)!.Basis);
        Assert.Equal(RecipientChoice.UnlessObjected, register.Recipients.Single(r => r.Id == ConsentPurposes.AccreditationCommittee).Choice);
        Assert.Equal([ConsentPurposes.Research, ConsentPurposes.AccreditationCommittee], Shipped.Select(text => text.Purpose).Distinct());
    }

    [Fact]
    public void Every_text_stands_in_three_languages_in_short_sentences_with_the_marks_of_its_language()
    {
        foreach (var text in Texts())
        {
            Assert.All([text.En, text.Nl, text.Fr], words => Assert.False(string.IsNullOrWhiteSpace(words)));
            Assert.All([text.En, text.Nl, text.Fr], words => Assert.DoesNotContain('\'', words));
            Assert.All(SentenceEnd().Split(text.En), sentence => Assert.InRange(sentence.Split(' ').Length, 1, 20));
            Assert.DoesNotMatch(BareFrenchMark(), text.Fr);
        }
    }

    private static IEnumerable<LocalText> Texts() => Shipped.SelectMany(text => new[] { text.Title, text.About }
        .Concat(text.Facts.SelectMany(fact => new[] { fact.Label, fact.Text })).Concat(text.Buttons.Values));

    [GeneratedRegex("(?<!\u00a0)[:;?!]")]
    private static partial Regex BareFrenchMark();

    [GeneratedRegex(@"[.?:;](?:\s|$)")]
    private static partial Regex SentenceEnd();
}
