using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Erasure;

/// <summary>
/// What an erasure of the person's own data would do: what goes now, what goes on a date, what stays and why. From counts and
/// dates; no record is read and nothing is changed.
/// </summary>
/// <remarks>Rule D2; GDPR 17; policy 7.5.</remarks>
public sealed partial class PreviewErasure(
    IDbContextFactory<PortalDb> dbs, RegisterCache registers, SourceCatalog sources, Guard guard, TimeProvider clock, ILogger<PreviewErasure> log)
{
    /// <param name="who">The person.</param>
    /// <param name="scope">What is to go.</param>
    /// <param name="ground">Why, if the person said.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<ErasurePreview>> RunAsync(Actor who, RequestScope scope, ErasureGround? ground, CancellationToken ct)
    {
        if (guard.Check(who, Permission.PreviewErasure) is { } denied) return denied;
        if (who.Subject is not { } subject) return new NotPermitted();
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await registers.OnAsync(db, BrusselsTime.Today(clock), ct) is not { } register) return new RegisterMissing();

        await ViewLog.OwnerLooksAsync(db, who, AuditAction.OwnRecordsViewed, clock.GetUtcNow(), ct);
        var persons = await PersonInSource.AllOfAsync(db, sources, subject, ct);
        var holdings = await Task.WhenAll(persons.Select(person => SourceHoldings.ReadAsync(person, Failed, ct)));
        var holds = await HoldsInForce.OfPersonAsync(db, subject, DestructionCause.Person, BrusselsTime.Today(clock), ct);
        var plan = new ErasureScope(register, scope, ground);
        return new ErasurePreview(
            [.. holdings.SelectMany(held => held.Datasets).SelectMany(kind => plan.LinesOf(kind, subject, holds)).OrderBy(line => line.Forecast.Fate).ThenByDescending(line => line.Count)],
            [.. holdings.Where(held => held.Source.State is SourceState.Unavailable or SourceState.Incomplete or SourceState.PersonUnclear)
                .Select(held => held.Source.Source.Label)]);

        void Failed(SourceException fault, string dataset) => CouldNotRead(fault.SourceName, dataset, fault.Fault, fault.EngineCode);
    }

    [LoggerMessage(LogLevel.Warning, "Source {Source} could not be read for the preview of an erasure ({Dataset}: {Fault} {Code}).")]
    private partial void CouldNotRead(string source, string dataset, SourceFault fault, string? code);
}
