using System.Globalization;
using Medbook.PrivacyPortal.Domain.Policy;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Register.Lint;

namespace Medbook.PrivacyPortal.Tests.Domain.Register.Lint;

/// <summary>
/// Policies written for the test, in the shape of one that was copied from a page: each has every gap that words can tell. Mended one by one,
/// each gap vanishes and no other.
/// </summary>
public sealed class KnownGapTests
{
    private const string English =
        """
        Privacy statement

        We keep bees. You find more in our cookie policy.

        1. Who we are

        1.1. We are IMENGINE bvba (hereafter Imengine bv). Some of your data we collect by automatic means, because we need to provide you with honey.

        7. Your rights

        7.2. You may ask which data we hold. Note, however, that you must indicate for which activities you want access.

        7.5. You may ask us to erase your data:

          • if we no longer need them; or
          • if you withdraw your consent.

        We do so at once, unless the law forbids us to delete them or an order of a judge does.

        7.7. You may object. If weighing both shows your circumstances outweighing our interests, we stop.

        7.9. Write to privacy@medbook.com. Your letter is signed and comes with a copy of the front of your identity card. We answer within 30 days.

        7.10. If you ask again and again and clearly cause inconvenience, we may refuse.

        7.11. You may complain to the data protection authority.
        """;

    private const string Dutch =
        """
        Privacyverklaring

        We houden bijen. Meer leest u in ons cookiebeleid.

        1. Wie we zijn

        1.1. We zijn IMENGINE bvba (hierna Imengine bv). Sommige gegevens verzamelen we automatisch, omdat we verplicht zijn u honing te geven.

        7. Uw rechten

        7.2. U kunt vragen welke gegevens we hebben. Let wel: u dient aan te geven voor welke activiteiten u inzage wenst.

        7.5. U kunt ons vragen uw gegevens te wissen:

          • als we ze niet meer nodig hebben; of
          • als u uw toestemming intrekt.

        We doen dat meteen, tenzij de wet ons verbiedt ze te verwijderen of een bevel dat doet.

        7.7. U kunt bezwaar maken. Als na afweging uw omstandigheden doorwegen op onze belangen, stoppen we.

        7.9. Schrijf naar privacy@medbook.com. Uw brief is ondertekend, met een kopie van de voorkant van uw identiteitskaart. We antwoorden binnen 30 dagen.

        7.10. Als u telkens hetzelfde vraagt en duidelijk overlast veroorzaakt, mogen we weigeren. Niets verhindert u om iets anders te vragen.

        7.11. U kunt klacht indienen bij de gegevensbeschermingsautoriteit.
        """;

    private const string French =
        """
        Déclaration de confidentialité

        Nous élevons des abeilles. Vous en lirez plus dans notre politique en matière de cookies.

        1. Qui nous sommes

        1.1. Nous sommes IMENGINE bvba (ci-après Imengine bv). La collecte est en partie automatisée, car nous sommes tenus de vous fournir du miel.

        7. Vos droits

        7.2. Vous pouvez demander quelles données nous avons. Notez toutefois que vous devez préciser pour quelles activités vous voulez l’accès.

        7.5. Vous pouvez nous demander d’effacer vos données :

          • si nous n’en avons plus besoin ; ou
          • si vous retirez votre consentement.

        Nous le faisons aussitôt, sauf si la loi nous interdit de les effacer ou si un ordre le fait.

        7.7. Vous pouvez vous opposer. Si après examen vos circonstances l’emportent sur nos intérêts, nous cessons.

        7.9. Écrivez à privacy@medbook.com. Votre lettre est signée, avec une copie du recto de votre carte d’identité. Nous répondons dans les 30 jours.

        7.10. Si vous répétez la même demande et causez manifestement une gêne, nous pouvons refuser.

        7.11. Vous pouvez vous plaindre auprès de l’autorité de protection des données.
        """;

    private static readonly Dictionary<string, string> Texts = new() { ["en-GB"] = English, ["nl-BE"] = Dutch, ["fr-BE"] = French };

    private static readonly LintFacts Facts = new(
        RegisterFile.Shipped(), [], [], [], ["research"],
        new Dictionary<string, RecipientChoice> { ["accreditation-committee"] = RecipientChoice.UnlessObjected, ["research-partners"] = RecipientChoice.AfterConsent }, AlwaysAsksIdentity: false);

