using Bunit;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Features.Requests;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Domain.Cases;
using Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Ui;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Features.Requests;

public sealed class RequestPageTests : PageContext
{
    [Fact]
    public async Task An_open_request_shows_its_date_first_and_the_calculation_in_four_lines()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        SignIn(person);

        var page = Draw<RequestPage>(parameters => parameters.Add(p => p.Id, sent.Request));

        Assert.Equal("1 April 2026, in 30 days", page.Find(".due-big").TextContent.Trim());
        Assert.Equal(
            ["Monday 2 March 2026", "Wednesday 1 April 2026", "Thursday 2 April 2026", "Thursday 2 April 2026"],
            page.FindAll(".calc td").Select(td => td.TextContent.Trim()));
        Assert.Equal("Wednesday 1 April 2026", page.Find(".calc .pickd td").TextContent.Trim());
        Assert.Contains("We decide", page.Find(".time .next").TextContent);
    }

    [Fact]
    public async Task An_answered_request_shows_the_letter_before_anything_else()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        Assert.True((await RefuseAsync(sent.Request, new(RefusalGround.RequiredByLaw, "Tax law."))).IsOk);
        SignIn(person);

        var page = Draw<RequestPage>(parameters => parameters.Add(p => p.Id, sent.Request));

        Assert.Equal("Our answer", page.Find("h2").TextContent);
        Assert.Contains("Our reasons: Tax law.", page.Find(".letter").TextContent);
        Assert.DoesNotContain(Officer.Id, page.Markup);
        Assert.Equal("Refused", page.Find(".chip").TextContent.Trim());
    }

    [Fact]
    public async Task A_question_of_the_team_comes_first_and_its_answer_arrives_once()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        await AskAsync(sent.Request);
        Clock.Advance(TimeSpan.FromMinutes(1));
        SignIn(person);
        var page = Draw<RequestPage>(parameters => parameters.Add(p => p.Id, sent.Request));
        Assert.Equal("Messages", page.Find("h2").TextContent);
        Assert.Contains("May we close ticket 1182?", page.Find(".msg").TextContent);

        await page.Find("textarea").InputAsync("Yes, close it.");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("Sent to the team", page.Markup));
        Assert.Equal("Yes, close it.", (await ReadAsync(db => db.CaseMessages.SingleAsync(m => m.Kind == MessageKind.FromPerson))).Text);
        Assert.Equal(["Privacy team, a question", "You"], page.FindAll(".msg strong").Select(name => name.TextContent));
        Assert.Equal("", page.Find("textarea").GetAttribute("value"));
    }

    [Fact]
    public async Task Files_go_with_a_message_and_are_listed_as_its_downloads()
    {
        Assert.True((await Get<InitVault>().RunAsync(Actor.Portal, default)).IsOk);
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        SignIn(person);
        var page = Draw<RequestPage>(parameters => parameters.Add(p => p.Id, sent.Request));

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("Dag", "nota.txt"));
        page.WaitForAssertion(() => Assert.Contains("nota.txt", page.Find("ul.picked").TextContent));
        await page.Find("textarea").InputAsync("Here it is.");
        await page.Find("#reply-form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("nota.txt", page.Find(".msg .picked a").TextContent));
        var file = await ReadAsync(db => db.CaseAttachments.SingleAsync());
        Assert.Equal($"requests/{sent.Request}/files/{file.Id}", page.Find(".msg .picked a").GetAttribute("href"));
        // Nothing lies there for the next message.
        page.WaitForAssertion(() => Assert.Single(page.FindAll("ul.picked")));
    }

    [Fact]
    public async Task A_message_waits_until_its_file_is_there()
    {
        Assert.True((await Get<InitVault>().RunAsync(Actor.Portal, default)).IsOk);
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        SignIn(person);
        var page = Draw<RequestPage>(parameters => parameters.Add(p => p.Id, sent.Request));
        var picker = page.FindComponent<FilePicker>();
        await page.Find("textarea").InputAsync("Here it is.");

        await page.InvokeAsync(() => picker.Instance.ComingChanged.InvokeAsync(true));
        Assert.True(page.Find("button[form=reply-form]").HasAttribute("disabled"));
        await page.Find("#reply-form").SubmitAsync();
        Assert.Equal(0, await ReadAsync(db => db.CaseMessages.CountAsync()));

        await page.InvokeAsync(() => picker.Instance.ComingChanged.InvokeAsync(false));
        Assert.False(page.Find("button[form=reply-form]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_fee_is_shown_with_its_facts_and_can_be_accepted()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        await ChangeAsync(sent.Request, (_, request) => request.QuoteFee(RefusalGround.ManifestlyUnfounded, "The fifth copy this week.", 25.5m, null, Now));
        SignIn(person);
        var page = Draw<RequestPage>(parameters => parameters.Add(p => p.Id, sent.Request));
        Assert.Contains("The fifth copy this week.", page.Find("[aria-labelledby=fee]").TextContent);

        await page.FindAll("button").Single(button => button.TextContent == "Accept the fee of €\u00a025.50").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("You accepted it on 2 March 2026.", page.Markup));
        Assert.Equal(Now, (await StoredAsync(sent.Request)).Fee!.AcceptedAt);
    }

    [Fact]
    public async Task A_question_about_identity_leads_to_its_page_and_says_what_the_clock_does()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        await ChangeAsync(sent.Request, (db, request) => db.IdentityQuestions.Add(
            request.AskForIdentity(Guid.NewGuid(), QuestionAbout.Identity, "Another name on the letter.", another: false, Officer, Now).Value!));
        Clock.Advance(TimeSpan.FromDays(2));
        SignIn(person);

        var page = Draw<RequestPage>(parameters => parameters.Add(p => p.Id, sent.Request));

        var card = page.Find("[aria-labelledby=identity]");
        Assert.Equal($"requests/{sent.Request}/identity", card.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("Another name on the letter.", card.TextContent);
        Assert.Contains("If you answer today, you get our answer by 3 April 2026.", card.TextContent);
        Assert.Equal("3 April 2026, in 30 days", page.Find(".due-big").TextContent.Trim());
    }

    [Fact]
    public async Task A_decision_in_parts_says_what_was_granted_and_why_the_rest_was_not()
    {
        var person = await AddPersonAsync();
        var scope = new RequestScope { Activities = ["helpdesk", "business-administration"] };
        var id = await StartAsync(person, scope: scope);
        await Get<SubmitRequest>().RunAsync(person, id, None);
        await ChangeAsync(id, (_, request) => request.Decide(
            [new DecisionPart("helpdesk", null, null), new DecisionPart("business-administration", null, new(RefusalGround.RequiredByLaw, "Tax law."))],
            TestLetters.With(LetterPart.Reasons, "Our reasons: Tax law."), new RefusalLaw(TestLetters.Authority), Officer, Now));
        SignIn(person);

        var page = Draw<RequestPage>(parameters => parameters.Add(p => p.Id, id));

        Assert.Equal(["Granted", "Refused"], page.FindAll(".parts-list .chip").Select(chip => chip.TextContent.Trim()));
        Assert.Contains("a law requires us to keep the data", page.FindAll(".parts-list .item")[1].TextContent);
    }

    [Fact]
    public async Task A_file_goes_with_the_reply_and_the_next_reply_begins_without_it()
    {
        Assert.True((await Get<InitVault>().RunAsync(Actor.Portal, None)).IsOk);
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        SignIn(person);
        var page = Draw<RequestPage>(parameters => parameters.Add(p => p.Id, sent.Request));
        page.WaitForElement("#reply-files");

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(SampleFiles.Pdf(), "contract.pdf"));
        page.WaitForAssertion(() => Assert.Contains("contract.pdf", page.Find("[aria-labelledby=messages] > .stack-sm .picked").TextContent));
        await page.Find("#reply").InputAsync("Here it is.");
        await page.Find("#reply-form").SubmitAsync();

        var file = await ReadAsync(db => db.CaseAttachments.SingleAsync());
        page.WaitForAssertion(() => Assert.Equal($"requests/{sent.Request}/files/{file.Id}", page.Find("[aria-labelledby=messages] .msg.mine a").GetAttribute("href")));
        Assert.Equal(await ReadAsync(db => db.CaseMessages.Select(m => (Guid?)m.Id).SingleAsync()), file.MessageId);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[aria-labelledby=messages] > .stack-sm .picked")));
    }

    private Task AskAsync(Guid id) =>
        ChangeAsync(id, (db, request) => db.CaseMessages.Add(request.Ask(Guid.NewGuid(), "May we close ticket 1182?", Officer, Now).Value!));

    private async Task ChangeAsync(Guid id, Action<PortalDb, RightsRequest> change)
    {
        await using var db = await OpenAsync();
        var request = await db.Requests.SingleAsync(r => r.Id == id);
        change(db, request);
        db.AuditEntries.Add(AuditEntry.Of(Officer, AuditAction.CaseViewed, Now, request.Subject, id.ToString()));
        await db.SaveChangesAsync();
    }
}
