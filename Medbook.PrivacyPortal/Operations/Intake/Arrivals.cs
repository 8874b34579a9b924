using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Persistence;

namespace Medbook.PrivacyPortal.Operations.Intake;

/// <summary>
/// What letters, calls and mails have in common, whoever takes them in: a person of whom nothing is proved and who is linked to
/// nobody, a request with its number and its clock, the audit entry, and the confirmation where there is somebody to send it to.
/// </summary>
internal static class Arrivals
{
    /// <summary>Adds a request and what comes with it to the caller's transaction.</summary>
    /// <param name="db">The database, in a transaction: the number goes back where it is not committed.</param>
    /// <param name="who">Who takes it in.</param>
    /// <param name="person">The person it is entered for.</param>
    /// <param name="entry">What arrived.</param>
    /// <param name="confirmTo">Where receipt is confirmed; null where it is not, or not by mail.</param>
    /// <param name="now">When (UTC).</param>
    /// <param name="ct">Cancels.</param>
    /// <remarks>Rules T1 and T8.</remarks>
    public static async Task<Result<RightsRequest>> AddAsync(
        PortalDb db, Actor who, Subject person, RequestEntry entry, string? confirmTo, DateTimeOffset now, CancellationToken ct)
    {
        var number = await RequestNumbers.NextAsync(db, BrusselsTime.DateOf(now).Year, ct);
        var received = RightsRequest.Receive(entry, number, who, now);
        if (!received.IsOk) return received;

        var request = received.Value;
        db.Subjects.Add(person);
        db.Requests.Add(request);
        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.RequestEntered, now, person.Key, request.Id.ToString(), entry.Channel.ToString()));
        if (confirmTo is not null)
        {
            request.Acknowledge(now);
            db.OutgoingMails.Add(CaseMails.AcknowledgeArrival(confirmTo, request, now));
        }
        return received;
    }
}
