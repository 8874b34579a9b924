using System.Text;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary><c>read-me.txt</c>: what a copy holds and what it lacks, in the person's language.</summary>
internal static class ReadMe
{
    public static async Task<long?> WriteAsync(
        Stream target, IStringLocalizer<CopyTexts> texts, CopyOrder order, IReadOnlyList<CopiedSource> sources, CancellationToken ct)
    {
        // A mark in front, so that a plain editor on Windows shows accents.
        await using var writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        foreach (var line in Lines(texts, order, sources)) await writer.WriteLineAsync(line.AsMemory(), ct);
        return null;
    }

    private static IEnumerable<string> Lines(IStringLocalizer<CopyTexts> texts, CopyOrder order, IReadOnlyList<CopiedSource> sources)
    {
        yield return texts["title." + order.Kind];
        yield return "";
        yield return texts["made-on", LongDate.Of(BrusselsTime.DateOf(order.At))];
        yield return texts["what." + order.Kind];
        yield return texts["files"];
        yield return "";

        foreach (var (source, label) in sources.Zip(order.Person, (source, person) => (source, person.Source.Map.Label)))
        {
            switch (source.Status)
            {
                case CopyStatus.Complete: break;
                case CopyStatus.NotLinked: yield return texts["not-linked", label]; break;
                case CopyStatus.Partial: yield return texts["partial", label]; break;
                case CopyStatus.Failed: yield return texts["failed", label]; break;
            }
        }
        if (sources.SelectMany(source => source.Datasets).Any(dataset => dataset.Waiting > 0)) yield return texts["withheld"];
        yield return texts["masked"];
    }
}
