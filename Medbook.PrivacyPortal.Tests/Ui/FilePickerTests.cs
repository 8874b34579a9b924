using Bunit;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Medbook.PrivacyPortal.Tests.Ui;

public sealed class FilePickerTests : UiTestContext
{
    private readonly List<(Guid Id, string Name, int Length)> added = [];
    private readonly List<Guid> removed = [];
    private Problem? problem;

    [Fact]
    public void It_offers_what_the_gate_takes_in_and_says_so_at_the_field()
    {
        var picker = Draw();
        var input = picker.Find("input[type=file]");

        Assert.Equal(FileKinds.Endings, input.GetAttribute("accept")!.Split(','));
        Assert.Equal("evidence-hint", input.GetAttribute("aria-describedby"));
        Assert.Contains("at most 10 MB", picker.Find("#evidence-hint").TextContent);
        Assert.Equal("Something that shows it", picker.Find("label[for=evidence]").TextContent);
        Assert.Empty(picker.FindAll("li"));
    }

    [Fact]
    public void Files_are_added_one_after_the_other_and_listed()
    {
        var picker = Draw();

        Choose(picker, ("een.txt", "Dag"), ("twee.txt", "Goeiendag"));

        Assert.Equal([("een.txt", 3), ("twee.txt", 9)], added.Select(file => (file.Name, file.Length)));
        Assert.Equal(["clean een.txt", "clean twee.txt"], Names(picker));
        Assert.Equal("clean twee.txt is added.", picker.Find("[role=status]").TextContent);
        Assert.False(picker.Find("input").HasAttribute("disabled"));
    }

    [Fact]
    public void What_is_wrong_stands_at_the_field_and_ends_the_row()
    {
        var picker = Draw();
        problem = new FileKindUnknown();

        Choose(picker, ("x.gif", "GIF89a"), ("twee.txt", "Dag"));

        Assert.Single(added);
        Assert.StartsWith("x.gif: We take PDF", picker.Find("#evidence-error").TextContent.Trim());
        Assert.Equal(("true", "evidence-hint evidence-error"), (picker.Find("input").GetAttribute("aria-invalid"), picker.Find("input").GetAttribute("aria-describedby")));

        problem = null;
        Choose(picker, ("twee.txt", "Dag"));
        Assert.Empty(picker.FindAll("#evidence-error"));
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_even_sent()
    {
        var picker = Draw(megabytes: 1);

        picker.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(new byte[(1024 * 1024) + 1], "groot.pdf"));

        Assert.Empty(added);
        Assert.Contains("at most 1 MB", picker.Find("#evidence-error").TextContent);
    }

    [Fact]
    public void More_than_ten_are_refused_together()
    {
        var picker = Draw([.. Enumerable.Range(0, 9).Select(number => new PickedFile(Guid.NewGuid(), $"{number}.txt", 3)), new PickedFile(Guid.NewGuid(), "oud.txt", 3, IsGone: true)]);

        Choose(picker, ("een.txt", "Dag"), ("twee.txt", "Dag"));
        Assert.Empty(added);
        Assert.Contains("At most 10 files", picker.Find("#evidence-error").TextContent);

        Choose(picker, ("een.txt", "Dag"));
        Assert.Single(added);
    }

    [Fact]
    public void A_file_is_taken_away_by_a_button_that_names_it()
    {
        var (one, other) = (new PickedFile(Guid.NewGuid(), "een.pdf", 4_120_000), new PickedFile(Guid.NewGuid(), "twee.pdf", 310_400));
        var picker = Draw([one, other]);
        Assert.Contains("4.1\u00a0MB", picker.Find("li").TextContent);

        picker.FindAll("li button").Single(button => button.TextContent == "Remove een.pdf").Click();

        Assert.Equal([one.Id], removed);
        Assert.Equal(["twee.pdf"], Names(picker));
        Assert.Equal("een.pdf is removed.", picker.Find("[role=status]").TextContent);
    }

    [Fact]
    public void What_was_not_sent_in_time_says_so()
    {
        var picker = Draw([new PickedFile(Guid.NewGuid(), "een.pdf", 10, IsGone: true)]);
        Assert.Contains("Not sent within a day", picker.Find("li").TextContent);
    }

