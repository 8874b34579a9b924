using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Operations.Consents.Receipts;
using Medbook.PrivacyPortal.Tests.Support;
using static Medbook.PrivacyPortal.Domain.Consents.ConsentDecision;

namespace Medbook.PrivacyPortal.Tests.Operations.Consents.Receipts;

public sealed class VerifyConsentReceiptTests() : ReceiptTests(Provider.Sqlite)
{
    [Fact]
    public async Task Any_value_that_was_changed_and_any_byte_is_found()
    {
        var receipt = await DecidedAsync("member@example.org", Given);
        var text = Encoding.UTF8.GetString(receipt.Content);
        var values = Leaves(JsonNode.Parse(text)!).ToList();
        Assert.True(values.Count > 60, $"Only {values.Count} values.");

        for (var i = 0; i < values.Count; i++)
        {
            var changed = JsonNode.Parse(text)!;
            var leaf = Leaves(changed).ElementAt(i);
            leaf.ReplaceWith(leaf.ToString() + "1");
            Assert.Equal(ReceiptVerdict.Changed, await VerdictAsync(Encoding.UTF8.GetBytes(changed.ToJsonString()), receipt.Signature));
        }
        for (var at = 0; at < receipt.Content.Length; at += 97)
        {
            byte[] flipped = [.. receipt.Content];
            flipped[at] ^= 1;
            Assert.Equal(ReceiptVerdict.Changed, await VerdictAsync(flipped, receipt.Signature));
        }
        Assert.Equal(ReceiptVerdict.Changed, await VerdictAsync([.. receipt.Content, (byte)'\n'], receipt.Signature));
    }

    [Fact]
    public async Task A_signature_that_was_changed_is_of_another_receipt_or_of_a_key_of_nobody_is_found()
    {
        var (receipt, other) = (await DecidedAsync("member@example.org", Given), await DecidedAsync("other@example.org", Given));
        var end = receipt.Signature.LastIndexOf('.') + 1;
        var changed = receipt.Signature[..end] + (receipt.Signature[end] == 'A' ? 'B' : 'A') + receipt.Signature[(end + 1)..];

        Assert.Equal(ReceiptVerdict.Changed, await VerdictAsync(receipt.Content, changed));
        Assert.Equal(ReceiptVerdict.Changed, await VerdictAsync(receipt.Content, other.Signature));
        Assert.Equal(ReceiptVerdict.NoReceipt, await VerdictAsync(receipt.Content, "no signature"));
        Assert.Equal(ReceiptVerdict.NoReceipt, await VerdictAsync(Encoding.UTF8.GetBytes(receipt.Signature), Encoding.UTF8.GetString(receipt.Content)[..2000]));
        Assert.Equal(ReceiptVerdict.UnknownKey, await VerdictAsync(receipt.Content, receipt.Signature, new JsonWebKeySet([])));

        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal(ReceiptVerdict.Changed, await VerdictAsync(receipt.Content, DetachedJws.Sign(stranger, DetachedJws.KidOf(receipt.Signature)!, receipt.Content)));
        Assert.Equal(ReceiptVerdict.UnknownKey, await VerdictAsync(receipt.Content, DetachedJws.Sign(stranger, "a key of nobody", receipt.Content)));
    }

    [Theory]
    [InlineData("""{ "format": "medbook-erasure/1" }""")]
    [InlineData("[]")]
    [InlineData("no JSON at all")]
    public async Task What_the_portal_signed_and_is_no_receipt_is_none(string other)
    {
        using var signer = await Get<SigningKeys>().OpenAsync(None);
        var bytes = Encoding.UTF8.GetBytes(other);

        Assert.Equal(ReceiptVerdict.NoReceipt, await VerdictAsync(bytes, signer.Sign(bytes)));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_not_read_to_its_end()
    {
        using var large = new MemoryStream(new byte[10 * VerifyConsentReceipt.MostBytes]);
        var taken = await VerifyConsentReceipt.TakeAsync(large, None);
        Assert.Equal(VerifyConsentReceipt.MostBytes + 1, large.Position);

        Assert.IsType<ReceiptTooLarge>((await Get<VerifyConsentReceipt>().RunAsync(Actor.Visitor, taken, [1], new JsonWebKeySet([]), None)).Problem);
        Assert.IsType<ReceiptTooLarge>((await Get<VerifyConsentReceipt>().RunAsync(Actor.Visitor, [1], taken, new JsonWebKeySet([]), None)).Problem);
        Assert.IsType<ReceiptMissing>((await Get<VerifyConsentReceipt>().RunAsync(Actor.Visitor, [], [1], new JsonWebKeySet([]), None)).Problem);
    }

    [Fact]
    public async Task The_binary_checks_one_on_a_machine_without_settings_and_finds_what_was_changed()
    {
        using var elsewhere = CommandLine.WithoutSettings();
        var receipt = await DecidedAsync("member@example.org", Objected);
        var (file, keys) = (Path.Combine(elsewhere.Folder, "receipt-1.json"), Path.Combine(elsewhere.Folder, "keys.json"));
        await File.WriteAllBytesAsync(file, receipt.Content);
        await File.WriteAllTextAsync(Path.ChangeExtension(file, ".sig"), receipt.Signature);
        await File.WriteAllBytesAsync(keys, (await Get<SigningKeys>().PublishedAsync(None)).ToJson());

        var genuine = await elsewhere.RunAsync("receipt", "verify", file, "--keys", keys);
        Assert.Equal((0, "", $"The receipt is as it was made. Signed with key {DetachedJws.KidOf(receipt.Signature)}."), (genuine.ExitCode, genuine.Error, genuine.Output.Trim()));

        await File.WriteAllBytesAsync(file, [.. receipt.Content, (byte)' ']);
        var changed = await elsewhere.RunAsync("receipt", "verify", file, "--keys", keys);
        Assert.Equal((1, "Receipt and signature do not fit: one of them was changed."), (changed.ExitCode, changed.Output.Trim()));
    }

    private static IEnumerable<JsonNode> Leaves(JsonNode node) => node switch
    {
        JsonObject found => found.SelectMany(member => Leaves(member.Value!)),
        JsonArray list => list.SelectMany(item => Leaves(item!)),
        _ => [node],
    };
}
