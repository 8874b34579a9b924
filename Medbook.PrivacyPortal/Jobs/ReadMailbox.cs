using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Mail.Incoming;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Intake;
using Quartz;

namespace Medbook.PrivacyPortal.Jobs;

/// <summary>Takes in what arrived in the mailbox since the last tick. A mail that could not be taken in waits, and those after it, for the next.</summary>
internal sealed partial class ReadMailbox(
    Mailbox mailbox, TakeInMail takeIn, DropUnclaimedFiles dropUnclaimed, MailboxState state, PortalSettings settings, ILogger<ReadMailbox> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        // The store of the jobs remembers this one also where no mailbox is configured any more.
        if (!settings.Imap.IsOn) return;
        await dropUnclaimed.RunAsync(Actor.Portal, cancellationToken);
        try
        {
            await foreach (var mail in mailbox.ReadNewAsync(cancellationToken))
            {
                var taken = await takeIn.RunAsync(Actor.Portal, mail, cancellationToken);
                if (taken.Problem is not { } problem) continue;
                LogProblem(mail.Uid, problem.Code);
                return;
            }
            if (state.Changed(null)) LogReadable();
        }
        catch (MailboxException fault)
        {
            if (state.Changed(fault.Code)) LogUnreadable(fault.Code);
        }
    }

    [LoggerMessage(LogLevel.Error, "Mail {Uid} could not be taken in ({Code}); it and those after it wait in the mailbox.")]
    private partial void LogProblem(uint uid, string code);

    [LoggerMessage(LogLevel.Warning, "The mailbox cannot be read ({Code}); mails wait in it and nothing is lost.")]
    private partial void LogUnreadable(string code);

    [LoggerMessage(LogLevel.Information, "The mailbox can be read again.")]
    private partial void LogReadable();
}
