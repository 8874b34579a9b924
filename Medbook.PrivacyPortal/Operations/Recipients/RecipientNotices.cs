using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Keys;
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
        if (!await AddAsync(db, new Cause(request.Subject, request.Id, new NoticeFacts(request.Number)), deed, touched, _ => true, now, ct)) return;
        await TellTeamAsync(db, request, now, ct);
    }

    /// <summary>Adds the notices that the use of data is free again, for the recipients who were told that it was limited.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="request">The request that the limit came from.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="now">When (UTC).</param>
    /// <param name="ct">Cancels.</param>
    internal async Task AddLiftedAsync(PortalDb db, RightsRequest request, UseRestriction limit, DateTimeOffset now, CancellationToken ct)
    {
        NoticeState[] told = [NoticeState.Sent, NoticeState.Acknowledged, NoticeState.ToldOtherwise];
        var whom = await db.RecipientNotices.Where(n => n.CausedBy == request.Id && n.Deed == NoticeDeed.Restricted && told.Contains(n.State)).Select(n => n.Recipient).ToListAsync(ct);
        if (!await AddAsync(db, new Cause(request.Subject, request.Id, new NoticeFacts(request.Number, limit.LiftOn)), NoticeDeed.Lifted, [TouchedData.Of(limit.Target)], whom.Contains, now, ct)) return;
        await TellTeamAsync(db, request, now, ct);
    }

    /// <summary>Adds the notices of an erasure that no request caused.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="plan">The plan; the portal still knows whose data it is.</param>
    /// <param name="touched">What is gone.</param>
    /// <param name="now">When (UTC).</param>
    /// <param name="ct">Cancels.</param>
    internal async Task AddAsync(PortalDb db, ErasurePlan plan, IReadOnlyList<TouchedData> touched, DateTimeOffset now, CancellationToken ct)
    {
        if (!await AddAsync(db, new Cause(plan.Subject, plan.Id, new NoticeFacts(null)), NoticeDeed.Erased, touched, _ => true, now, ct)) return;
        foreach (var officer in await CaseTeam.ReachAsync(db, Role.Officer, ct)) db.OutgoingMails.Add(RecipientMails.Team(officer, plan.CausedBy, settings, now));
    }

    private async Task TellTeamAsync(PortalDb db, RightsRequest request, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var colleague in await CaseTeam.OfAsync(db, request, ct)) db.OutgoingMails.Add(CaseMails.Tell(colleague, request, "team.recipients", settings, now));
    }

    // Whether somebody of the team has to tell one of them.
    private async Task<bool> AddAsync(
        PortalDb db, Cause cause, NoticeDeed deed, IReadOnlyList<TouchedData> touched, Func<string, bool> isMeant, DateTimeOffset now, CancellationToken ct)
    {
        if (touched.Count == 0 || await registers.OnAsync(db, BrusselsTime.DateOf(now), ct) is not { } register) return false;
        var persons = (await PersonInSource.AllOfAsync(db, sources, cause.Subject, ct)).ToDictionary(person => person.Source.Name, person => string.Join(", ", person.Person?.Values ?? []));
        var hasConsented = await db.ConsentRecords.AnyAsync(r =>
            r.Subject == cause.Subject && r.Decision == ConsentDecision.Given && (r.Purpose == ConsentPurposes.Research || r.Purpose.StartsWith(Study.PurposePrefix)), ct);
        var isToDo = false;
        foreach (var recipient in register.Recipients.Where(one => one.Id != Person && isMeant(one.Id)))
        {
            var theirs = touched.Where(data => IsGiven(register, recipient, UsesOf(data), hasConsented)).ToList();
            if (theirs.Count == 0) continue;
            var notice = RecipientNotice.Of(
                cause.Subject, cause.Id, recipient.Id, deed, [.. theirs.Select(data => ItemOf(data, persons)).OfType<NoticeItem>().Distinct()],
                [.. theirs.Select(data => data.Activity).Where(activity => activity.Length > 0).Distinct()], now);
            db.RecipientNotices.Add(notice);
            isToDo |= !Mail(db, cause.Facts, notice, now);
        }
        return isToDo;
    }

    /// <summary>Mails a notice where there is an address.</summary>
    /// <returns>Whether there is one.</returns>
    internal bool Mail(PortalDb db, NoticeFacts about, RecipientNotice notice, DateTimeOffset now)
    {
        if (settings.Recipients.Of(notice.Recipient) is not { } to) return false;
        var token = LinkToken.Make();
        notice.Mail(LinkToken.HashOf(token), now);
        db.OutgoingMails.Add(RecipientMails.Tell(to, about, notice, token, settings, now));
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

    private sealed record Cause(SubjectKey Subject, Guid Id, NoticeFacts Facts);
}
