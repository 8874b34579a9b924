using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>What an erasure would do to a person's records, from counts and dates: no record is read and nothing is changed.</summary>
public sealed partial class ErasureLines(RegisterCache registers, SourceCatalog sources, TimeProvider clock, ILogger<ErasureLines> log)
{
    /// <summary>As the person reads it: what is held stands apart.</summary>
    internal Task<Result<ErasurePreview>> PreviewAsync(PortalDb db, SubjectKey subject, RequestScope scope, ErasureGround? ground, CancellationToken ct) =>
        PreviewAsync(db, subject, new ErasureWanted(scope, ground, null, DestructionCause.Person, ClosesAccount: false), ct);

    /// <summary>The same for somebody who closes their account here.</summary>
    internal Task<Result<ErasurePreview>> PreviewClosingAsync(PortalDb db, SubjectKey subject, CancellationToken ct) =>
        PreviewAsync(db, subject, new ErasureWanted(RequestScope.Everything, null, null, DestructionCause.Person, ClosesAccount: true), ct);

    /// <summary>Everything of somebody as they were found in the sources; the portal need not know them.</summary>
    internal Task<Result<ErasurePreview>> PreviewAsync(PortalDb db, SubjectKey subject, IReadOnlyList<PersonInSource> persons, CancellationToken ct) =>
        PreviewAsync(db, subject, new ErasureWanted(RequestScope.Everything, null, null, DestructionCause.Person, ClosesAccount: false), ct, persons);

    private async Task<Result<ErasurePreview>> PreviewAsync(
        PortalDb db, SubjectKey subject, ErasureWanted wanted, CancellationToken ct, IReadOnlyList<PersonInSource>? persons = null)
    {
        var read = await ReadAsync(db, subject, persons ?? await PersonInSource.AllOfAsync(db, sources, subject, ct), wanted, ct);
        if (!read.IsOk) return read.Problem;
        var (kinds, words, holds, missing) = read.Value;
        var lines = kinds.SelectMany(kind => words.LinesOf(kind, subject, holds));
        return new ErasurePreview([.. lines.OrderBy(line => line.Forecast.Fate).ThenByDescending(line => line.Count)], missing);
    }

    /// <summary>As it is approved and carried out: a line for each kind of record. What is held is decided row by row when its turn comes.</summary>
    internal async Task<Result<(IReadOnlyList<ErasurePlanLine> Lines, IReadOnlyList<string> Missing)>> PlanAsync(PortalDb db, ErasurePlan plan, CancellationToken ct)
    {
        var read = await ReadAsync(db, plan.Subject, await PersonInSource.AllOfAsync(db, sources, plan.Subject, ct), await WantedAsync(db, plan, ct), ct);
        if (!read.IsOk) return read.Problem;
        var (kinds, words, holds, missing) = read.Value;
        var lines = kinds.Select(kind => words.LineOf(kind) is { } line
            ? new ErasurePlanLine(line.Source, line.Dataset, line.Forecast.Fate, line.Forecast.Reason, line.Count, line.End, line.Keys)
            {
                Held = words.LinesOf(kind, plan.Subject, holds).Where(one => one.Forecast.Fate == ErasureFate.Held).Sum(one => one.Count),
            }
            : null).OfType<ErasurePlanLine>();
        return ([.. lines.OrderBy(line => line.Fate).ThenByDescending(line => line.Count)], [.. missing.Select(source => source.Name)]);
    }

    // A plan from before its scope was kept is that of a request, which still says it.
    private static async Task<ErasureWanted> WantedAsync(PortalDb db, ErasurePlan plan, CancellationToken ct)
    {
        if (plan.Scope is { } scope) return new ErasureWanted(scope, plan.Ground, plan.Cause.OnlyOn(), plan.AsksAs, plan.Cause == ErasureCause.AccountClosing);
        var request = await db.Requests.AsNoTracking().SingleAsync(r => r.Id == plan.CausedBy, ct);
        return new ErasureWanted(ErasurePlan.ScopeOf(request), request.Details.ErasureGround, null, plan.AsksAs, ClosesAccount: false);
    }

    private async Task<Result<Reading>> ReadAsync(PortalDb db, SubjectKey subject, IReadOnlyList<PersonInSource> persons, ErasureWanted wanted, CancellationToken ct)
    {
        if (await registers.OnAsync(db, BrusselsTime.Today(clock), ct) is not { } register) return new RegisterMissing();
        var holdings = await Task.WhenAll(persons.Select(person => SourceHoldings.ReadAsync(person, Failed, ct)));
        return new Reading(
            [.. holdings.SelectMany(held => held.Datasets)],
            new ErasureScope(register, wanted.Scope, wanted.Ground, wanted.OnlyOn, wanted.ClosesAccount),
            await HoldsInForce.OfPersonAsync(db, subject, wanted.AsksAs, BrusselsTime.Today(clock), ct),
            [.. holdings.Where(held => held.Source.State is SourceState.Unavailable or SourceState.Incomplete or SourceState.PersonUnclear).Select(held => held.Source.Source)]);

        void Failed(SourceException fault, string dataset) => CouldNotRead(fault.SourceName, dataset, fault.Fault, fault.EngineCode);
    }

    [LoggerMessage(LogLevel.Warning, "Source {Source} could not be read for the plan of an erasure ({Dataset}: {Fault} {Code}).")]
    private partial void CouldNotRead(string source, string dataset, SourceFault fault, string? code);

    private sealed record ErasureWanted(RequestScope Scope, ErasureGround? Ground, LegalBasis? OnlyOn, DestructionCause AsksAs, bool ClosesAccount);

    private sealed record Reading(IReadOnlyList<HeldDataset> Kinds, ErasureScope Words, HoldsInForce Holds, IReadOnlyList<Source> Missing);
}
