using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Guests;

/// <summary>What somebody without an account asks: the same operations, another channel, a weaker proof.</summary>
public abstract class GuestRequestTests(Provider provider) : GuestTests(provider)
{
    [Fact]
    public async Task A_guests_request_arrives_with_its_channel_and_its_proof_and_is_audited_as_a_guests()
    {
        var guest = (await ProvedAsync()).Actor;

        var acknowledgement = await SubmitAsync(guest, RequestKind.Access, "", "nl-BE");

        var stored = await StoredAsync(acknowledgement.Request);
        Assert.Equal((RequestChannel.Guest, SenderProof.MailCode, RequestStatus.Received), (stored.Channel, stored.Proof, stored.Status));
        Assert.False(stored.Proof.Suffices());
        Assert.Equal(Role.Guest, stored.Events.Single(e => e.Kind == RequestEventKind.Submitted).By);
        var entries = await ReadAsync(db => db.AuditEntries.Where(e => e.Reference == acknowledgement.Request.ToString()).ToListAsync());
        Assert.Equal([AuditAction.RequestStarted, AuditAction.RequestSubmitted], entries.OrderBy(e => e.Id).Select(e => e.Action));
        Assert.All(entries, entry => Assert.Equal((Role.Guest, "guest", guest.Subject), (entry.ActorRole, entry.ActorId, entry.Subject)));
    }

    [Theory]
    [InlineData("en-GB", "That you sent it counts as date and signature. We use what it contains for nothing else (policy 7.9).")]
    [InlineData("nl-BE", "Dat u het verzond, geldt als datum en handtekening. We gebruiken de inhoud voor niets anders (beleid 7.9).")]
    [InlineData("fr-BE", "Son envoi vaut date et signature. Nous n’utilisons son contenu pour rien d’autre (politique 7.9).")]
    public async Task The_receipt_says_what_sending_means_and_leads_to_a_page_without_an_account(string language, string sentence)
    {
        var acknowledgement = await SubmitAsync((await ProvedAsync()).Actor, language: language);

        var mail = Assert.Single(await NewMailsAsync());
        Assert.Equal(Email, mail.To);
        Assert.Contains(sentence, mail.Body, StringComparison.Ordinal);
        Assert.Contains($"https://privacy.example.org/ask/requests/{acknowledgement.Request}\n", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officers_answer_goes_to_the_proved_address_and_leads_to_the_same_page()
    {
        var guest = (await ProvedAsync()).Actor;
        var acknowledgement = await SubmitAsync(guest);
        await NewMailsAsync();

        Assert.True((await GrantAsync(acknowledgement.Request, "We deleted the tickets.")).IsOk);

        var mail = Assert.Single(await NewMailsAsync());
        Assert.Equal(Email, mail.To);
        Assert.Contains($"https://privacy.example.org/ask/requests/{acknowledgement.Request}", mail.Body, StringComparison.Ordinal);
        Assert.Contains("We deleted the tickets.", Value(await Get<ReadMyRequest>().RunAsync(guest, acknowledgement.Request, None)).Request.Letter!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_sessions_of_one_address_see_the_same_requests_and_another_address_sees_none()
    {
        var acknowledgement = await SubmitAsync((await ProvedAsync()).Actor);
        var later = (await ProvedAsync()).Actor;
        var other = (await ProvedAsync("other@example.org")).Actor;
        var member = await AddPersonAsync(Email);

        Assert.Equal(acknowledgement.Request, Assert.Single(Value(await Get<ListMyRequests>().RunAsync(later, null, None)).Rows).Id);
        foreach (var somebody in (Actor[])[other, member])
        {
            Assert.Empty(Value(await Get<ListMyRequests>().RunAsync(somebody, null, None)).Rows);
            Assert.IsType<NotFound>((await Get<ReadMyRequest>().RunAsync(somebody, acknowledgement.Request, None)).Problem);
            Assert.IsType<NotFound>((await Get<SubmitRequest>().RunAsync(somebody, acknowledgement.Request, None)).Problem);
        }
    }

    [Fact]
    public async Task What_a_guest_says_of_themselves_and_of_whom_they_ask_for_is_kept_with_every_kind()
    {
        var guest = (await ProvedAsync()).Actor;
        var details = new RequestDetails
        {
            KnownFrom = KnownFrom.Helpdesk, NameUsed = "A. Peeters", OnBehalfOf = "My mother, as her guardian.", ErasureGround = ErasureGround.Unlawful,
        };
        var id = Guid.CreateVersion7();
        Value(await Get<StartRequest>().RunAsync(guest, id, new DraftContent(RequestKind.Access, RequestScope.Everything, "") { Details = details }, "en-GB", None));
        Value(await Get<SubmitRequest>().RunAsync(guest, id, None));

        Assert.Equal(details with { ErasureGround = null }, (await StoredAsync(id)).Details);
    }

    [Theory]
    [InlineData(RequestDetails.MaxName + 1, 0)]
    [InlineData(0, RequestDetails.MaxValue + 1)]
    public async Task What_is_too_long_is_a_problem_and_no_draft(int name, int behalf)
    {
        var details = new RequestDetails { NameUsed = new string('x', name), OnBehalfOf = new string('x', behalf) };
        var content = new DraftContent(RequestKind.Access, RequestScope.Everything, "") { Details = details };

        Assert.IsType<ValueTooLong>((await Get<StartRequest>().RunAsync((await ProvedAsync()).Actor, Guid.NewGuid(), content, "en-GB", None)).Problem);
        Assert.Equal(0, await ReadAsync(db => db.Requests.CountAsync()));
    }

    public sealed class OnSqlite() : GuestRequestTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : GuestRequestTests(Provider.PostgreSql);
}
