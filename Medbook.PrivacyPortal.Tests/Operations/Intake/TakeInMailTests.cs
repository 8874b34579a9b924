using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Intake;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using PortalVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Tests.Operations.Intake;

/// <summary>A mail to privacy@… is a request (rules T1 and T8).</summary>
public abstract class TakeInMailTests(Provider provider) : IntakeTests(provider)
{
    [Fact]
    public async Task A_mail_becomes_a_request_of_the_day_the_server_took_it_and_receipt_is_confirmed()
    {
        // Half past eleven in the evening of 28 February in Brussels; the poller comes two days later.
        var arrived = new DateTimeOffset(2026, 2, 28, 22, 30, 0, TimeSpan.Zero);

        Assert.Equal(MailPlace.Case, await TakeInAsync(TestMail.Text(), arrived: arrived));

        var request = await OnlyRequestAsync();
        Assert.Equal((RequestChannel.Email, RequestKind.Unsorted, RequestStatus.Received, "2026-0001"), (request.Channel, request.Kind, request.Status, request.Number));
        Assert.Equal((new DateOnly(2026, 2, 28), new DateOnly(2026, 3, 28)), (request.ReceivedOn!.Value, request.DueOn!.Value));
        Assert.Equal(("My data\n\nPlease send me all data you have about me.", "en-GB", "an@example.org"), (request.Words, request.Language, request.ReplyAddress));
        Assert.Equal([(RequestEventKind.Entered, Role.Portal), (RequestEventKind.Acknowledged, Role.Portal)], request.Events.Select(e => (e.Kind, e.By)));

        var mail = await ReadAsync(db => db.OutgoingMails.SingleAsync());
        Assert.Equal(("an@example.org", "Request 2026-0001"), (mail.To, mail.Subject));
        Assert.Equal("Your request 2026-0001 arrived on 28 February 2026. We answer by 28 March 2026. You need not do anything now.", mail.Body);

        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.RequestEntered));
        Assert.Equal((Role.Portal, request.Subject, request.Id.ToString(), "Email"), (entry.ActorRole, entry.Subject, entry.Reference, entry.Detail));
        var received = await OnlyMailAsync();
        Assert.Equal((MailPlace.Case, MailNature.Written, request.Id, "an@example.org", "My data", ""), (received.Place, received.Nature, received.RequestId, received.From, received.Title, received.Text));
        Assert.False(received.IsIncomplete);
    }

    [Fact]
    public async Task The_From_proves_nothing_the_case_belongs_to_somebody_unknown_linked_to_nobody()
    {
        var member = await AddPersonAsync("an@example.org");

        await TakeInAsync(TestMail.Text());

        var request = await OnlyRequestAsync();
        Assert.NotEqual(member.Subject, request.Subject);
        Assert.Equal(SenderProof.None, request.Proof);
        var subject = await ReadAsync(db => db.Subjects.SingleAsync(s => s.Key == request.Subject));
        Assert.Equal((null, null), (subject.AccountId, subject.ContactEmail));
        Assert.Equal(0, await ReadAsync(db => db.SubjectLinks.CountAsync(link => link.Subject == request.Subject)));
    }

    [Fact]
    public async Task The_confirmation_says_nothing_that_the_sender_wrote()
    {
        await TakeInAsync(TestMail.Text(words: "Buy at https://shop.example.net now.", subject: "Buy now", from: "Buy now <an@example.org>"));

        var mail = await ReadAsync(db => db.OutgoingMails.SingleAsync());
        Assert.DoesNotContain("uy ", mail.Subject + mail.Body);
        Assert.DoesNotContain("http", mail.Body);
    }

    [Theory]
    [InlineData("Ik wil graag weten welke gegevens u van mij hebt.", "nl-BE", "Uw verzoek 2026-0001 kwam aan op 2 maart 2026.")]
    [InlineData("Bonjour, je souhaite recevoir mes données.", "fr-BE", "Votre demande 2026-0001 est arrivée le 2 mars 2026.")]
    [InlineData("12345", "en-GB", "Your request 2026-0001 arrived on 2 March 2026.")]
    public async Task Receipt_is_confirmed_in_the_language_of_the_mail(string words, string language, string sentence)
    {
        await TakeInAsync(TestMail.Text(words));

        Assert.Equal(language, (await OnlyRequestAsync()).Language);
        Assert.StartsWith(sentence, (await ReadAsync(db => db.OutgoingMails.SingleAsync())).Body);
    }

    [Fact]
    public async Task A_second_poll_makes_no_second_case()
    {
        Assert.Equal(MailPlace.Case, await TakeInAsync(TestMail.Text()));
        Assert.Equal(MailPlace.Case, await TakeInAsync(TestMail.Text()));

        await OnlyRequestAsync();
        await OnlyMailAsync();
        Assert.Equal(1, await ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task Two_pollers_at_once_make_one_case_with_one_file_one_number_and_one_confirmation()
    {
        var mail = TestMail.WithFiles(("proof.pdf", TestMail.Pdf()));
        var pollers = Enumerable.Range(0, 4).Select(_ => Get<TakeInMail>()).ToArray();

        var places = await Task.WhenAll(pollers.Select(poller => Task.Run(async () =>
        {
            using var read = await TestMail.ReadAsync(mail, Now);
            return (await poller.RunAsync(Actor.Portal, read, None)).Value;
        })));

        Assert.All(places, place => Assert.Equal(MailPlace.Case, place));
        Assert.Equal("2026-0001", (await OnlyRequestAsync()).Number);
        Assert.Equal(1, await ReadAsync(db => db.OutgoingMails.CountAsync()));
        Assert.Equal(1, await ReadAsync(db => db.CaseAttachments.CountAsync()));
        var kept = await ReadAsync(db => db.VaultFiles.Where(file => file.State != VaultFileState.Destroyed).ToListAsync());
        Assert.Equal(VaultFileState.Ready, Assert.Single(kept).State);
        await TakeInAsync(TestMail.Text(), uid: 2);
        Assert.Contains("2026-0002", await ReadAsync(db => db.Requests.Select(r => r.Number).ToListAsync()));
    }

    [Fact]
    public async Task A_mailbox_numbered_anew_makes_no_case_of_a_mail_that_was_taken_before()
    {
        await TakeInAsync(TestMail.Text(), uid: 1, uidValidity: 7);

        Assert.Equal(MailPlace.Known, await TakeInAsync(TestMail.Text(), uid: 1, uidValidity: 8));
        Assert.Equal(MailPlace.Case, await TakeInAsync(TestMail.Text("Another one."), uid: 2, uidValidity: 8));

        Assert.Equal(2, await ReadAsync(db => db.Requests.CountAsync()));
        var again = await ReadAsync(db => db.ReceivedMails.SingleAsync(m => m.Place == MailPlace.Known));
        Assert.Equal(("", ""), (again.From, again.Title));
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied", MailNature.AutoSubmitted)]
    [InlineData("List-Id: <news.example.org>", MailNature.List)]
    [InlineData("Return-Path: <>", MailNature.Bounce)]
    public async Task What_no_person_sent_waits_in_the_tray_and_is_not_answered(string header, MailNature nature)
    {
        Assert.Equal(MailPlace.Tray, await TakeInAsync(TestMail.Text(header: header)));

        var mail = await OnlyMailAsync();
        Assert.Equal((nature, "Please send me all data you have about me.", null), (mail.Nature, mail.Text, mail.RequestId));
        Assert.Equal(0, await ReadAsync(db => db.Requests.CountAsync()));
        Assert.Equal(0, await ReadAsync(db => db.OutgoingMails.CountAsync()));
        Assert.Equal("Tray", (await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.MailKept))).Detail);
    }

    [Theory]
    [InlineData("portal@example.org")]
    [InlineData("PRIVACY@example.org")]
    [InlineData("nobody")]
    public async Task A_mail_from_the_portal_itself_or_from_nobody_waits_in_the_tray(string from) =>
        Assert.Equal(MailPlace.Tray, await TakeInAsync(TestMail.Text(from: from)));

    [Fact]
    public async Task A_mail_that_says_nothing_waits_in_the_tray() =>
        Assert.Equal(MailPlace.Tray, await TakeInAsync("From: an@example.org\r\n\r\n \r\n"));

    [Fact]
    public async Task A_mail_older_than_an_arrival_can_be_waits_in_the_tray()
    {
        Assert.Equal(MailPlace.Case, await TakeInAsync(TestMail.Text("Just in time."), uid: 1, arrived: Now.AddYears(-2)));
        Assert.Equal(MailPlace.Tray, await TakeInAsync(TestMail.Text("Too old."), uid: 2, arrived: Now.AddYears(-2).AddDays(-1)));
    }

    [Fact]
    public async Task A_server_whose_clock_is_ahead_makes_no_request_of_tomorrow()
    {
        await TakeInAsync(TestMail.Text(), arrived: Now.AddDays(2));

        Assert.Equal(new DateOnly(2026, 3, 2), (await OnlyRequestAsync()).ReceivedOn);
    }

    [Fact]
    public async Task Two_machines_that_answer_each_other_are_stopped_after_a_few_cases_a_day()
    {
        for (uint i = 1; i <= TakeInMail.MostPerDay; i++) Assert.Equal(MailPlace.Case, await TakeInAsync(TestMail.Text($"Answer {i}"), uid: i));

        Assert.Equal(MailPlace.Tray, await TakeInAsync(TestMail.Text("One more"), uid: 100));
        Assert.Equal(MailPlace.Case, await TakeInAsync(TestMail.Text("Somebody else", from: "bob@example.org"), uid: 101));
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(MailPlace.Case, await TakeInAsync(TestMail.Text("The day after"), uid: 102));
        Assert.Equal(TakeInMail.MostPerDay + 2, await ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task Attachments_pass_the_gate_and_lie_encrypted_in_the_vault_under_the_key_of_the_case()
    {
        var pdf = TestMail.Pdf("the content of a proof");

        await TakeInAsync(TestMail.WithFiles(("proof.pdf", pdf), ("virus.exe", "MZ\0\u0001"u8.ToArray()), ("notes.txt", "Some notes."u8.ToArray())));

        var request = await OnlyRequestAsync();
        var attachments = await ReadAsync(db => db.CaseAttachments.OrderBy(a => a.FileName).ToListAsync());
        Assert.Equal([("notes.txt", AttachmentPurpose.Received, Role.Portal), ("proof.pdf", AttachmentPurpose.Received, Role.Portal)],
            attachments.Select(a => (a.FileName, a.Purpose, a.By)));
        Assert.All(attachments, a => Assert.True(a is { IsReadable: true, SentAt: not null } && a.RequestId == request.Id));
        Assert.Equal(pdf, await BytesOfAsync(attachments[1]));
        Assert.True((await OnlyMailAsync()).IsIncomplete);
        var refused = await ReadAsync(db => db.VaultFiles.SingleAsync(file => file.State != VaultFileState.Ready));
        Assert.Equal(VaultFileState.Destroyed, refused.State);
    }

    [Fact]
    public async Task Words_that_a_request_does_not_hold_are_kept_whole_as_a_file()
    {
        var words = string.Join('\n', Enumerable.Range(0, 2_000).Select(i => $"Sentence {i} of a long mail."));

        await TakeInAsync(TestMail.Text(words));

        Assert.Equal(RightsRequest.MaxWords, (await OnlyRequestAsync()).Words.Length);
        var file = Assert.Single(await ReadAsync(db => db.CaseAttachments.ToListAsync()));
        Assert.Equal("mail.txt", file.FileName);
        Assert.EndsWith("Sentence 1999 of a long mail.", System.Text.Encoding.UTF8.GetString(await BytesOfAsync(file)));
        Assert.False((await OnlyMailAsync()).IsIncomplete);
    }

    [Fact]
    public async Task More_attachments_than_a_case_takes_at_once_are_left_in_the_mailbox()
    {
        await TakeInAsync(TestMail.WithFiles([.. Enumerable.Range(0, 12).Select(i => ($"{i}.pdf", TestMail.Pdf($"{i}")))]));

        Assert.Equal(CaseAttachment.MaxPerMessage, await ReadAsync(db => db.CaseAttachments.CountAsync()));
        Assert.True((await OnlyMailAsync()).IsIncomplete);
    }

    [Fact]
    public async Task Files_of_a_mail_that_never_became_a_case_are_destroyed_and_those_of_cases_are_not()
    {
        await TakeInAsync(TestMail.WithFiles(("proof.pdf", TestMail.Pdf())));
        var vault = Get<PortalVault>();
        var lost = await vault.NewFileAsync(Guid.NewGuid(), None);
        var begun = await vault.NewFileAsync((await OnlyRequestAsync()).Subject.Value, None);
        await using (var db = await OpenAsync())
        {
            db.VaultFiles.AddRange(lost, begun);
            await db.SaveChangesAsync();
        }

        Assert.Equal(0, (await Get<DropUnclaimedFiles>().RunAsync(Actor.Portal, None)).Value);
        Clock.Advance(DropUnclaimedFiles.Patience + TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await Get<DropUnclaimedFiles>().RunAsync(Actor.Portal, None)).Value);
        Assert.Equal(0, (await Get<DropUnclaimedFiles>().RunAsync(Actor.Portal, None)).Value);

        Assert.Equal([lost.Id], await ReadAsync(db => db.VaultFiles.Where(f => f.State == VaultFileState.Destroyed).Select(f => f.Id).ToListAsync()));
        Assert.NotNull((await ReadAsync(db => db.OwnerKeys.SingleAsync(key => key.Owner == lost.Owner))).DestroyedAt);
    }

    [Fact]
    public async Task Only_the_portal_takes_mail_in()
    {
        using var mail = await TestMail.ReadAsync(TestMail.Text(), Now);

        Assert.IsType<NotPermitted>((await Get<TakeInMail>().RunAsync(Officer, mail, None)).Problem);
        Assert.IsType<NotPermitted>((await Get<DropUnclaimedFiles>().RunAsync(Officer, None)).Problem);
    }

    private async Task<byte[]> BytesOfAsync(CaseAttachment attachment)
    {
        var file = await ReadAsync(db => db.VaultFiles.SingleAsync(f => f.Id == attachment.FileId));
        await using var reader = await Get<PortalVault>().OpenReadAsync(file, None);
        using var bytes = new MemoryStream();
        await reader.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    public sealed class OnSqlite() : TakeInMailTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : TakeInMailTests(Provider.PostgreSql);
}
