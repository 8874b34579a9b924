using System.Text;
using System.Text.Json;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Operations.Consents.Receipts;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Operations.Consents.Receipts;

/// <summary>Base of the tests of receipts: texts, register and the key that signs are there.</summary>
public abstract class ReceiptTests(Provider provider) : ConsentTests(provider)
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Assert.True((await Get<InstallRegister>().RunAsync(Actor.Portal, None)).IsOk);
        Assert.True((await Get<InitVault>().RunAsync(Actor.Portal, None)).IsOk);
    }

    /// <summary>The receipt of a decision, for whoever made it.</summary>
    protected async Task<SignedReceipt> ReceiptAsync(Actor who, Guid record)
    {
        var read = await Get<ReadMyConsentReceipt>().RunAsync(who, record, None);
        Assert.Null(read.Problem);
        return read.Value!;
    }

    /// <summary>Somebody new decides, and gets the receipt.</summary>
    protected async Task<SignedReceipt> DecidedAsync(string email, params ConsentDecision[] decisions)
    {
        var person = await AddPersonAsync(email);
        ConsentRecord? last = null;
        foreach (var decision in decisions) last = await DecideAsync(person, decision);
        return await ReceiptAsync(person, last!.Id);
    }

    /// <summary>Checks a receipt with the keys that are published.</summary>
    protected async Task<ReceiptVerdict> VerdictAsync(byte[] receipt, string signature, JsonWebKeySet? keys = null)
    {
        var check = await Get<VerifyConsentReceipt>().RunAsync(Actor.Visitor, receipt, Encoding.UTF8.GetBytes(signature), keys ?? await Get<SigningKeys>().PublishedAsync(None), None);
        Assert.Null(check.Problem);
        return check.Value!.Verdict;
    }

    protected static JsonElement Read(SignedReceipt receipt) => JsonSerializer.Deserialize<JsonElement>(receipt.Content);
}
