using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Operations.Consents.Receipts;
using Medbook.PrivacyPortal.Tests.Support;
using static Medbook.PrivacyPortal.Domain.Consents.ConsentDecision;

namespace Medbook.PrivacyPortal.Tests.Operations.Consents.Receipts;

/// <summary>What stands in a receipt, and that it has the shape and the words that are published.</summary>
public sealed class ConsentReceiptTests() : ReceiptTests(Provider.Sqlite)
{
    [Fact]
    public async Task Every_decision_has_a_receipt_of_the_published_shape_that_says_what_it_was_and_until_when()
    {
        (ConsentDecision[] Decisions, string State, string Validity)[] all =
        [
            ([Given], "given", "until-withdrawn"), ([Refused], "refused", "until-given"), ([Given, Withdrawn], "withdrawn", "until-given"),
            ([Objected], "objected", "until-lifted"), ([Objected, ObjectionLifted], "objection-lifted", "until-objected"),
        ];
        foreach (var (decisions, state, validity) in all)
        {
            var signed = await DecidedAsync($"{state}@example.org", decisions);

            Assert.True(await ReceiptFiles.FitsAsync(Text(signed)), state);
            Assert.Equal(ReceiptVerdict.Genuine, await VerdictAsync(signed.Content, signed.Signature));
            var receipt = Read(signed);
            var happened = receipt.GetProperty("event")[0];
            Assert.Equal((state, validity, "2026-03-02T09:00:00Z"),
                (happened.GetProperty("event_state").GetString(), happened.GetProperty("event_validity").GetString(), happened.GetProperty("event_time").GetString()));
            Assert.Equal(decisions.Length > 1, receipt.GetProperty("record").TryGetProperty("follows", out _));
        }
    }

    [Fact]
    public async Task It_names_the_use_its_basis_who_is_responsible_who_receives_and_how_it_is_changed()
    {
        var receipt = Read(await DecidedAsync("member@example.org", Given));
        var use = Assert.Single(receipt.GetProperty("pii_processing").GetProperty("purposes").EnumerateArray());

        Assert.Equal("research", use.GetProperty("purpose_id").GetString());
        Assert.Equal("GDPR 6(1)(a)", use.GetProperty("lawful_basis")[0].GetProperty("article").GetString());
        Assert.Equal("Until you withdraw your consent.", use.GetProperty("retention_period")[0].GetProperty("period").GetString());
        Assert.Equal(("Belgium", "https://privacy.example.org/consents"), (use.GetProperty("jurisdiction").GetString(), use.GetProperty("withdrawal_method").GetString()));
        Assert.Contains("consent-withdrawal", Strings(use.GetProperty("privacy_rights")));
        var parties = receipt.GetProperty("party_identification").EnumerateArray().ToDictionary(party => party.GetProperty("party_id").GetString()!);
        Assert.Equal("Imengine bv", parties[Strings(use.GetProperty("pii_controllers")).Single()].GetProperty("party_name").GetString());
        Assert.Contains("research-partners", Strings(use.GetProperty("recipient_third_parties")));
        Assert.All(Strings(use.GetProperty("recipient_third_parties")), recipient => Assert.Contains(recipient, parties.Keys));
        Assert.Contains("authority", parties.Keys);
        Assert.DoesNotContain("member@example.org", receipt.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_objection_is_about_the_uses_that_recipient_gets_data_of_and_about_nobody_else()
    {
        var uses = Read(await DecidedAsync("member@example.org", Objected)).GetProperty("pii_processing").GetProperty("purposes").EnumerateArray().ToList();

        Assert.Contains("account", uses.Select(use => use.GetProperty("purpose_id").GetString()));
        Assert.All(uses, use => Assert.Equal([ConsentPurposes.AccreditationCommittee], Strings(use.GetProperty("recipient_third_parties"))));
    }

    [Fact]
    public async Task Whoever_holds_it_can_make_the_hash_of_the_words_again()
    {
        var notice = Read(await DecidedAsync("member@example.org", Given)).GetProperty("pii_processing").GetProperty("privacy_notice");
        var text = JsonSerializer.Serialize(notice.GetProperty("text"), new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

        Assert.Equal(notice.GetProperty("hash").GetString(), ConsentText.HashOf(text));
    }

    [Fact]
    public async Task The_published_shape_misses_each_field_that_is_left_out_and_each_that_is_added()
    {
        var whole = Text(await DecidedAsync("member@example.org", Given, Withdrawn));
        // A person's first decision ends no other; a category of recipients has no address; what a fact rests on is the policy or the law.
        string[] free = ["follows", "party_description", "party_address", "party_email", "party_phone", "party_url", "policy", "gdpr", "label", "text", "given", "refused", "withdrawn"];
        foreach (var path in Objects(JsonNode.Parse(whole)!).Select(found => found.GetPath()).Where(path => !path.Contains("wording.facts", StringComparison.Ordinal) && !path.Contains("buttons", StringComparison.Ordinal)))
        {
            var names = ((JsonObject)At(JsonNode.Parse(whole)!, path)).Select(member => member.Key).ToList();
            foreach (var name in names.Where(name => !free.Contains(name) || (name == "text" && path.EndsWith("privacy_notice", StringComparison.Ordinal))))
            {
                if (path.EndsWith("retention_period[0]", StringComparison.Ordinal) && name == "policy_article") continue;
                var less = JsonNode.Parse(whole)!;
                ((JsonObject)At(less, path)).Remove(name);
                Assert.False(await ReceiptFiles.FitsAsync(less.ToJsonString()), $"{path} without {name}");
            }
            var more = JsonNode.Parse(whole)!;
            ((JsonObject)At(more, path))["more"] = 1;
            Assert.False(await ReceiptFiles.FitsAsync(more.ToJsonString()), $"{path} with more");
        }
    }

    [Fact]
    public async Task Every_field_has_a_meaning_in_the_published_context()
    {
        using var stream = ReceiptFiles.Open(ReceiptFiles.ContextAddress);
        var context = (await JsonSerializer.DeserializeAsync<JsonElement>(stream)).GetProperty("@context");
        // The words of a choice are data of their own, taken over as they are.
        var fields = Objects(JsonNode.Parse(Text(await DecidedAsync("member@example.org", Given, Withdrawn)))!)
            .Where(found => !found.GetPath().Contains("privacy_notice.text", StringComparison.Ordinal))
            .SelectMany(found => found.Select(member => member.Key)).Where(name => !name.StartsWith('@')).Distinct().ToList();

        // Of these the vocabularies have none: they get words of the portal's own.
        Assert.Equal(["event_method", "event_type", "event_validity", "hash", "party_role", "policy_version", "privacy_rights_reference"],
            fields.Where(name => !context.TryGetProperty(name, out _)).Order(StringComparer.Ordinal));
        Assert.StartsWith("urn:medbook:", context.GetProperty("@vocab").GetString(), StringComparison.Ordinal);
    }

    private static string Text(SignedReceipt receipt) => Encoding.UTF8.GetString(receipt.Content);

    private static IEnumerable<string> Strings(JsonElement array) => array.EnumerateArray().Select(item => item.GetString()!);

    private static IEnumerable<JsonObject> Objects(JsonNode node) => node switch
    {
        JsonObject found => found.Where(member => member.Value is not null).SelectMany(member => Objects(member.Value!)).Prepend(found),
        JsonArray list => list.SelectMany(item => Objects(item!)),
        _ => [],
    };

    private static JsonNode At(JsonNode root, string path) => Objects(root).Single(found => found.GetPath() == path);
}
