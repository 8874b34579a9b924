using System.Text;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Policy;

namespace Medbook.PrivacyPortal.Operations.PolicyVersions;

/// <summary>Reads a file of the officer's as the text of a policy: Markdown, or plain text that becomes Markdown. Nothing is kept.</summary>
public sealed class ReadPolicyFile(Guard guard)
{
    /// <summary>Most bytes of a file: four for each character a text may have.</summary>
    public const int MaxBytes = 4 * PolicyDraft.MaxText;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>Markdown; or <see cref="PolicyTooLong"/>, or <see cref="PolicyFileUnreadable"/> where it is no text in UTF-8.</returns>
    public async Task<Result<string>> RunAsync(Actor who, Stream file, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadPolicyFile) is { } denied) return denied;
        var bytes = new byte[MaxBytes + 1];
        var length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        if (length > MaxBytes) return new PolicyTooLong(PolicyDraft.MaxText);
        try
        {
            var text = Strict.GetString(bytes, 0, length);
            if (text.AsSpan().IndexOfAnyInRange('\0', '\u0008') >= 0) return new PolicyFileUnreadable();
            var markdown = PlainPolicy.ToMarkdown(text);
            return markdown.Length > PolicyDraft.MaxText ? new PolicyTooLong(PolicyDraft.MaxText) : markdown;
        }
        catch (DecoderFallbackException)
        {
            return new PolicyFileUnreadable();
        }
    }
}
