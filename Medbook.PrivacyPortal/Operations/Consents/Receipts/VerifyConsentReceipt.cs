using System.Text;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Keys;

namespace Medbook.PrivacyPortal.Operations.Consents.Receipts;

/// <summary>What came of checking a receipt.</summary>
public enum ReceiptVerdict
{
    /// <summary>The portal of the keys signed exactly this receipt.</summary>
    Genuine,
    /// <summary>Receipt and signature do not belong together.</summary>
    Changed,
    /// <summary>None of the keys has the name that the signature says.</summary>
    UnknownKey,
    /// <summary>It is no receipt, or the other file is no signature.</summary>
    NoReceipt,
}

/// <summary>What came of checking a receipt.</summary>
/// <param name="Verdict">What it is.</param>
/// <param name="Signer">The key that the signature names; null where it is none of the keys.</param>
public sealed record ReceiptCheck(ReceiptVerdict Verdict, JsonWebKey? Signer);

/// <summary>Checks a receipt against its signature. Nothing is looked up: the answer says nothing about anybody, and nothing is kept.</summary>
public sealed class VerifyConsentReceipt(Guard guard)
{
    /// <summary>Most bytes of a receipt, and of a signature; those that are made have less than a tenth of it.</summary>
    public const int MostBytes = 128 * 1024;

    /// <param name="who">Who asks; anybody may.</param>
    /// <param name="receipt">The receipt, byte for byte as it was given.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="keys">The public keys of the portal.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<ReceiptCheck>> RunAsync(Actor who, byte[] receipt, byte[] signature, JsonWebKeySet keys, CancellationToken ct)
    {
        if (guard.Check(who, Permission.VerifyConsentReceipt) is { } denied) return denied;
        ct.ThrowIfCancellationRequested();
        if (receipt.Length == 0 || signature.Length == 0) return new ReceiptMissing();
        if (receipt.Length > MostBytes || signature.Length > MostBytes) return new ReceiptTooLarge();
        var (state, kid) = DetachedJws.Check(Encoding.ASCII.GetString(signature), receipt, keys);
        return new ReceiptCheck(await JudgeAsync(state, receipt), keys.Find(kid));
    }

    /// <summary>Reads a file, and no more of it than it takes to see that it is too large.</summary>
    public static async Task<byte[]> TakeAsync(Stream file, CancellationToken ct)
    {
        var bytes = new byte[MostBytes + 1];
        var read = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return bytes[..read];
    }

    // The same keys sign copies and certificates: a good signature alone makes no receipt.
    private static async Task<ReceiptVerdict> JudgeAsync(SignatureState state, byte[] content) => state switch
    {
        SignatureState.Good => await ReceiptFiles.FitsAsync(Encoding.UTF8.GetString(content)) ? ReceiptVerdict.Genuine : ReceiptVerdict.NoReceipt,
        SignatureState.Wrong => ReceiptVerdict.Changed,
        SignatureState.UnknownKey => ReceiptVerdict.UnknownKey,
        SignatureState.Malformed => ReceiptVerdict.NoReceipt,
    };
}
