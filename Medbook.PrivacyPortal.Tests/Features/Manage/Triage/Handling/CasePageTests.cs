using Bunit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Operations.Cases.Handling;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Ui;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Features.Manage.Triage.Handling;

/// <summary>The workspace of one case: what is open, what is sent, and what stays on the desk.</summary>
public sealed class CasePageTests : HandlingContext
{
    private static Actor Colleague { get; } =
        Actor.SignedIn("colleague", SubjectKey.New(), [Role.Member, Role.Officer], confirmed: true, secondFactor: true, "another session");

    [Fact]
    public async Task An_auditor_reads_the_case_and_finds_nothing_to_do()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        SignIn(TestActors.Auditor());

        var page = DrawCase(sent.Request);

        Assert.Contains("Only a privacy officer decides", page.Markup);
        Assert.Empty(page.FindAll("fieldset, textarea, select, .decide, [data-key]"));
        Assert.Contains("Old tickets.", page.Markup);
    }

    [Fact]
    public async Task Nobody_handles_their_own_request()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        SignIn(Actor.SignedIn(person.Id, person.Subject!.Value, [Role.Member, Role.Officer], confirmed: true, secondFactor: true, "session"));

        var page = DrawCase(sent.Request);

        Assert.Contains("This is your own request", page.Markup);
        Assert.Empty(page.FindAll("fieldset, textarea, .decide"));
    }

    [Fact]
    public async Task A_question_goes_to_the_person_and_into_the_case()
    {
        var sent = await SubmitAsync(await AddPersonAsync(), language: "fr-BE");
        SignIn(Officer);
        var page = DrawCase(sent.Request);

        Open(page, "m");
        Assert.Equal("fr-BE", page.Find("#message").GetAttribute("lang"));
        await page.Find("#message").InputAsync("Quel ticket ?");
        await page.Find("[data-send]").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("The question is on its way", page.Markup));
        Assert.Empty(page.FindAll("#message"));
        Assert.Contains("Quel ticket ?", page.Find("[aria-labelledby=talk]").TextContent);
        Assert.Equal(RequestStatus.WaitingForPerson, (await StoredAsync(sent.Request)).Status);
        Assert.Equal(0, await ReadAsync(db => db.UnsentTexts.CountAsync()));
    }

    [Fact]
    public async Task A_note_is_marked_as_the_teams_own()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        SignIn(Officer);
        var page = DrawCase(sent.Request);

        Open(page, "i");
        await page.Find("#note-words").InputAsync("Finance confirms.");
        await page.Find("[data-send]").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("internal, never in a letter", page.Find("[aria-labelledby=talk] .note").TextContent));
        Assert.Contains("Finance confirms.", page.Find("[aria-labelledby=talk] .note").TextContent);
    }

    [Fact]
    public async Task What_was_typed_and_not_sent_is_there_after_the_page_was_lost()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        SignIn(Officer);
        var lost = DrawCase(sent.Request);
        Open(lost, "i");
        await lost.Find("#note-words").InputAsync("Half a thought");
        await lost.Find("#what-we-do").InputAsync("We delete the tickets.");
        Clock.Advance(Keeper<string>.Pause);
        await Waiting.UntilAsync(async () => await ReadAsync(db => db.UnsentTexts.CountAsync()) == 2);

        var page = DrawCase(sent.Request);

        Assert.Equal("We delete the tickets.", page.Find("#what-we-do").GetAttribute("value"));
        Assert.Contains("We delete the tickets.", page.FindAll(".letter").Last().TextContent);
        Assert.Contains("(unsent)", page.Find("[data-key=i]").TextContent);
        Open(page, "i");
        Assert.Equal("Half a thought", page.Find("#note-words").GetAttribute("value"));
    }

    [Fact]
    public async Task Of_two_officers_the_second_sees_the_conflict_keeps_the_words_and_can_go_on()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        SignIn(Officer);
        var page = DrawCase(sent.Request);
        Open(page, "m");
        await page.Find("#message").InputAsync("Which ticket?");
        Assert.True((await Get<TellPerson>().RunAsync(
            Colleague, sent.Request, (await StoredAsync(sent.Request)).Revision, Guid.NewGuid(), "We look into it.", None)).IsOk);

        await page.Find("[data-send]").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("Somebody changed this in the meantime", page.Find("[role=alert]").TextContent));
        Assert.Equal("Which ticket?", page.Find("#message").GetAttribute("value"));
        Assert.Equal(1, await ReadAsync(db => db.CaseMessages.CountAsync()));

        await page.Find("[role=alert] button").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("We look into it.", page.Find("[aria-labelledby=talk]").TextContent));
        Assert.Equal("Which ticket?", page.Find("#message").GetAttribute("value"));
        await page.Find("[data-send]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("The question is on its way", page.Markup));
    }

    [Fact]
    public async Task An_extension_shows_where_it_leads_and_needs_a_reason_of_the_law()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        SignIn(Officer);
        var page = DrawCase(sent.Request);

        Open(page, "e");
        Assert.Contains("2 June 2026", page.Find("[aria-labelledby=panel]").TextContent);
        await page.Find("#extension-words").InputAsync("Four sources.");
        await page.Find("[data-send]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Write why it takes longer", page.Find("[role=alert]").TextContent));
        await page.FindAll("input[name=extension-reason]")[0].ChangeAsync(true);
        await page.Find("[data-send]").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("The term is extended", page.Markup));
        Assert.Contains("Extended to", page.Find("[aria-labelledby=clock]").TextContent);
        Assert.Empty(page.FindAll("[data-key=e]"));
    }

    [Fact]
    public async Task An_extension_that_comes_too_late_is_not_even_offered()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        Clock.Advance(TimeSpan.FromDays(31));
        SignIn(Officer);
        var page = DrawCase(sent.Request);

        Open(page, "e");

        Assert.Contains("This request could be extended until 1 April 2026.", page.Find("[aria-labelledby=panel]").TextContent);
        Assert.Empty(page.FindAll("#extension-words, [aria-labelledby=panel] [data-send]"));
    }

    [Fact]
    public async Task A_fee_needs_a_ground_facts_and_an_amount()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        SignIn(Officer);
        var page = DrawCase(sent.Request);

        Open(page, "f");
        // The person has asked nothing similar: it cannot be a repeat.
        Assert.Equal(["", "ManifestlyUnfounded"], page.FindAll("#fee-ground option").Select(option => option.GetAttribute("value")));
        await page.Find("#fee-ground").ChangeAsync("ManifestlyUnfounded");
        await page.Find("#fee-facts").InputAsync("The fifth time this week.");
        await page.Find("#fee-euros").InputAsync("a lot");
        await page.Find("[data-send]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Enter an amount", page.Find("[role=alert]").TextContent));
        await page.Find("#fee-euros").InputAsync("12,50");
        await page.Find("[data-send]").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("The fee is announced", page.Markup));
        Assert.Equal(12.5m, (await StoredAsync(sent.Request)).Fee!.Euros);
    }

    [Fact]
    public async Task A_case_that_was_answered_shows_its_letter_and_can_still_be_noted_on()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        Assert.True((await GrantAsync(sent.Request, "We delete the tickets.")).IsOk);
        SignIn(Officer);

        var page = DrawCase(sent.Request);

        Assert.Contains("We delete the tickets.", page.Find("[aria-labelledby=letter]").TextContent);
        Assert.Equal(["m", "i", "l"], page.FindAll("[data-key]").Select(one => one.GetAttribute("data-key")));
        Assert.Empty(page.FindAll(".decide"));
    }

    [Fact]
    public async Task The_case_names_what_is_to_do_what_is_held_and_what_else_was_asked()
    {
        var person = await AddPersonAsync();
        var other = await SubmitAsync(person, RequestKind.Access);
        var sent = await SubmitAsync(person);
        SignIn(Officer);

        var page = DrawCase(sent.Request);

        Assert.Contains("Decide by 1 April 2026", page.Find("[aria-labelledby=tasks]").TextContent);
        Assert.Equal($"manage/requests/{other.Request}", page.Find("[aria-labelledby=person] li a").GetAttribute("href"));
        Assert.Matches("Answering your requests.*[1-9][0-9]* records", page.Find("[aria-labelledby=person]").TextContent.ReplaceLineEndings(" "));
    }

    [Fact]
    public async Task The_person_is_one_click_away_and_what_they_say_of_themselves_stands_in_the_ask()
    {
        var person = await AddPersonAsync();
        var id = Guid.NewGuid();
        var content = new DraftContent(RequestKind.Access, RequestScope.Everything, "")
        {
            Details = new RequestDetails { KnownFrom = KnownFrom.Helpdesk, NameUsed = "An Peeters", OnBehalfOf = "My mother, as her guardian" },
        };
        Assert.True((await Get<StartRequest>().RunAsync(person, id, content, "en-GB", None)).IsOk);
        Assert.True((await Get<SubmitRequest>().RunAsync(person, id, None)).IsOk);
        SignIn(Officer);

        var page = DrawCase(id);

        Assert.Equal($"manage/subjects/{person.Subject}", page.Find("[aria-labelledby=person] .card-head a").GetAttribute("href"));
        var ask = page.Find("[aria-labelledby=ask]").TextContent;
        Assert.All((string[])["From the helpdesk", "An Peeters", "My mother, as her guardian"], words => Assert.Contains(words, ask));
    }

    [Fact]
    public async Task A_file_goes_with_the_message_and_each_stands_where_it_was_sent()
    {
        Assert.True((await Get<InitVault>().RunAsync(Actor.Portal, None)).IsOk);
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        Assert.True((await Get<AttachFile>().RunAsync(person, sent.Request, Guid.NewGuid(), "nota.txt", new MemoryStream(SampleFiles.Text()), None)).IsOk);
        Assert.True((await Get<ReplyToCase>().RunAsync(person, sent.Request, Guid.NewGuid(), "Here it is.", None)).IsOk);
        Clock.Advance(TimeSpan.FromMinutes(1));
        SignIn(Officer);
        var page = DrawCase(sent.Request);
        Assert.Equal("nota.txt", page.Find("[aria-labelledby=talk] li a").TextContent);

        Open(page, "m");
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(SampleFiles.Pdf(), "brief.pdf"));
        page.WaitForAssertion(() => Assert.Contains("brief.pdf", page.Find("[aria-labelledby=panel] .picked").TextContent));
        await page.Find("#message").InputAsync("Is this yours?");
        await page.Find("[data-send]").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("brief.pdf", page.Find("[aria-labelledby=talk]").TextContent));
        var file = await ReadAsync(db => db.CaseAttachments.SingleAsync(a => a.FileName == "brief.pdf"));
        Assert.Equal($"manage/requests/{sent.Request}/files/{file.Id}", page.FindAll("[aria-labelledby=talk] li a").Last().GetAttribute("href"));
        Assert.NotNull(file.MessageId);
    }

    [Fact]
    public async Task A_doubt_about_who_it_is_is_asked_on_the_page_and_stops_its_clock_there()
    {
        var sent = await SubmitAsync(await AddPersonAsync());
        SignIn(Officer);
        var page = DrawCase(sent.Request);
        page.WaitForElement("#identity");

        await page.Find("#doubt").InputAsync("You ask for the tickets of another address.");
        await page.Find("[aria-labelledby=identity] button").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("The clock stands still until the answer.", page.Find("[role=status]").TextContent));
        Assert.Contains("Paused", page.Find("h1").ParentElement!.ParentElement!.TextContent);
        page.WaitForAssertion(() => Assert.Contains("You ask for the tickets of another address.", page.Find("[aria-labelledby=identity]").TextContent));
        Assert.Contains("Proof of identity: the person’s turn", page.Find("[aria-labelledby=tasks]").TextContent);
    }
}
