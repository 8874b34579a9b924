using System.Globalization;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Operations.Cases;

/// <summary>The texts of letters and mails about a case. They are written in the language of the request, whoever's page it is.</summary>
public static class CaseTexts
{
    private static readonly CultureTexts Texts = new(typeof(CaseTexts));
    private static readonly CultureTexts Terms = new(typeof(TermTexts));

    /// <summary>Why the law allows to refuse, as a sentence of a letter.</summary>
    public static string Ground(CultureInfo culture, RefusalGround ground) => Of(culture, $"ground.{ground}");

    /// <summary>What people read for a part of a request: an activity, a kind of record with its key, or all that was asked.</summary>
    /// <param name="part">The part.</param>
    /// <param name="kind">What is asked.</param>
    /// <param name="register">The register in force.</param>
    /// <param name="label">What people read for a kind of record; null where the map no longer has it.</param>
    /// <param name="culture">The language.</param>
    public static string Name(
        DecisionPart part, RequestKind kind, RegisterVersion register, Func<ScopedRow, CultureInfo, string?> label, CultureInfo culture) =>
        part.Activity is { } activity ? register.Find(activity)?.Title.In(culture) ?? activity
        : part.Row is not { } row ? Kind(culture, kind)
        : row.Key.Length == 0 ? label(row, culture) ?? row.Dataset
        : Of(culture, "record", label(row, culture) ?? row.Dataset, row.Key);

    /// <summary>That a letter, a call or a mail arrived, and by when it is answered: to be mailed, printed or said (rule T8).</summary>
    public static string Confirmation(CultureInfo culture, Acknowledgement acknowledgement) => Of(
        culture, "acknowledgement.arrival",
        acknowledgement.Number, LongDate.Of(acknowledgement.Deadline.Received, culture), LongDate.Of(acknowledgement.Deadline.Due, culture));

    /// <summary>What is asked, as the person chose it.</summary>
    internal static string Kind(CultureInfo culture, RequestKind kind) => Terms.In(culture, $"{nameof(RequestKind)}.{kind}");

    internal static string Of(CultureInfo culture, string key, params object[] arguments) => Texts.In(culture, key, arguments);
}
