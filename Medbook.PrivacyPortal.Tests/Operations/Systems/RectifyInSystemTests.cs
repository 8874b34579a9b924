using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Rectifying;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Rectification;

namespace Medbook.PrivacyPortal.Tests.Operations.Systems;

public sealed class RectifyInSystemTests : SystemTests
{
    [Fact]
    public async Task A_value_that_was_granted_is_written_in_the_system()
    {
        var request = await GrantedAsync();

        await CarryOutAsync();

        var one = await CorrectionAsync(request);
        Assert.Equal((CorrectionState.Written, "First Reader"), (one.State, one.Expected));
        Assert.Equal("Frida Reader", News.Tables["contacts"].Value("1", "name"));
    }

    [Fact]
    public async Task A_value_that_was_written_before_the_portal_died_is_found_written()
    {
        var request = await GrantedAsync();
        News.Tables["contacts"].Rows[0]["name"] = System.Text.Json.JsonSerializer.SerializeToElement("Frida Reader");

        await CarryOutAsync();

        Assert.Equal(CorrectionState.Written, (await CorrectionAsync(request)).State);
        Assert.DoesNotContain(News.Heard, call => call.Word == "rectify" && !call.Body.Contains("\"dryRun\":true", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_value_that_somebody_changed_meanwhile_is_a_conflict_and_stays()
    {
        var request = await GrantedAsync();
        News.Tables["contacts"].Rows[0]["name"] = System.Text.Json.JsonSerializer.SerializeToElement("F. Reader");

        await CarryOutAsync();

        var one = await CorrectionAsync(request);
        Assert.Equal((CorrectionState.Conflict, "F. Reader"), (one.State, one.Found));
        Assert.Equal("F. Reader", News.Tables["contacts"].Value("1", "name"));
    }

    private async Task<Guid> GrantedAsync()
    {
        var person = await LinkedAsync();
        var wrong = new FieldCorrection(new ScopedRow("news", "contacts", "1"), "name", Shown: null, "Frida Reader");
        var content = new DraftContent(RequestKind.Rectification, new RequestScope { Rows = [wrong.Row] }, "It is wrong.") { Details = new RequestDetails { Corrections = [wrong], Supplement = "" } };
        var started = (await Get<StartRequest>().RunAsync(person, Guid.NewGuid(), content, "en-GB", None)).Value!;
        Assert.Null((await Get<SubmitRequest>().RunAsync(person, started.Id, None)).Problem);
        Assert.Null((await GrantAsync(started.Id)).Problem);
        return started.Id;
    }

    private async Task CarryOutAsync() => Assert.True((await Get<CarryOutRectification>().RunAsync(Actor.Portal, None)) is { Problem: null, Value: true });

    private async Task<Correction> CorrectionAsync(Guid request) => Assert.Single((await Get<ReadCorrections>().RunAsync(Officer, request, None)).Value!);
}
