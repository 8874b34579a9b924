using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Domain.Register;

/// <summary>
/// One version of the register of processing activities: who is responsible, what is done with personal data, why, who receives it
/// and how long it is kept. Data, not code; every page, letter and copy that speaks of these things reads it here.
/// </summary>
/// <remarks>GDPR 13, 14, 30; policy 2-5.</remarks>
public sealed record RegisterVersion
{
    /// <summary>Number of the version; a later one is higher.</summary>
    public required int Version { get; init; }

    /// <summary>From which day on it holds.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>When the policy behind it was last changed.</summary>
    public required DateOnly PolicyChangedOn { get; init; }

    /// <summary>Who is responsible.</summary>
    public required Controller Controller { get; init; }

    /// <summary>Who supervises.</summary>
    public required Authority Authority { get; init; }

    /// <summary>The categories of recipients, in the order of the policy.</summary>
    public required IReadOnlyList<Recipient> Recipients { get; init; }

    /// <summary>The activities, in the order of the policy; the portal's own come last.</summary>
    public required IReadOnlyList<ProcessingActivity> Activities { get; init; }

    /// <summary>Where data may leave the European Economic Area; a version from before they were written down has none.</summary>
    public IReadOnlyList<Transfer> Transfers { get; init; } = [];

    /// <summary>What protects the data; a version from before they were written down has none.</summary>
    public IReadOnlyList<SecurityMeasure> Measures { get; init; } = [];

    /// <summary>The activity of an identifier; null where this version has none.</summary>
    public ProcessingActivity? Find(string activity) => Activities.FirstOrDefault(a => a.Id == activity);

    /// <summary>Identifiers of the activities that are direct marketing, on or off: an objection to them is granted at once.</summary>
    public IReadOnlyCollection<string> Marketing => [.. Activities.Where(activity => activity.IsMarketing).Select(activity => activity.Id)];

    /// <summary>The categories of recipients an activity names.</summary>
    public IEnumerable<Recipient> RecipientsOf(ProcessingActivity activity) => Recipients.Where(r => activity.Recipients.Contains(r.Id));

    /// <summary>Every text, with the identifier of what it belongs to.</summary>
    public IEnumerable<(string Id, LocalText Text)> Texts() =>
        Activities.SelectMany(a => new[] { a.Title, a.People, a.Purpose, a.Data, a.BasisText, a.Otherwise?.Text }.Concat(a.Retention.Select(clause => clause.Text)).OfType<LocalText>().Select(text => (a.Id, text)))
            .Concat(Recipients.SelectMany(r => new[] { (r.Id, r.Name), (r.Id, r.When) }))
            .Concat(Transfers.SelectMany(t => new[] { (t.Id, t.Name), (t.Id, t.Country) }))
            .Concat(Measures.Select(m => (m.Id, m.Text)));

    /// <summary>Where data of an activity may leave the European Economic Area.</summary>
    public IEnumerable<Transfer> TransfersOf(ProcessingActivity activity) => Transfers.Where(transfer => transfer.Activities.Contains(activity.Id));

    /// <summary>The other activities whose data an activity reuses; empty where it has its own.</summary>
    public IEnumerable<ProcessingActivity> SourcesOf(ProcessingActivity activity) => Activities.Where(other =>
        other.Id != activity.Id && !other.IsPortals && !other.DrawsOnOthers
        && (activity.DrawsOn.Contains(other.Id) || activity.DrawsOn.Contains(ProcessingActivity.All)));
}
