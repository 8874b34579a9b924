using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Recipients;

/// <summary>
/// Writes the notices to whom the register says that the data may have been given, in the transaction of what was done with it: one for
/// each recipient, by mail where the portal knows an address.
/// </summary>
/// <remarks>GDPR 19; rule M3.</remarks>
public sealed class RecipientNotices(SourceCatalog sources, RegisterCache registers, PortalSettings settings)
{
    // The register's "you": the person has other ways to know.
    private const string Person = "you";

    /// <summary>Adds the notices and their mails; whoever has the case hears of those that have no address.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="request">The request that it was done for.</param>
    /// <param name="deed">What was done.</param>
    /// <param name="touched">With which data.</param>
    /// <param name="now">When (UTC).</param>
    /// <param name="ct">Cancels.</param>
    internal async Task AddAsync(PortalDb db, RightsRequest request, NoticeDeed deed, IReadOnlyList<TouchedData> touched, DateTimeOffset now, CancellationToken ct)
    {
        if (touched.Count == 0 || await registers.OnAsync(db, BrusselsTime.DateOf(now), ct) is not { } register) return;
        var persons = (await PersonInSource.AllOfAsync(db, sources, request.Subject, ct)).ToDictionary(person => person.Source.Name, person => string.Join(", ", person.Person?.Values ?? []));
        var hasConsented = await db.ConsentRecords.AnyAsync(r => r.Subject == request.Subject && r.Purpose == ConsentPurposes.Research && r.Decision == ConsentDecision.Given, ct);
        var isToDo = false;
        foreach (var recipient in register.Recipients.Where(one => one.Id != Person))
        {
            var theirs = touched.Where(data => IsGiven(register, recipient, UsesOf(data), hasConsented)).ToList();
            if (theirs.Count == 0) continue;
            var notice = RecipientNotice.Of(
                request, recipient.Id, deed, [.. theirs.Select(data => ItemOf(data, persons)).OfType<NoticeItem>().Distinct()],
                [.. theirs.Select(data => data.Activity).Where(activity => activity.Length > 0).Distinct()], now);
            db.RecipientNotices.Add(notice);
            isToDo |= !Mail(db, request, notice, now);
        }
        if (!isToDo) return;
        foreach (var colleague in await CaseTeam.OfAsync(db, request, ct)) db.OutgoingMails.Add(CaseMails.Tell(colleague, request, "team.recipients", settings, now));
    }

    /// <summary>Mails a notice where there is an address.</summary>
    /// <returns>Whether there is one.</returns>
    internal bool Mail(PortalDb db, RightsRequest request, RecipientNotice notice, DateTimeOffset now)
    {
        if (settings.Recipients.Of(notice.Recipient) is not { } to) return false;
        var token = NoticeToken.Make();
        notice.Mail(NoticeToken.HashOf(token), now);
        db.OutgoingMails.Add(RecipientMails.Tell(to, request, notice, token, settings, now));
        return true;
    }

    private IReadOnlyCollection<string> UsesOf(TouchedData data)
    {
        if (data.Row is not { } row) return [data.Activity];
        if (sources.Find(row.Source)?.Map.Find(row.Dataset) is not { } dataset) return [];
        return data.Field.Length > 0 && ReadField.AllOf(dataset).FirstOrDefault(field => field.Name == data.Field) is { } known
            ? known.Field.Activities : [.. dataset.Activities];
    }

    private static NoticeItem? ItemOf(TouchedData data, Dictionary<string, string> persons) => data.Row is not { } row ? null
        : new NoticeItem(row.Source, row.Dataset, persons.GetValueOrDefault(row.Source, ""), row.Key, data.Field, data.Value);

    // What an activity that names its sources reuses goes to its recipients, too: research partners, once there was a consent. Activities that
    // may draw on everything give something only in a case of its own, of which the portal knows nothing.
    private static bool IsGiven(RegisterVersion register, Recipient recipient, IReadOnlyCollection<string> uses, bool hasConsented) =>
        (recipient.Choice != RecipientChoice.AfterConsent || hasConsented)
        && register.Activities.Any(activity => activity.Recipients.Contains(recipient.Id)
            && (uses.Contains(activity.Id) || activity.DrawsOn.Any(drawn => drawn != ProcessingActivity.All && uses.Contains(drawn))));
}
