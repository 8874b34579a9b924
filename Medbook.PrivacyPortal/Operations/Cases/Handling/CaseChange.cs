using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Cases.Handling;

/// <summary>One change of a case by the team: what the change works with, and what goes into its transaction.</summary>
internal sealed class CaseChange(PortalDb db, RightsRequest request, Actor who, DateTimeOffset now, PortalSettings settings, CancellationToken ct)
{
    public PortalDb Db => db;

    public RightsRequest Request => request;

    public Actor Who => who;

    public DateTimeOffset Now => now;

    public PortalSettings Settings => settings;

    public CancellationToken Cancelled => ct;

    public void Audit(AuditAction action, string? detail = null) =>
        db.AuditEntries.Add(AuditEntry.Of(who, action, now, request.Subject, request.Id.ToString(), detail));

    /// <summary>Mails the person, where they have an address.</summary>
    public async Task MailAsync(Func<CaseRecipient, OutgoingMail> write)
    {
        if (await CaseRecipient.OfAsync(db, request, settings, ct) is { } to) db.OutgoingMails.Add(write(to));
    }

    /// <summary>Sends what the request let the officer say: the message with the files on their desk, its mail and its audit entry.</summary>
    public async Task<Result> SendAsync(Result<CaseMessage> said, AuditAction action)
    {
        if (!said.IsOk) return said.Problem;
        var files = FileReach.DeskOfOfficer(db, request.Id, who.Id);
        if (await files.AnyAsync(file => file.DestroyedAt == null, ct) && !await CaseRecipient.TakesFilesAsync(db, request, ct)) return new FilesDoNotReach();
        await FileDesk.SendAsync(files, said.Value.Id, now, ct);
        db.CaseMessages.Add(said.Value);
        await MailAsync(to => CaseMails.Message(to, request, said.Value, now));
        Audit(action);
        await ClearDeskAsync(UnsentKind.Message);
        return Result.Ok;
    }

    /// <summary>What was on the officer's desk is sent: it goes from there.</summary>
    public async Task ClearDeskAsync(UnsentKind kind) =>
        db.UnsentTexts.RemoveRange(await db.UnsentTexts.Where(t => t.RequestId == request.Id && t.Officer == who.Id && t.Kind == kind).ToListAsync(ct));
}
