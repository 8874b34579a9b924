using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Recipients;
using Medbook.PrivacyPortal.Domain.Rectifying;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Systems;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Closing;

/// <summary>Puts a word into each of <see cref="WordColumns.Holding"/>, in rows of one person, as if every page had been filled in with it.</summary>
internal sealed class PlantedWords(PortalDb db, string word, Actor person, Guid request, DateTimeOffset now)
{
    private SubjectKey Subject => person.Subject!.Value;

    public async Task PlantAsync(Guid file)
    {
        object[] there =
        [
            await db.Users.SingleAsync(user => user.Id == person.Id), await db.Subjects.SingleAsync(s => s.Key == Subject),
            await db.Requests.SingleAsync(r => r.Id == request), .. await db.CaseMessages.Where(m => m.RequestId == request).ToListAsync(),
        ];
        foreach (var row in there) Fill(row);
        db.AddRange(Rows(file).Select(Fill));
        // Tables that are audited are changed with an entry.
        db.AuditEntries.Add(AuditEntry.Of(Actor.Portal, AuditAction.CaseViewed, now, Subject));
        await db.SaveChangesAsync();
    }

    private IEnumerable<object> Rows(Guid file)
    {
        yield return new IdentityUserClaim<string> { UserId = person.Id };
        yield return new IdentityUserLogin<string> { UserId = person.Id };
        yield return new IdentityUserToken<string> { UserId = person.Id };
        yield return new IdentityUserPasskey<string> { UserId = person.Id, CredentialId = [1, 2, 3] };
        yield return Row<SavedView>(("Id", Guid.NewGuid()), ("Officer", person.Id));
        yield return Row<Session>(("Id", "session"), ("AccountId", person.Id), ("Stamp", "stamp"), ("StartedAt", now), ("SeenAt", now), ("EndsAt", now));
        yield return Row<LinkChange>(("Id", Guid.NewGuid()), ("Subject", Subject), ("Source", "elsewhere"), ("By", "account-officer"), ("At", now));
        yield return Row<SubjectLink>(("Subject", Subject), ("Source", "elsewhere"), ("TriedAt", now));
        yield return SystemLimits.Of(Subject, "elsewhere", "contacts:1", now);
        yield return ChangeCall.Of(Subject, "crm", ChangeKind.Consents, "elsewhere", "contacts:1", now);
        yield return Row<UnsentText>(("RequestId", request), ("Officer", "account-officer"), ("ChangedAt", now));
        yield return Row<CaseAttachment>(("Id", Guid.NewGuid()), ("RequestId", request), ("MediaType", "text/plain"), ("FileId", file), ("AddedAt", now), ("SentAt", now));
        yield return Row<IdentityQuestion>(("Id", Guid.NewGuid()), ("RequestId", request), ("Subject", Subject), ("AskedBy", "account-officer"), ("AskedAt", now), ("State", QuestionState.Accepted), ("EndedAt", now));
        yield return Row<ReceivedMail>(("Id", Guid.NewGuid()), ("RequestId", request), ("Mailbox", "privacy"), ("Fingerprint", "00"), ("ArrivedAt", now));
        yield return Row<Correction>(("Id", Guid.NewGuid()), ("RequestId", request), ("Subject", Subject), ("Position", 1), ("Source", "clinic"), ("Dataset", "visits"), ("Field", "text"), ("State", CorrectionState.Written), ("GrantedAt", now), ("EndedAt", now));
        yield return Row<RecipientNotice>(("Id", Guid.NewGuid()), ("CausedBy", request), ("Subject", Subject), ("Recipient", "hosting"), ("State", NoticeState.Acknowledged), ("CreatedAt", now), ("EndedAt", now));
        yield return Row<UseRestriction>(("Id", Guid.NewGuid()), ("Request", request), ("Subject", Subject), ("Activity", "site-security"), ("SetBy", "account-officer"), ("SetAt", now), ("LiftOn", new DateOnly(2026, 1, 1)));
        yield return Row<LegalHold>(
            ("Id", Guid.NewGuid()), ("Subject", Subject), ("Source", "clinic"), ("Dataset", "visits"), ("PlacedBy", "account-officer"), ("PlacedAt", now), ("ReviewOn", new DateOnly(2026, 9, 1)),
            ("ReleasedAt", now), ("ReleasedOn", new DateOnly(2026, 3, 1)), ("ReleasedBy", "account-officer"));
        var plan = Guid.CreateVersion7(now);
        yield return Row<ErasurePlan>(("Id", plan), ("Subject", Subject), ("CausedBy", request), ("Round", 1), ("State", ErasurePlanState.Done), ("GrantedAt", now), ("EndedAt", now));
        yield return ErasureStep.Of(plan, 1, "clinic", "visits");
        // Where a letter was answered.
        yield return Row<OutgoingMail>(("Id", Guid.NewGuid()), ("Language", "en-GB"), ("CreatedAt", now), ("NextTryAt", now), ("SentAt", now));
    }

    // A row as it lies in the table, however it came there.
    private static T Row<T>(params (string Property, object Value)[] values) where T : class
    {
        var row = (T)Activator.CreateInstance(typeof(T), nonPublic: true)!;
        foreach (var (property, value) in values) typeof(T).GetProperty(property)!.SetValue(row, value);
        return row;
    }

    private object Fill(object row)
    {
        var table = db.Model.FindEntityType(row.GetType())!.GetTableName();
        foreach (var (column, value) in WordColumns.Holding.Where(holding => holding.Key.StartsWith($"{table}.", StringComparison.Ordinal)))
        {
            row.GetType().GetProperty(column[(table!.Length + 1)..])!.SetValue(row, value(word));
        }
        return row;
    }
}
