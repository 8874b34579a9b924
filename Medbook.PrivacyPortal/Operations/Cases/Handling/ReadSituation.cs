using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Handling;

/// <summary>What somebody last chose about a purpose.</summary>
/// <param name="Title">Name of the choice, in the language asked for.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="At">When (UTC).</param>
public sealed record CaseChoice(string Title, ConsentDecision Decision, DateTimeOffset At);

/// <summary>The situation of the person behind a case.</summary>
/// <param name="Held">What is held about them, by activity.</param>
/// <param name="Choices">What they last chose, by purpose.</param>
/// <param name="Holds">How many legal holds name them.</param>
/// <param name="CommonHolds">How many legal holds are on everybody's records of a kind that they have.</param>
public sealed record CaseSituation(HeldData Held, IReadOnlyList<CaseChoice> Choices, int Holds, int CommonHolds);

/// <summary>
/// What is held about the person behind a case, in counts, and what they chose: enough to decide, and no record of theirs. A source that
/// cannot be read takes nothing away from the others.
/// </summary>
public sealed partial class ReadSituation(
    IDbContextFactory<PortalDb> dbs, RegisterCache registers, SourceCatalog sources, ChoicesInForce choices, Guard guard, TimeProvider clock,
    ILogger<ReadSituation> log)
{
    /// <param name="who">Who looks.</param>
    /// <param name="id">The request.</param>
    /// <param name="language">Language of the page, as a culture name.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<CaseSituation>> RunAsync(Actor who, Guid id, string language, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadSituation) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        if (await db.Requests.Where(r => r.Id == id && r.Number != null).Select(r => (SubjectKey?)r.Subject).SingleOrDefaultAsync(ct) is not { } subject) return new NotFound();
        if (await registers.OnAsync(db, BrusselsTime.Today(clock), ct) is not { } register) return new RegisterMissing();
        await ViewLog.StaffLooksAsync(db, who, AuditAction.CaseViewed, subject, id.ToString(), clock.GetUtcNow(), ct);

        var persons = await PersonInSource.AllOfAsync(db, sources, subject, ct);
        var held = HeldActivities.Of(register, await Task.WhenAll(persons.Select(person => SourceHoldings.ReadAsync(person, Failed, ct))));
        var holds = await HoldsInForce.OfPersonAsync(db, subject, DestructionCause.Person, BrusselsTime.Today(clock), ct);
        var kinds = held.Activities.SelectMany(one => one.Datasets).Select(kind => (kind.Source.Name, kind.Dataset.Id)).ToHashSet();
        return new CaseSituation(held, await ChoicesAsync(db, subject, language, ct), holds.OnPerson, holds.OnDatasets(kinds));

        void Failed(SourceException fault, string dataset) => CouldNotRead(fault.SourceName, dataset, fault.Fault, fault.EngineCode);
    }

    private async Task<IReadOnlyList<CaseChoice>> ChoicesAsync(PortalDb db, SubjectKey subject, string language, CancellationToken ct)
    {
        var last = await ChoicesInForce.Last(db).Where(r => r.Subject == subject).OrderBy(r => r.Purpose).ToListAsync(ct);
        var texts = await choices.Texts(db).Where(t => t.Language == PortalCultures.Of(language).Name).ToListAsync(ct);
        return [.. last.Select(record => new CaseChoice(
            texts.Where(text => text.Purpose == record.Purpose).MaxBy(text => text.Version)?.Wording.Title ?? record.Purpose, record.Decision, record.At))];
    }

    [LoggerMessage(LogLevel.Warning, "Source {Source} could not be read for a case ({Dataset}: {Fault} {Code}).")]
    private partial void CouldNotRead(string source, string dataset, SourceFault fault, string? code);
}
