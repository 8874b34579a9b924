using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Systems;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Consents;

/// <summary>What stands for one purpose.</summary>
/// <param name="Purpose">Its identifier.</param>
/// <param name="Kind">Whether it needs a yes, or happens until somebody objects.</param>
/// <param name="Allowed">Whether data may be used for it now, as far as it is the person's choice.</param>
/// <param name="Since">When the decision was made that says so (UTC); null where none does.</param>
/// <param name="TextVersion">The version of the text it was made on; null where there is none.</param>
public sealed record PurposeStanding(string Purpose, ChoiceKind Kind, bool Allowed, DateTimeOffset? Since, int? TextVersion);

/// <summary>What one person of a source chose.</summary>
/// <param name="Person">The person's key, as it was asked.</param>
/// <param name="Purposes">Every purpose that people decide about, in the order of their identifiers.</param>
public sealed record PersonConsents(string Person, IReadOnlyList<PurposeStanding> Purposes);

/// <summary>
/// Another system of Medbook asks of persons it knows by its own keys what may be done by their choice. Whom the portal does not know has
/// decided nothing, as has somebody it knows and who never decided: the answers are the same, and say nothing about who is known.
/// </summary>
/// <remarks>GDPR 7(3), 21; rules C2, C5.</remarks>
public sealed class AskConsents(IDbContextFactory<PortalDb> dbs, ChoicesInForce choices, AskedPersons asked, Guard guard)
{
    /// <param name="who">The system whose key was right.</param>
    /// <param name="source">Name of the source.</param>
    /// <param name="persons">Keys of persons; at most <see cref="AskedPersons.Most"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>An answer for each, in the order of the question; <see cref="NotFound"/> where there is no such source for this system.</returns>
    public async Task<Result<IReadOnlyList<PersonConsents>>> RunAsync(Actor who, string source, IReadOnlyList<string> persons, CancellationToken ct)
    {
        if (guard.Check(who, Permission.AskConsents) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var found = await asked.FindAsync(db, who, AuditAction.ConsentsAsked, source, persons, ct);
        if (!found.IsOk) return found.Problem;
        var subjects = found.Value.Values.Distinct().ToList();
        var questions = await choices.AskedNowAsync(db, ct);
        var last = await ChoicesInForce.Last(db).AsNoTracking().Where(r => subjects.Contains(r.Subject)).ToDictionaryAsync(r => (r.Subject, r.Purpose), ct);
        return (PersonConsents[])[.. persons.Select(person => new PersonConsents(person,
            [.. questions.OrderBy(question => question.Purpose, StringComparer.Ordinal)
                .Select(question => StandingOf(question, found.Value.TryGetValue(person, out var subject) ? last.GetValueOrDefault((subject, question.Purpose)) : null))]))];
    }

    private static PurposeStanding StandingOf(AskedPurpose question, ConsentRecord? last) => last?.Answers(question.AskedSince) == true
        ? new(question.Purpose, question.Kind, ConsentRules.Allows(last.Decision), last.At, last.TextVersion)
        : new(question.Purpose, question.Kind, question.Kind == ChoiceKind.Objection, null, null);
}