    [Fact]
    public async Task Somebody_who_leaves_stops_what_is_coming()
    {
        var stopped = false;
        var picker = Draw(add: async (_, _, _, ct) =>
        {
            await Task.Delay(Timeout.Infinite, ct).ContinueWith(_ => stopped = true, CancellationToken.None);
            throw new OperationCanceledException(ct);
        });
        // Choosing returns only when the file has come, or was stopped.
        var choosing = Task.Run(() => Choose(picker, ("een.txt", "Dag")));
        await picker.WaitForAssertionAsync(() => Assert.Contains("Adding een.txt: 0 %", picker.Markup));
        Assert.True(picker.Find("input").HasAttribute("disabled"));

        await picker.Find("button").ClickAsync(new());
        await choosing;

        Assert.Equal("een.txt was not added.", picker.Find("[role=status]").TextContent);
        Assert.True(stopped);
        Assert.Empty(picker.FindAll("progress"));
    }

    [Fact]
    public void Without_a_circuit_it_is_a_form_that_posts_one_file_and_leads_back()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("requests/new?draft=7&fault=file.too-large&sent=true");
        var picker = Draw([new PickedFile(new Guid("11111111-1111-1111-1111-111111111111"), "een.pdf", 10)], isInteractive: false);
        const string back = "?back=%2Frequests%2Fnew%3Fdraft%3D7%23evidence";

        var form = picker.Find("form[enctype='multipart/form-data']");
        Assert.Equal(("post", "requests/7/files" + back), (form.GetAttribute("method"), form.GetAttribute("action")));
        Assert.NotNull(form.QuerySelector("input[name=file][type=file]"));
        Assert.NotNull(form.QuerySelector("button[type=submit]"));
        Assert.Equal("requests/7/files/11111111-1111-1111-1111-111111111111/remove" + back, picker.Find("li form").GetAttribute("action"));
        Assert.Contains("at most 10 MB.", picker.Find("#evidence-error").TextContent);
    }

    [Theory]
    [InlineData("nl-BE", "afbeelding")]
    [InlineData("fr-BE", "image")]
    public void It_speaks_the_language_of_the_page(string culture, string word)
    {
        Speak(culture);
        Assert.Contains(word, Draw().Find(".hint").TextContent);
    }

    private static IEnumerable<string> Names(IRenderedComponent<FilePicker> picker) =>
        picker.FindAll("li > span").Select(span => span.FirstChild!.TextContent.Trim());

    private static void Choose(IRenderedComponent<FilePicker> picker, params (string Name, string Text)[] files) =>
        picker.FindComponent<InputFile>().UploadFiles([.. files.Select(file => InputFileContent.CreateFromText(file.Text, file.Name))]);

    private IRenderedComponent<FilePicker> Draw(
        IReadOnlyList<PickedFile>? files = null, int megabytes = 10, bool isInteractive = true,
        Func<Guid, string, Stream, CancellationToken, Task<Result<PickedFile>>>? add = null)
    {
        SetRendererInfo(new RendererInfo(isInteractive ? "Server" : "Static", isInteractive));
        JSInterop.Mode = JSRuntimeMode.Loose;
        return Render<FilePicker>(parameters => parameters
            .Add(picker => picker.Id, "evidence").Add(picker => picker.Label, "Something that shows it").Add(picker => picker.MostMegabytes, megabytes)
            .Add(picker => picker.Files, files ?? []).Add(picker => picker.Address, "requests/7/files")
            .Add(picker => picker.Add, add ?? AddAsync).Add(picker => picker.Remove, RemoveAsync));
    }

    private async Task<Result<PickedFile>> AddAsync(Guid id, string name, Stream content, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, ct);
        added.Add((id, name, (int)bytes.Length));
        return problem is null ? new PickedFile(id, "clean " + name, bytes.Length) : problem;
    }

    private Task<Result> RemoveAsync(Guid id)
    {
        removed.Add(id);
        return Task.FromResult(Result.Ok);
    }
}
