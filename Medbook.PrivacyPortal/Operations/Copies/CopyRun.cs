using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Reviews;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>
/// A run that makes a copy, with the rows it changes. Every end is one transaction: copy, file, run, audit entry and mail, and
/// none of it where another instance has taken the run over (the fence) or somebody changed the copy or the file.
/// </summary>
internal sealed class CopyRun(PortalDb db, Actor who, Run run, DataCopy copy, VaultFile? file, TimeProvider clock)
{
    public Run Run => run;

    public DataCopy Copy => copy;

    /// <summary>The copy is made; where free texts wait, an officer is asked to read them.</summary>
    public async Task<bool> ReadyAsync(CopyContent content, DateTimeOffset madeAt, TimeSpan keep, Func<string, OutgoingMail> mail)
    {
        var now = clock.GetUtcNow();
        file!.Complete(content.Bytes);
        copy.Ready(content, madeAt, keep, now);
        run.Done(content.Records, now);
        await OfficerReview.AskAsync(db, copy, content.WithheldTexts, CancellationToken.None);
        return await SaveAsync(AuditAction.CopyMade, content.Completeness.ToString(), mail);
    }

    /// <summary>The copy could not be made.</summary>
    public Task<bool> FailAsync(CopyFailure why, IReadOnlyList<MissingPart> missing, Func<string, OutgoingMail> mail)
    {
        var now = clock.GetUtcNow();
        file?.Destroy(now);
        copy.Fail(why, missing, now);
        run.Fail(why.Problem().Code, now);
        return SaveAsync(AuditAction.CopyFailed, why.ToString(), mail);
    }

    /// <summary>The copy was called off.</summary>
    public Task<bool> StopAsync()
    {
        var now = clock.GetUtcNow();
        file?.Destroy(now);
        copy.Cancel(now);
        run.Stopped(now);
        return SaveAsync(AuditAction.CopyStopped, null, null);
    }

    /// <summary>This instance is shut down before the copy is made: the next one begins anew at once.</summary>
    public Task<bool> LetGoAsync()
    {
        file?.Destroy(clock.GetUtcNow());
        copy.Wait();
        run.LetGo();
        return SaveAsync(AuditAction.CopyInterrupted, null, null);
    }

    /// <summary>Begins to write the copy into a new file.</summary>
    public Task<bool> BeginAsync(VaultFile into)
    {
        // What an earlier try wrote goes with its key: one copy is one reading of each source.
        file?.Destroy(clock.GetUtcNow());
        db.VaultFiles.Add(into);
        file = into;
        run.Claim(clock.GetUtcNow());
        copy.Begin(into.Id);
        return SaveAsync(AuditAction.CopyBegun, $"try {run.Tries}", null);
    }

    // What has happened is written down, whoever is in a hurry to stop.
    private async Task<bool> SaveAsync(AuditAction action, string? detail, Func<string, OutgoingMail>? mail)
    {
        db.AuditEntries.Add(AuditEntry.Of(who, action, clock.GetUtcNow(), copy.Subject, copy.Id.ToString(), detail));
        if (mail is not null && await SubjectAddress.OfAsync(db, copy.Subject, CancellationToken.None) is { } address) db.OutgoingMails.Add(mail(address));
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }
}
