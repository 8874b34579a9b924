using Bunit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Features.Requests;
using Medbook.PrivacyPortal.Operations.Cases;

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
        var revision = (await StoredAsync(sent.Request)).Revision;
        await Get<RefuseRequest>().RunAsync(Officer, sent.Request, revision, new(RefusalGround.RequiredByLaw, "Tax law."), None);
        SignIn(person);

        var page = Draw<RequestPage>(parameters => parameters.Add(p => p.Id, sent.Request));

        Assert.Equal("Our answer", page.Find("h2").TextContent);
        Assert.Contains("Our reasons: Tax law.", page.Find(".letter").TextContent);
        Assert.DoesNotContain(Officer.Id, page.Markup);
        Assert.Equal("Refused", page.Find(".chip").TextContent.Trim());
    }
}
