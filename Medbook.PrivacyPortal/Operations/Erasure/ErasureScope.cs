using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Operations.Subjects;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>Puts what register, map and counts say about records of one kind into the words of the forecast.</summary>
/// <param name="register">The register in force.</param>
/// <param name="scope">What is asked about.</param>
/// <param name="ground">The ground of the law; null where nobody named one.</param>
/// <param name="onlyOn">The basis on which records must rest alone to be meant; null where that does not matter.</param>
/// <param name="closesAccount">Whether the person closes their account here: then the portal's own records go, too, and no consent is left that could be withdrawn.</param>
internal sealed class ErasureScope(RegisterVersion register, RequestScope scope, ErasureGround? ground, LegalBasis? onlyOn = null, bool closesAccount = false)
{
    /// <summary>Whether records of a kind can be meant at all, as far as the map says: where none can, there is nothing to plan.</summary>
    public bool CanMean(Source source, Dataset dataset) =>
        UsesIn(source, dataset) is var fields && fields.Exists(uses => uses.Exists(use => use.IsAsked)) && IsMeant(new ErasureFacts(RowOf(dataset), RowPeriod.NoPeriod, fields));

    /// <summary>The lines of a kind of record: what would become of it, and of those records that something holds.</summary>
    /// <param name="held">The person's records.</param>
    /// <param name="subject">The person.</param>
    /// <param name="holds">What may hold them.</param>
    public IEnumerable<ErasureLine> LinesOf(HeldDataset held, SubjectKey subject, HoldsInForce holds)
    {
        if (LineOf(held) is not { } line) return [];
        if (line.Forecast.Fate == ErasureFate.Stays) return [line];
        if (FirstOn("") is { } whole) return [line.HeldBy(whole, line.Count)];

        var asked = SingleRows(held);
        var single = holds.RecordsNamed(held.Source.Name, held.Dataset.Id).Where(key => asked.Count == 0 || asked.Contains(key))
            .Select(FirstOn).OfType<HeldBy>().GroupBy(by => (by.Kind, by.Ground))
            .Select(group => line.HeldBy(group.First(), Math.Min(group.Count(), line.Count))).ToList();
        var free = line with { Count = Math.Max(0, line.Count - single.Sum(one => one.Count)) };
        return free.Count > 0 ? [free, .. single] : single;

        // What a hold is on weighs more than that a request is open.
        HeldBy? FirstOn(string key) => holds.On(held.Source.Name, held.Dataset, new AskedRecord(key, [subject])).FirstOrDefault();
    }

    /// <summary>The line of a kind of record, whatever holds it; null where the scope does not speak of it, or where nobody could count it.</summary>
    public ErasureLine? LineOf(HeldDataset held)
    {
        if (held.Summary is not { } summary) return null;
        var fields = UsesIn(held.Source, held.Dataset);
        if (!fields.Exists(uses => uses.Exists(use => use.IsAsked))) return null;
        var facts = new ErasureFacts(RowOf(held.Dataset), PeriodOf(held.Dataset.Retention, summary.Count > summary.NotBegun), fields);
        if (!IsMeant(facts)) return null;

        var forecast = ForecastOf(held, facts);
        var keys = SingleRows(held);
        var isException = forecast.Reason == ErasureReason.Exception;
        var uses = ActivitiesOf(fields, forecast.Reason);
        var exception = held.Dataset.People[0].Erasure;
        var gdpr = isException ? ErasureLine.ArticleOf(exception.Ground) : ArticleOf(forecast.Reason);
        return new ErasureLine(
            held.Dataset.Label, keys.Count > 0 ? keys.Count : summary.Count, forecast, keys.Count > 0 ? null : summary.RetentionEnd, isException ? exception.Why : null,
            uses, gdpr is null ? uses.SelectMany(use => use.Retention).FirstOrDefault()?.PolicyArticle : null, gdpr)
        {
            Source = held.Source.Name, Dataset = held.Dataset.Id, Keys = keys,
            EndsWith = forecast.EndsOtherUses ? ActivitiesOf(fields, ErasureReason.UsedElsewhere) : [],
        };
    }

    // What the portal needs to know the person goes with their account here, and with no request.
    private ErasureForecast ForecastOf(HeldDataset held, ErasureFacts facts)
    {
        var isPortals = held.Source.Name == Map.PortalSource;
        if (closesAccount) return isPortals ? ErasureForecast.OfClosedAccount(facts) : ErasureForecast.Of(facts.Period == RowPeriod.UntilWithdrawn ? facts with { Period = RowPeriod.UntilAsked } : facts, ground);
        var forecast = ErasureForecast.Of(facts, ground);
        return isPortals && forecast.Fate != ErasureFate.Stays ? new(ErasureFate.Stays, ErasureReason.PortalAccount) : forecast;
    }

