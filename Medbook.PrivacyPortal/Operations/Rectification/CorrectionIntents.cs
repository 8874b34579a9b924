using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Rectifying;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Persistence;

namespace Medbook.PrivacyPortal.Operations.Rectification;

/// <summary>Writes the intents that follow from a granted request, in the transaction of the decision.</summary>
internal static class CorrectionIntents
{
    /// <summary>Adds them, and the run that carries them out; nothing where the request does not end in corrections.</summary>
    public static void Add(PortalDb db, SourceCatalog sources, RightsRequest request, DateTimeOffset now)
    {
        var granted = GrantedCorrections.Of(request, one => UsesOf(sources, one));
        List<Correction> corrections = [.. granted.Select((one, i) => Correction.Grant(request, i, one, now))];
        db.Corrections.AddRange(corrections);
        if (corrections.Exists(one => one.State == CorrectionState.Intended)) db.Runs.Add(Run.Ask(RunKind.Rectify, request.Subject, request.Id, now));
    }

    private static IReadOnlyCollection<string> UsesOf(SourceCatalog sources, FieldCorrection one) =>
        sources.Find(one.Row.Source)?.Map.Find(one.Row.Dataset) is { } dataset
            ? ReadField.AllOf(dataset).FirstOrDefault(field => field.Name == one.Field)?.Field.Activities ?? [] : [];
}
