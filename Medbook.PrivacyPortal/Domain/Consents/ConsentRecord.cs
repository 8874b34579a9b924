using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Domain.Consents;

/// <summary>
/// One decision of one person, with what proves it. Never changed and never removed by the portal; it holds keys, codes and hashes
/// only, so that an erasure leaves it valid.
/// </summary>
/// <remarks>Rule C1; GDPR 7(1); EDPB 05/2020, 108; policy 7.4.</remarks>
public sealed class ConsentRecord : IAudited, IAppendOnly
{
    /// <summary>The channel of everything decided on this portal.</summary>
    public const string Portal = "portal";

    private ConsentRecord() { }

    /// <summary>Identifier of the record.</summary>
    public Guid Id { get; private set; }

    /// <summary>Who decided.</summary>
    public SubjectKey Subject { get; private set; }

    /// <summary>About what.</summary>
    public string Purpose { get; private set; } = "";

    /// <summary>Which decision of this person about this it is, counted from 1. Unique, so that two clicks at once make one record.</summary>
    public int Sequence { get; private set; }

    /// <summary>The decision before this one; null for the first. What follows a record is what ends it.</summary>
    public Guid? Follows { get; private set; }

    /// <summary>What was decided.</summary>
    public ConsentDecision Decision { get; private set; }

    /// <summary>Version of the text that was on the screen.</summary>
    public int TextVersion { get; private set; }

    /// <summary>SHA-256 of exactly that text, in that language.</summary>
    public string TextHash { get; private set; } = "";

    /// <summary>The language it was shown in, as a culture name.</summary>
    public string Language { get; private set; } = "";

    /// <summary>Where it was decided: <see cref="Portal"/>.</summary>
    public string Channel { get; private set; } = "";

    /// <summary>Keyed hash of the session; null where there was none.</summary>
    public string? Session { get; private set; }

    /// <summary>When (UTC).</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Whether it answers the question as it is asked now.</summary>
    /// <param name="askedSince">The last version of the text that asked anew (rule C5).</param>
    public bool Answers(int askedSince) => ConsentRules.KindOf(Decision) == ChoiceKind.Objection || TextVersion >= askedSince;

    /// <summary>Somebody decides on a text they see.</summary>
    /// <param name="last">Their last decision about it; null where there is none.</param>
    /// <param name="wanted">What they decide.</param>
    /// <param name="subject">Who.</param>
    /// <param name="shown">The text on the screen.</param>
    /// <param name="askedSince">The last version of the text that asked anew.</param>
    /// <param name="session">Keyed hash of the session.</param>
    /// <param name="now">When (UTC).</param>
    /// <returns>The new record; <paramref name="last"/> itself where it already says so, because saying it twice changes nothing.</returns>
    public static Result<ConsentRecord> Decide(
        ConsentRecord? last, ConsentDecision wanted, SubjectKey subject, ConsentText shown, int askedSince, string? session, DateTimeOffset now)
    {
        var next = ConsentRules.Next(shown.Kind, last?.Decision, wanted);
        if (!next.IsOk) return next.Problem;
        if (last is not null && last.Answers(askedSince) && ConsentRules.Allows(last.Decision) == ConsentRules.Allows(next.Value)) return last;
        return new ConsentRecord
        {
            Id = Guid.CreateVersion7(now), Subject = subject, Purpose = shown.Purpose, Sequence = (last?.Sequence ?? 0) + 1, Follows = last?.Id,
            Decision = next.Value, TextVersion = shown.Version, TextHash = shown.Hash, Language = shown.Language, Channel = Portal,
            Session = session, At = now,
        };
    }
}
