using System.Net;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Operations.Measures;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Browser;
using Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Medbook.PrivacyPortal.Tests.Features.Files.FormSender;

namespace Medbook.PrivacyPortal.Tests.Features.Files;

/// <summary>Files of a case and of a review over HTTP, as a browser without script sends and gets them.</summary>
[Collection(BrowserCollection.Name)]
public sealed class FilesEndpointsTests(BrowserFixture browser)
{
    [Fact]
    public async Task A_form_adds_a_file_that_is_downloaded_and_removed_again()
    {
        using var sender = await FormSender.OfAsync(browser, Who.Member);
        var draft = await browser.App.AddDraftAsync("member@example.org");

        var posted = await sender.PostAsync($"/requests/{draft}/files?back=%2Frequests%2Fnew%3Fdraft%3D{draft}", sender.TokenField, File("p\u00e8re.png", SampleFiles.Jpeg()), End);

        Assert.Equal((HttpStatusCode.Redirect, $"/requests/new?draft={draft}"), (posted.StatusCode, posted.Headers.Location?.ToString()));
        var file = Assert.Single(await FilesAsync(draft));
        Assert.Equal(("p\u00e8re.jpg", "image/jpeg"), (file.Name, file.MediaType));

        var got = await sender.GetAsync($"/requests/{draft}/files/{file.Id}");
        Assert.Equal(HttpStatusCode.OK, got.StatusCode);
        Assert.Equal(("image/jpeg", "attachment", "p\u00e8re.jpg"), (got.Content.Headers.ContentType!.ToString(), got.Content.Headers.ContentDisposition!.DispositionType, got.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal(("nosniff", "no-store"), (Assert.Single(got.Headers.GetValues("X-Content-Type-Options")), got.Headers.CacheControl!.ToString()));
        Assert.False(SampleFiles.Tells(await got.Content.ReadAsByteArrayAsync()));

        Assert.Equal(HttpStatusCode.BadRequest, (await sender.PostAsync($"/requests/{draft}/files/{file.Id}/remove", Field("other", "1"), End)).StatusCode);
        var removed = await sender.PostAsync($"/requests/{draft}/files/{file.Id}/remove", sender.TokenField, End);
        Assert.Equal((HttpStatusCode.Redirect, $"/requests/{draft}"), (removed.StatusCode, removed.Headers.Location?.ToString()));
        Assert.Empty(await FilesAsync(draft));
        Assert.Equal(HttpStatusCode.NotFound, (await sender.GetAsync($"/requests/{draft}/files/{file.Id}")).StatusCode);
    }

    [Fact]
    public async Task Bytes_lie_in_the_vault_before_the_form_has_ended()
    {
        using var sender = await FormSender.OfAsync(browser, Who.Member);
        var draft = await browser.App.AddDraftAsync("member@example.org");
        var goOn = new TaskCompletionSource();
        var picture = SampleFiles.Jpeg([]);
        var scan = picture.Length - 2;
        byte[] begin = [.. sender.TokenField, .. File("foto.jpg", picture[..scan])[..^2]];

        var posting = sender.PostAsync($"/requests/{draft}/files", new HeldContent(begin, new byte[300_000], goOn.Task, [.. picture[scan..], .. "\r\n"u8, .. End]));
        await Waiting.UntilAsync(async () => await StoredBytesAsync(draft) > 200_000);
        Assert.Empty(await FilesAsync(draft));
        goOn.SetResult();

        Assert.Equal(HttpStatusCode.Redirect, (await posting).StatusCode);
        Assert.Equal(picture.Length + 300_000, Assert.Single(await FilesAsync(draft)).Length);
    }

    [Fact]
    public async Task A_form_without_the_token_before_its_files_is_refused_and_leaves_nothing()
    {
        using var sender = await FormSender.OfAsync(browser, Who.Member);
        var draft = await browser.App.AddDraftAsync("member@example.org");
        var file = File("nota.txt", SampleFiles.Text());
        byte[][][] forms =
        [
            [file, End], [file, sender.TokenField, End], [Field("__RequestVerificationToken", ""), file, End], [Field("__RequestVerificationToken", sender.Token[1..]), file, End],
            [Field("__RequestVerificationToken", new string('a', 5000)), file, End],
            [[.. Enumerable.Range(0, 9).SelectMany(number => Field($"f{number}", "1"))], sender.TokenField, file, End],
            [[]], ["no form"u8.ToArray()], [Field("a", "b")[..^4]],
        ];
        foreach (var form in forms) Assert.Equal(HttpStatusCode.BadRequest, (await sender.PostAsync($"/requests/{draft}/files", form)).StatusCode);
        Assert.Empty(await FilesAsync(draft));
    }

    [Fact]
    public async Task A_form_that_breaks_off_leaves_nothing()
    {
        using var sender = await FormSender.OfAsync(browser, Who.Member);
        var draft = await browser.App.AddDraftAsync("member@example.org");

        var posted = await sender.PostAsync($"/requests/{draft}/files", sender.TokenField, File("nota.txt", SampleFiles.Text()));

        Assert.Equal($"/requests/{draft}?fault=file.interrupted", posted.Headers.Location?.ToString());
        Assert.Empty(await FilesAsync(draft));
    }

    [Fact]
    public async Task A_refusal_leads_back_with_its_code_and_only_to_pages_about_requests()
    {
        using var sender = await FormSender.OfAsync(browser, Who.Member);
        var draft = await browser.App.AddDraftAsync("member@example.org");
        foreach (var (back, to) in ((string, string)[])
            [("", $"/requests/{draft}"), ("https://evil.example/", $"/requests/{draft}"), ("/requests/new?a=1", "/requests/new?a=1"), ("/requests/\r\nX: y", $"/requests/{draft}"), ("/home", $"/requests/{draft}")])
        {
            var posted = await sender.PostAsync($"/requests/{draft}/files?back={Uri.EscapeDataString(back)}", sender.TokenField, File("x.svg", "<svg/>"u8.ToArray()), End);
            Assert.Equal($"{to}{(to.Contains('?', StringComparison.Ordinal) ? '&' : '?')}fault=file.kind-unknown", posted.Headers.Location?.ToString());
        }
        Assert.Empty(await FilesAsync(draft));
    }

    [Fact]
    public async Task Only_whose_it_is_and_staff_of_a_sent_request_come_to_its_files()
    {
        using var member = await FormSender.OfAsync(browser, Who.Member);
        using var officer = await FormSender.OfAsync(browser, Who.Officer);
        var draft = await browser.App.AddDraftAsync("member@example.org");
        var file = File("nota.txt", SampleFiles.Text());
        Assert.Equal(HttpStatusCode.Redirect, (await member.PostAsync($"/requests/{draft}/files", member.TokenField, file, End)).StatusCode);
        var evidence = Assert.Single(await FilesAsync(draft));

        // The page it leads to is not found either.
        Assert.Equal($"/requests/{draft}", (await officer.PostAsync($"/requests/{draft}/files", officer.TokenField, file, End)).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/requests/{draft}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/requests/{draft}/files/{evidence.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/manage/requests/{draft}/files/{evidence.Id}")).StatusCode);
        Assert.Equal($"/manage/requests/{draft}", (await officer.PostAsync($"/manage/requests/{draft}/files", officer.TokenField, file, End)).Headers.Location?.ToString());
        Assert.Single(await FilesAsync(draft));

        var me = await browser.App.ActorOfAsync("member@example.org");
        await browser.App.OperateAsync<SubmitRequest, Acknowledgement>(submit => submit.RunAsync(me, draft, default));

        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync($"/manage/requests/{draft}/files/{evidence.Id}")).StatusCode);
        var posted = await officer.PostAsync($"/manage/requests/{draft}/files", officer.TokenField, file, End);
        Assert.Equal($"/manage/requests/{draft}", posted.Headers.Location?.ToString());
        Assert.Single(await FilesAsync(draft));
        Assert.NotEqual(HttpStatusCode.OK, (await member.GetAsync($"/manage/requests/{draft}/files/{evidence.Id}")).StatusCode);
        using var nobody = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = browser.App.Address };
        Assert.Contains("/account/sign-in", (await nobody.GetAsync($"/requests/{draft}/files/{evidence.Id}")).Headers.Location?.ToString());
    }

    [Fact]
    public async Task Somebody_without_an_account_adds_gets_and_removes_a_file_of_their_own_request()
    {
        var draft = await AskedRequest.At("{0}", send: false)(browser);
        using var guest = await FormSender.OfAsync(browser, Who.Guest);
        var page = $"/ask/requests/{draft}/check#files";

        var posted = await guest.PostAsync($"/ask/requests/{draft}/files?back={Uri.EscapeDataString(page)}", guest.TokenField, File("foto.png", SampleFiles.Jpeg()), End);

        Assert.Equal((HttpStatusCode.Redirect, page), (posted.StatusCode, posted.Headers.Location?.ToString()));
        var file = Assert.Single(await FilesOfGuestAsync(draft));
        var got = await guest.GetAsync($"/ask/requests/{draft}/files/{file.Id}");
        Assert.Equal((HttpStatusCode.OK, "attachment", "no-store"), (got.StatusCode, got.Content.Headers.ContentDisposition!.DispositionType, got.Headers.CacheControl!.ToString()));
        Assert.False(SampleFiles.Tells(await got.Content.ReadAsByteArrayAsync()));

        var refused = await guest.PostAsync($"/ask/requests/{draft}/files?back={Uri.EscapeDataString(page)}", guest.TokenField, File("x.svg", "<svg/>"u8.ToArray()), End);
        Assert.Equal($"/ask/requests/{draft}/check?fault=file.kind-unknown#files", refused.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.BadRequest, (await guest.PostAsync($"/ask/requests/{draft}/files", File("nota.txt", SampleFiles.Text()), End)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await guest.PostAsync($"/ask/requests/{draft}/files/{file.Id}/remove", Field("other", "1"), End)).StatusCode);
        Assert.Equal($"/ask/requests/{draft}", (await guest.PostAsync($"/ask/requests/{draft}/files/{file.Id}/remove?back=%2Frequests%2Fnew", guest.TokenField, End)).Headers.Location?.ToString());
        Assert.Empty(await FilesOfGuestAsync(draft));
    }

    [Fact]
    public async Task Files_of_somebody_without_an_account_are_nobody_elses_and_whoever_has_no_session_proves_the_address()
    {
        var draft = await AskedRequest.At("{0}", send: false)(browser);
        using var guest = await FormSender.OfAsync(browser, Who.Guest);
        using var member = await FormSender.OfAsync(browser, Who.Member);
        var form = File("nota.txt", SampleFiles.Text());
        Assert.Equal(HttpStatusCode.Redirect, (await guest.PostAsync($"/ask/requests/{draft}/files", guest.TokenField, form, End)).StatusCode);
        var file = Assert.Single(await FilesOfGuestAsync(draft));
        var theirs = await browser.App.AddDraftAsync("member@example.org");

        // An account is no session of a guest, and a session of a guest is no account.
        Assert.Equal($"/ask?request={draft}", (await member.GetAsync($"/ask/requests/{draft}/files/{file.Id}")).Headers.Location?.ToString());
        Assert.Equal($"/ask?request={draft}", (await member.PostAsync($"/ask/requests/{draft}/files", member.TokenField, form, End)).Headers.Location?.ToString());
        Assert.Equal($"/ask?request={draft}", (await member.PostAsync($"/ask/requests/{draft}/files/{file.Id}/remove", member.TokenField, End)).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync($"/requests/{draft}/files/{file.Id}")).StatusCode);
        Assert.Contains("/account/sign-in", (await guest.GetAsync($"/requests/{draft}/files/{file.Id}")).Headers.Location?.ToString());
        Assert.Equal($"/ask/requests/{theirs}", (await guest.PostAsync($"/ask/requests/{theirs}/files", guest.TokenField, form, End)).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await guest.GetAsync($"/ask/requests/{theirs}/files/{file.Id}")).StatusCode);
        Assert.Empty(await FilesAsync(theirs));
        Assert.Single(await FilesOfGuestAsync(draft));
    }

    [Fact]
    public async Task Files_that_somebody_tampered_with_never_end_in_a_server_error()
    {
        using var sender = await FormSender.OfAsync(browser, Who.Member);
        var mutations = new Mutations(7);
        var (draft, accepted) = (await browser.App.AddDraftAsync("member@example.org"), 0);
        for (var number = 0; number < 60; number++)
        {
            if ((await FilesAsync(draft)).Count == 10) draft = await browser.App.AddDraftAsync("member@example.org");
            var file = mutations.Next(number);
            var posted = await sender.PostAsync($"/requests/{draft}/files", sender.TokenField, File(file.Name, file.Bytes), End);
            // A name may break the form itself.
            Assert.True(posted.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.BadRequest, $"File {number}: {posted.StatusCode}");
            accepted += posted.Headers.Location?.ToString() == $"/requests/{draft}" ? 1 : 0;
        }
        Assert.InRange(accepted, 6, 60);
    }

    [Fact]
    public async Task Evidence_of_a_measure_is_added_by_a_form_and_downloaded_by_staff_alone()
    {
        using var officer = await FormSender.OfAsync(browser, Who.Officer);
        using var member = await FormSender.OfAsync(browser, Who.Member);
        var address = await ArrangedMeasure.At("/manage/measures/{0}")(browser);

        var refused = await officer.PostAsync($"{address}/files?back={Uri.EscapeDataString($"{address}#evidence")}", officer.TokenField, File("x.svg", "<svg/>"u8.ToArray()), End);
        Assert.Equal($"{address}?fault=file.kind-unknown#evidence", refused.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.BadRequest, (await officer.PostAsync($"{address}/files", File("nota.txt", SampleFiles.Text()), End)).StatusCode);
        Assert.Equal(address, (await officer.PostAsync($"{address}/files", officer.TokenField, File("nota.txt", SampleFiles.Text()), End)).Headers.Location?.ToString());
        var file = Assert.Single((await ViewAsync()).Desk);

        var got = await officer.GetAsync($"{address}/files/{file.Id}");
        Assert.Equal((HttpStatusCode.OK, "attachment", "nota.txt"), (got.StatusCode, got.Content.Headers.ContentDisposition!.DispositionType, got.Content.Headers.ContentDisposition.FileName));
        Assert.Equal(("nosniff", "no-store"), (Assert.Single(got.Headers.GetValues("X-Content-Type-Options")), got.Headers.CacheControl!.ToString()));
        Assert.NotEqual(HttpStatusCode.OK, (await member.GetAsync($"{address}/files/{file.Id}")).StatusCode);
        Assert.NotEqual(address, (await member.PostAsync($"{address}/files", member.TokenField, File("nota.txt", SampleFiles.Text()), End)).Headers.Location?.ToString());

        Assert.Equal(HttpStatusCode.BadRequest, (await officer.PostAsync($"{address}/files/{file.Id}/remove", Field("other", "1"), End)).StatusCode);
        Assert.Equal(address, (await officer.PostAsync($"{address}/files/{file.Id}/remove", officer.TokenField, End)).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"{address}/files/{file.Id}")).StatusCode);
        Assert.Empty((await ViewAsync()).Desk);

        async Task<MeasureView> ViewAsync()
        {
            var me = await browser.App.ActorOfAsync("officer@example.org");
            return await browser.App.OperateAsync<ReadMeasure, MeasureView>(read => read.RunAsync(me, Guid.Parse(address.Split('/')[^1]), default));
        }
    }

    private async Task<IReadOnlyList<AttachedFile>> FilesAsync(Guid request)
    {
        var me = await browser.App.ActorOfAsync("member@example.org");
        return await browser.App.OperateAsync<ListAttachments, IReadOnlyList<AttachedFile>>(list => list.RunAsync(me, request, default));
    }

    private async Task<IReadOnlyList<AttachedFile>> FilesOfGuestAsync(string request)
    {
        var guest = await browser.App.GuestOfAsync(GuestSteps.Address);
        return await browser.App.OperateAsync<ListAttachments, IReadOnlyList<AttachedFile>>(list => list.RunAsync(guest, Guid.Parse(request), default));
    }

    // Of what is still coming, and so on nobody's list.
    private async Task<long> StoredBytesAsync(Guid request)
    {
        await using var scope = browser.App.Services.CreateAsyncScope();
        var file = await scope.ServiceProvider.GetRequiredService<PortalDb>().CaseAttachments.Where(a => a.RequestId == request).Select(a => a.FileId).SingleOrDefaultAsync();
        var stored = new FileInfo(Path.Combine(browser.App.DataFolder, "vault", file.ToString("n")[^2..], file.ToString("n")));
        return stored.Exists ? stored.Length : 0;
    }

    /// <summary>Content that is sent to a place, and waits there.</summary>
    private sealed class HeldContent(byte[] begin, byte[] middle, Task goOn, byte[] end) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(begin);
            await stream.WriteAsync(middle);
            await stream.FlushAsync();
            await goOn;
            await stream.WriteAsync(end);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