    private List<ScopedRow> RowsOf(Source source, Dataset dataset) => [.. scope.Rows.Where(row => row.Source == source.Name && row.Dataset == dataset.Id)];

    // The keys of the only records that are asked about; empty where the whole kind is: where it is named itself, or by what it is used for.
    private List<string> SingleRows(HeldDataset held) =>
        RowsOf(held.Source, held.Dataset) is var rows && !held.Dataset.Activities.Any(scope.Activities.Contains) && rows.TrueForAll(row => row.Key.Length > 0)
            ? rows.ConvertAll(row => row.Key) : [];

    private bool IsMeant(ErasureFacts facts) => onlyOn is not { } basis || facts.RestOnlyOn(basis);

    private List<List<FieldUse>> UsesIn(Source source, Dataset dataset)
    {
        var isAll = scope.IsEverything || RowsOf(source, dataset).Count > 0;
        return [.. dataset.AllFields.Select(field => UsesOf(field, dataset, isAll)).Where(uses => uses.Count > 0)];
    }

    private List<FieldUse> UsesOf(Field field, Dataset dataset, bool isAll) =>
    [
        .. field.Activities.Select(register.Find).OfType<ProcessingActivity>().Select(activity => new FieldUse(
            activity.Id,
            dataset.Bases.TryGetValue(activity.Id, out var basis) ? basis : activity.Basis,
            isAll || scope.Activities.Contains(activity.Id))),
    ];

    // Those that keep the records, where some do; else those they are held for.
    private IReadOnlyList<ProcessingActivity> ActivitiesOf(IEnumerable<List<FieldUse>> fields, ErasureReason reason)
    {
        var uses = fields.SelectMany(uses => uses).ToList();
        IEnumerable<FieldUse> meant = reason switch
        {
            ErasureReason.LawRequires => uses.Where(use => use.Basis is LegalBasis.LegalObligation or LegalBasis.PublicTask),
            ErasureReason.UsedElsewhere => uses.Where(use => !use.IsAsked),
            _ => uses.Where(use => use.IsAsked),
        };
        return [.. meant.Select(use => use.Activity).Distinct().Select(register.Find).OfType<ProcessingActivity>()];
    }

    // Where the parts of several people end in different ways, nobody can say more before a row is looked at.
    private static RowErasure RowOf(Dataset dataset) =>
        dataset.Shared || dataset.People.Any(person => person.Erasure.Action == ErasureAction.Delete) && dataset.People.Any(person => person.Erasure.Action != ErasureAction.Delete)
            ? RowErasure.Parted
        : dataset.People.All(person => person.Erasure.Action == ErasureAction.Delete) ? RowErasure.Deleted
        : dataset.AllFields.Any(field => field.Erasure.Action is ErasureAction.Null or ErasureAction.Mask or ErasureAction.Hash) ? RowErasure.Stripped
        : RowErasure.Kept;

    private static RowPeriod PeriodOf(DataMap.Model.Retention retention, bool hasBegun) => retention.Rule switch
    {
        RetentionRule.UntilAsked => RowPeriod.UntilAsked,
        RetentionRule.UntilWithdrawn => RowPeriod.UntilWithdrawn,
        RetentionRule.Criteria or RetentionRule.WithOrigin => RowPeriod.NoPeriod,
        RetentionRule.Period => retention.AtLeast ? RowPeriod.NoMaximum : hasBegun ? RowPeriod.Running : RowPeriod.NotBegun,
    };

    private static string? ArticleOf(ErasureReason reason) => reason switch
    {
        ErasureReason.ConsentWithdrawn => "17(1)(b)",
        ErasureReason.Objected => "17(1)(c)",
        ErasureReason.Unlawful => "17(1)(d)",
        ErasureReason.RequiredByLaw => "17(1)(e)",
        ErasureReason.LawRequires => "17(3)(b)",
        ErasureReason.UsedElsewhere => "17(1)",
        ErasureReason.SharedWithOthers => "17(1)",
        ErasureReason.LegalHold or ErasureReason.OpenCase or ErasureReason.UseLimited or ErasureReason.Exception or ErasureReason.UntilAsked
            or ErasureReason.NoPeriod or ErasureReason.PeriodRuns or ErasureReason.PeriodNotBegun or ErasureReason.NoMaximum
            or ErasureReason.ConsentStands or ErasureReason.PortalAccount or ErasureReason.AccountClosed => null,
    };
}
