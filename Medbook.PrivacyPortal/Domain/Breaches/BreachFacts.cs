namespace Medbook.PrivacyPortal.Domain.Breaches;

/// <summary>What is known of a breach. It is written without names: kinds and numbers only.</summary>
/// <param name="What">What happened.</param>
/// <param name="People">Kinds of people it concerns.</param>
/// <param name="PeopleCount">About how many; null while nobody knows.</param>
/// <param name="Records">Kinds of records it concerns.</param>
/// <param name="RecordCount">About how many; null while nobody knows.</param>
/// <param name="Consequences">What may follow from it.</param>
/// <param name="Measures">What was done, or will be, against it.</param>
/// <remarks>GDPR 33(3)(a), (c) and (d).</remarks>
public sealed record BreachFacts(
    string What, string People = "", int? PeopleCount = null, string Records = "", int? RecordCount = null, string Consequences = "", string Measures = "")
{
    /// <summary>Most characters of each text.</summary>
    public const int MaxWords = 4000;

    /// <summary>The same without blanks around the texts.</summary>
    public BreachFacts Trimmed => this with
    {
        What = What.Trim(), People = People.Trim(), Records = Records.Trim(), Consequences = Consequences.Trim(), Measures = Measures.Trim(),
    };

    /// <summary>Why they cannot be kept; null where they can. Only what happened has to be known: the rest may come in phases (33(4)).</summary>
    public Problem? Fault =>
        string.IsNullOrWhiteSpace(What) ? new BreachWhatMissing()
        : new[] { What, People, Records, Consequences, Measures }.Any(text => text.Length > MaxWords) ? new BreachWordsTooLong(MaxWords)
        : PeopleCount < 0 || RecordCount < 0 ? new BreachNumberUnfit()
        : null;
}
