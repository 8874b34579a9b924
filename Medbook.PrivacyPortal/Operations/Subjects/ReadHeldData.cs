using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Subjects;

/// <summary>
/// What is held about the person who asks, by activity: counts and dates, no records. A source that cannot be read takes nothing
/// away from the others.
/// </summary>
/// <remarks>GDPR 15(1); policy 7.2.</remarks>
public sealed partial class ReadHeldData(
    IDbContextFactory<PortalDb> dbs, RegisterCache registers, SourceCatalog sources, Guard guard, TimeProvider clock, ILogger<ReadHeldData> log)
{
    public async Task<Result<HeldData>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadHeldData) is { } denied) return denied;
        if (who.Subject is not { } subject) return new NotPermitted();

        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await registers.OnAsync(db, BrusselsTime.Today(clock), ct) is not { } register) return new RegisterMissing();
        await ViewLog.OwnerLooksAsync(db, who, AuditAction.OwnRecordsViewed, clock.GetUtcNow(), ct);
        var persons = await PersonInSource.AllOfAsync(db, sources, subject, ct);
        return HeldActivities.Of(register, await Task.WhenAll(persons.Select(person => SourceHoldings.ReadAsync(person, Failed, ct))));

        void Failed(SourceException fault, string dataset) => CouldNotRead(fault.SourceName, dataset, fault.Fault, fault.EngineCode);
    }

    [LoggerMessage(LogLevel.Warning, "Source {Source} could not be read for a person's own view ({Dataset}: {Fault} {Code}).")]
    private partial void CouldNotRead(string source, string dataset, SourceFault fault, string? code);
}