    public static TheoryData<string, string, string, string> Mended() => new()
    {
        { "en-GB", "access-scope", "you must indicate for which activities you want access", "you may name activities, and need not" },
        { "nl-BE", "access-scope", "u dient aan te geven voor welke activiteiten u inzage wenst", "u mag activiteiten noemen, het hoeft niet" },
        { "fr-BE", "access-scope", "vous devez préciser pour quelles activités vous voulez l’accès", "vous pouvez citer des activités, sans y être contraint" },
        { "en-GB", "erasure-grounds", "if you withdraw your consent.", "if you withdraw your consent, or if a law obliges us to erase them." },
        { "nl-BE", "erasure-grounds", "als u uw toestemming intrekt.", "als u uw toestemming intrekt, of als een wet ons verplicht ze te wissen." },
        { "fr-BE", "erasure-grounds", "si vous retirez votre consentement.", "si vous retirez votre consentement, ou si une loi nous oblige à les effacer." },
        { "en-GB", "erasure-exceptions", "or an order of a judge does", "or we need them for legal claims" },
        { "nl-BE", "erasure-exceptions", "of een bevel dat doet", "of we ze nodig hebben voor een rechtsvordering" },
        { "fr-BE", "erasure-exceptions", "ou si un ordre le fait", "ou si nous en avons besoin pour des droits en justice" },
        { "en-GB", "balancing", "If weighing both shows your circumstances outweighing our interests, we stop.", "We stop, unless we show compelling grounds that outweigh your interests." },
        { "nl-BE", "balancing", "Als na afweging uw omstandigheden doorwegen op onze belangen, stoppen we.", "We stoppen, tenzij we dwingende gronden aantonen die zwaarder wegen dan uw belangen." },
        { "fr-BE", "balancing", "Si après examen vos circonstances l’emportent sur nos intérêts, nous cessons.", "Nous cessons, sauf si nous démontrons des motifs impérieux qui prévalent sur vos intérêts." },
        { "en-GB", "card-copy", "Your letter is signed and comes with a copy", "Where there is a reasonable doubt of who writes, we ask for a copy" },
        { "nl-BE", "card-copy", "Uw brief is ondertekend, met een kopie", "Bij redelijke twijfel vragen we een kopie" },
        { "fr-BE", "card-copy", "Votre lettre est signée, avec une copie", "En cas de doute raisonnable, nous demandons une copie" },
        { "en-GB", "inconvenience", "ask again and again and clearly cause inconvenience", "ask what is manifestly unfounded or excessive" },
        { "nl-BE", "inconvenience", "telkens hetzelfde vraagt en duidelijk overlast veroorzaakt", "iets vraagt dat kennelijk ongegrond of buitensporig is" },
        { "fr-BE", "inconvenience", "répétez la même demande et causez manifestement une gêne", "faites une demande manifestement infondée ou excessive" },
        { "en-GB", "judicial-remedy", "the data protection authority.", "the data protection authority, or go to court." },
        { "nl-BE", "judicial-remedy", "de gegevensbeschermingsautoriteit.", "de gegevensbeschermingsautoriteit, of naar de rechter stappen." },
        { "fr-BE", "judicial-remedy", "l’autorité de protection des données.", "l’autorité de protection des données, ou agir en justice." },
        { "en-GB", "extension", "within 30 days.", "within 30 days. We may take two more months, and say why." },
        { "nl-BE", "extension", "binnen 30 dagen.", "binnen 30 dagen. We mogen die termijn verlengen, en zeggen waarom." },
        { "fr-BE", "extension", "dans les 30 jours.", "dans les 30 jours. Nous pouvons prolonger ce délai, et disons pourquoi." },
        { "en-GB", "automated-decisions", "We keep bees.", "We take no decision about you by automated means alone." },
        { "nl-BE", "automated-decisions", "We houden bijen.", "We nemen over u geen beslissing met alleen automatische middelen." },
        { "fr-BE", "automated-decisions", "Nous élevons des abeilles.", "Nous ne prenons aucune décision fondée sur des moyens automatisés seuls." },
        { "en-GB", "data-required", "We keep bees.", "You are not obliged to provide any data." },
        { "nl-BE", "data-required", "We houden bijen.", "U bent niet verplicht gegevens te verstrekken." },
        { "fr-BE", "data-required", "Nous élevons des abeilles.", "Vous n’êtes pas tenu de fournir vos données." },
        { "en-GB", "two-legal-forms", "IMENGINE bvba (hereafter Imengine bv)", "Imengine bv" },
        { "nl-BE", "two-legal-forms", "IMENGINE bvba (hierna Imengine bv)", "Imengine bv" },
        { "fr-BE", "two-legal-forms", "IMENGINE bvba (ci-après Imengine bv)", "Imengine bv" },
        { "en-GB", "cookie-policy-not-linked", "our cookie policy", "our [cookie policy](https://www.medbook.be/cookies)" },
        { "nl-BE", "cookie-policy-not-linked", "ons cookiebeleid", "ons [cookiebeleid](https://www.medbook.be/cookies)" },
        { "fr-BE", "cookie-policy-not-linked", "notre politique en matière de cookies", "notre [politique en matière de cookies](https://www.medbook.be/cookies)" },
    };

    [Theory]
    [MemberData(nameof(Mended))]
    public void A_gap_of_the_text_vanishes_alone_when_its_words_are_mended(string language, string code, string gap, string mended)
    {
        var text = PlainPolicy.ToMarkdown(Texts[language]);
        Assert.Contains(gap, text, StringComparison.Ordinal);

        var (before, after) = (CodesIn(language, text), CodesIn(language, text.Replace(gap, mended, StringComparison.Ordinal)));
        Assert.Equal([code], before.Except(after));
        Assert.Empty(after.Except(before));
    }

    [Fact]
    public void Every_gap_that_words_can_tell_is_tried_in_each_language() =>
        Assert.Equal(
            LintCatalogue.Gaps.Select(gap => gap.Entry.Code).Concat(["two-legal-forms", "cookie-policy-not-linked"]).SelectMany(code => Texts.Keys.Select(language => $"{language} {code}")).Order(StringComparer.Ordinal),
            Mended().Select(row => $"{row[0]} {row[1]}").Order(StringComparer.Ordinal));

    // One text with the gap is enough: who reads that one is not told.
    [Fact]
    public void A_gap_in_one_of_the_languages_is_found() =>
        Assert.Contains("judicial-remedy", Codes(
            Text("en-GB", English.Replace("authority.", "authority, or go to court.", StringComparison.Ordinal)), Text("nl-BE", Dutch)));

    private static HashSet<string> CodesIn(string language, string markdown) => Codes(new PublishedText(CultureInfo.GetCultureInfo(language), PolicyMarkdown.Read(markdown)));

    private static HashSet<string> Codes(params PublishedText[] texts) => [.. RegisterLint.Run(Facts with { Texts = texts }).Select(finding => finding.Key)];

    private static PublishedText Text(string language, string plain) => new(CultureInfo.GetCultureInfo(language), PolicyMarkdown.Read(PlainPolicy.ToMarkdown(plain)));
}
