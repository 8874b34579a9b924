using System.Text;
using System.Text.Json;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Operations.Consents.Receipts;
using Medbook.PrivacyPortal.Tests.Domain.Research;
using Medbook.PrivacyPortal.Tests.Support;
using static Medbook.PrivacyPortal.Domain.Consents.ConsentDecision;

namespace Medbook.PrivacyPortal.Tests.Operations.Research.Studies;

/// <summary>The proof of a decision about a study, for which the register has no activity.</summary>
public sealed class StudyReceiptTests() : StudyTests(Provider.Sqlite)
{
    [Theory]
    [InlineData(Given)]
    [InlineData(Refused)]
    public async Task It_has_the_published_shape_and_is_genuine_for_a_study_too(ConsentDecision decision)
    {
        var (study, person) = (await PublishedAsync(), await AddPersonAsync());

        var receipt = await ReceiptAsync(person, (await DecideAsync(person, decision, purpose: study.Purpose)).Id);

        Assert.True(await ReceiptFiles.FitsAsync(Encoding.UTF8.GetString(receipt.Content)));
        Assert.Equal(ReceiptVerdict.Genuine, await VerdictAsync(receipt.Content, receipt.Signature));
    }

    [Fact]
    public async Task It_names_the_goal_the_data_the_partner_and_the_period_of_the_version_that_was_on_the_screen()
    {
        var (study, person) = (await PublishedAsync(), await AddPersonAsync());
        var record = await DecideAsync(person, Given, new ShownText(1, "fr-BE"), study.Purpose);

        var receipt = Read(await ReceiptAsync(person, record.Id));

        var use = Assert.Single(receipt.GetProperty("pii_processing").GetProperty("purposes").EnumerateArray());
        Assert.Equal((study.Purpose, TestPlans.Whole.Goal.Fr, "3.1"), (Text(use, "purpose_id"), Text(use, "purpose"), Text(use, "policy_article")));
        Assert.Equal("GDPR 6(1)(a)", Text(use.GetProperty("lawful_basis")[0], "article"));
        Assert.Equal("Votre compte\u00a0: Date de naissance (par tranches de 5 ans), Rôle.", Text(use.GetProperty("pii_information")[0], "pii_type"));
        Assert.Equal("Du 1er mars 2026 au 29 février 2028, ou jusqu’à votre retrait.", Text(use.GetProperty("retention_period")[0], "period"));
        Assert.Equal(["research-partner"], use.GetProperty("recipient_third_parties").EnumerateArray().Select(one => one.GetString()));
        var partner = receipt.GetProperty("party_identification").EnumerateArray().Single(party => Text(party, "party_id") == "research-partner");
        Assert.Equal(("recipient", "Institute of Shift Work", "data@institute.example.org"), (Text(partner, "party_role"), Text(partner, "party_name"), Text(partner, "party_email")));
        Assert.Contains("consent-withdrawal", use.GetProperty("privacy_rights").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public async Task It_keeps_its_bytes_when_the_study_changes()
    {
        var (study, person) = (await PublishedAsync(), await AddPersonAsync());
        var record = await DecideAsync(person, Given, purpose: study.Purpose);
        var first = await ReceiptAsync(person, record.Id);

        Clock.Advance(TimeSpan.FromDays(30));
        await PublishedAsync(TestPlans.Whole with { Partner = "Another institute", Fields = [TestPlans.Role] }, StudyChange.Material, study.Id);

        Assert.Equal(first.Content, (await ReceiptAsync(person, record.Id)).Content);
    }

    [Fact]
    public async Task A_withdrawal_that_a_no_in_general_brought_has_a_receipt_of_its_own()
    {
        var (study, person) = (await PublishedAsync(), await AddPersonAsync());
        await DecideAsync(person, Given, purpose: study.Purpose);
        await DecideAsync(person, Refused);

        var record = (await RecordsAsync()).Single(one => one.Decision == Withdrawn);
        var receipt = await ReceiptAsync(person, record.Id);

        Assert.True(await ReceiptFiles.FitsAsync(Encoding.UTF8.GetString(receipt.Content)));
        Assert.Equal((study.Purpose, "withdrawn"), (record.Purpose, Text(Read(receipt).GetProperty("event")[0], "event_state")));
    }

    private static string? Text(JsonElement node, string name) => node.GetProperty(name).GetString();
}
