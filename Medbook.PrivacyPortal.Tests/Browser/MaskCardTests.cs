using System.Text;
using Medbook.PrivacyPortal.Features.Requests.Identity;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A picture of a card is covered, cropped and made anew in the browser; only that leaves it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class MaskCardTests(BrowserFixture browser)
{
    private const string To = "/requests/1/identity/picture";

    private readonly List<byte[]> posted = [];
    private Func<IRoute, Task> answer = route => route.FulfillAsync(new() { Status = 204 });

    [Fact]
    public Task What_the_camera_wrote_beside_the_picture_does_not_leave_the_browser() => VisitAsync(async page =>
    {
        var file = await OpenAsync(page);
        Assert.Contains(CardPicture.Secret, Encoding.Latin1.GetString(file.Buffer), StringComparison.Ordinal);
        Assert.Contains((byte)0xE1, CardPicture.Segments(file.Buffer));

        await SendAsync(page);

        var sent = Assert.Single(posted);
        Assert.DoesNotContain((byte)0xE1, CardPicture.Segments(sent));
        Assert.DoesNotContain(CardPicture.Secret, Encoding.Latin1.GetString(sent), StringComparison.Ordinal);
    });

    [Fact]
    public Task What_is_covered_is_black_in_what_is_sent_and_what_lies_outside_the_frame_is_not_there() => VisitAsync(async page =>
    {
        await OpenAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Frame" }).FocusAsync();
        // The frame begins at 2 hundredths and is 96 wide and high; the card goes from 10 to 90.
        for (var i = 0; i < 20; i++) await page.Keyboard.PressAsync("Shift+ArrowLeft");
        for (var i = 0; i < 20; i++) await page.Keyboard.PressAsync("Shift+ArrowUp");
        for (var i = 0; i < 9; i++) await page.Keyboard.PressAsync("ArrowRight");
        for (var i = 0; i < 9; i++) await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(Said(page)).ToHaveTextAsync("Frame: 11 % from the left, 11 % from the top, 76 % wide, 76 % high");
        await SendAsync(page);

        // The photo was covered from 6.8 to 32.7 across and 30.8 to 80.7 down, the date of birth from 36.6 to 80.7 and 49.5 to 60.1.
        double[][] covered = [[12, 31.5], [32, 31.5], [12, 80], [32, 80], [20, 55], [37.2, 50.2], [80, 50.2], [37.2, 59.5], [80, 59.5]];
        double[][] open = [[11.2, 11.2], [86.8, 11.2], [11.2, 86.8], [86.8, 70], [34.5, 55], [20, 29.5], [20, 82], [60, 48.5]];
        var (width, height, colours) = await CardPicture.LookAsync(page, posted.Single(), [.. covered.Concat(open).Select(InFrame)]);
        Assert.Equal((760, 456), (width, height));
        Assert.All(colours.Take(covered.Length), colour => Assert.True(CardPicture.IsBlack(colour), string.Join(',', colour)));
        Assert.All(colours.Skip(covered.Length), colour => Assert.True(CardPicture.IsCard(colour), string.Join(',', colour)));

        static double[] InFrame(double[] place) => [(place[0] - 11) / .76, (place[1] - 11) / .76];
    });

    [Fact]
    public Task The_keyboard_alone_covers_and_sends() => VisitAsync(async page =>
    {
        await OpenAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Cover what we do not need" })).ToBeFocusedAsync();
        await TabToAsync(page, "Cover 1, photo");
        for (var i = 0; i < 4; i++) await page.Keyboard.PressAsync("Delete");
        // The last cover is gone: the focus is on what is left, the frame, which stays.
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Frame" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(Said(page)).ToHaveTextAsync("The frame stays. Only covers can be removed.");

        await TabToAsync(page, "Send this picture");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Alert(page)).ToContainTextAsync("Nothing is covered yet.");
        Assert.Empty(posted);

        await TabToAsync(page, "Add a cover", "Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Cover 5" })).ToBeFocusedAsync();
        for (var i = 0; i < 10; i++) await page.Keyboard.PressAsync("ArrowLeft");
        for (var i = 0; i < 6; i++) await page.Keyboard.PressAsync("Shift+ArrowDown");
        await Assertions.Expect(Said(page)).ToHaveTextAsync("Cover 5: 30 % from the left, 43 % from the top, 19 % wide, 19 % high");
        await TabToAsync(page, "Send this picture");
        await page.Keyboard.PressAsync("Enter");
        await page.ArrivesAsync("**/sent");

        var (_, _, colours) = await CardPicture.LookAsync(page, posted.Single(), [(40 - 2) / .96, (53 - 2) / .96], [60, 53], [40, 30]);
        Assert.True(CardPicture.IsBlack(colours[0]));
        Assert.True(CardPicture.IsCard(colours[1]));
        Assert.True(CardPicture.IsCard(colours[2]));
    });

    [Fact]
    public Task Buttons_do_what_a_mouse_does() => VisitAsync(async page =>
    {
        await OpenAsync(page);
        await page.GetByRole(AriaRole.Radio, new() { Name = "Cover 4, signature" }).CheckAsync(new() { Force = true });
        await page.GetByRole(AriaRole.Button, new() { Name = "Move left" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Higher" }).ClickAsync();
        await Assertions.Expect(Said(page)).ToHaveTextAsync("Cover 4, signature: 56 % from the left, 79 % from the top, 35 % wide, 14 % high");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove this one" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Cover 4, signature" })).ToHaveCountAsync(0);

        // Turned by a quarter, what was at the left is above: the photo's cover stays on the photo.
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn the picture" }).ClickAsync();
        await SendAsync(page);
        var (width, height, colours) = await CardPicture.LookAsync(page, posted.Single(), [50, 8], [90, 50]);
        Assert.True(height > width);
        Assert.True(CardPicture.IsBlack(colours[0]));
        Assert.True(CardPicture.IsCard(colours[1]));
    });

    [Fact]
    public Task A_mouse_moves_a_cover_pulls_its_corner_and_draws_a_new_one() => VisitAsync(async page =>
    {
        await OpenAsync(page);
        var shot = (await page.GetByRole(AriaRole.Group, new() { Name = "Your picture" }).BoundingBoxAsync())!;
        await DragAsync(At(20, 50), At(25, 45));
        await Assertions.Expect(Said(page)).ToContainTextAsync("Cover 1, photo: 12 % from the left, 26 % from the top, 26 % wide, 50 % high");
        await DragAsync(At(37.7, 75.7), At(32.7, 65.7));
        await Assertions.Expect(Said(page)).ToContainTextAsync("21 % wide, 40 % high");
        await DragAsync(At(80, 20), At(60, 10));
        await Assertions.Expect(Said(page)).ToContainTextAsync("Cover 5: 60 % from the left, 10 % from the top, 20 % wide, 10 % high");
        await DragAsync(At(3, 3), At(9, 13));
        await Assertions.Expect(Said(page)).ToContainTextAsync("Frame: 8 % from the left, 12 % from the top, 90 % wide, 86 % high");

        (float X, float Y) At(double x, double y) => ((float)(shot.X + (shot.Width * x / 100)), (float)(shot.Y + (shot.Height * y / 100)));

        async Task DragAsync((float X, float Y) from, (float X, float Y) to)
        {
            await page.Mouse.MoveAsync(from.X, from.Y);
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(to.X, to.Y, new() { Steps = 4 });
            await page.Mouse.UpAsync();
        }
    });

    [Fact]
    public Task A_finger_moves_a_cover() => VisitAsync(async page =>
    {
        await OpenAsync(page);
        var cover = page.GetByRole(AriaRole.Button, new() { Name = "Cover 1, photo" });
        await cover.ScrollIntoViewIfNeededAsync();
        var box = (await cover.BoundingBoxAsync())!;
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await TouchAsync("touchStart", 0);
        await TouchAsync("touchMove", 20);
        await TouchAsync("touchMove", 40);
        await devtools.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });

        await Assertions.Expect(Said(page)).ToContainTextAsync("Cover 1, photo:");
        Assert.InRange((await cover.BoundingBoxAsync())!.X - box.X, 39, 41);

        Task TouchAsync(string type, int by) => devtools.SendAsync("Input.dispatchTouchEvent", new()
        {
            ["type"] = type, ["touchPoints"] = new[] { new { x = box.X + (box.Width / 2) + by, y = box.Y + (box.Height / 2) } },
        });
    });

    [Fact]
    public Task A_large_picture_is_made_smaller_and_stands_upright() => VisitAsync(async page =>
    {
        await OpenAsync(page, width: 3000, height: 1500, orientation: 6);
        await SendAsync(page);

        // Turned upright it is 1500 by 3000, then 1000 by 2000, of which the frame keeps 96 hundredths.
        var (width, height, _) = await CardPicture.LookAsync(page, posted.Single());
        Assert.Equal((960, 1920), (width, height));
    });

    [Fact]
    public Task A_file_that_is_no_picture_is_said_to_be_none() => VisitAsync(async page =>
    {
        await File(page).SetInputFilesAsync(new FilePayload { Name = "card.jpg", MimeType = "image/jpeg", Buffer = "Just words."u8.ToArray() });

        await AssertNotOpenedAsync(page, "no picture that this browser can open");
    });

    [Fact]
    public async Task A_file_that_is_too_large_is_not_opened()
    {
        var folder = TestFolders.Create("large");
        var path = Path.Combine(folder, "card.jpg");
        await using (var file = System.IO.File.Create(path)) file.SetLength((30 * 1024 * 1024) + 1);
        await VisitAsync(async page =>
        {
            await File(page).SetInputFilesAsync(path);
            await AssertNotOpenedAsync(page, "This file is too large.");
        });
        TestFolders.Delete(folder);
    }

    [Fact]
    public Task What_the_portal_refuses_is_shown_in_its_own_sentence_and_the_picture_stays() => VisitAsync(async page =>
    {
        answer = route => route.FulfillAsync(new() { Status = 409, ContentType = "text/plain; charset=utf-8", Body = "This question was answered already." });
        await OpenAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send this picture" }).ClickAsync();

        await Assertions.Expect(Alert(page)).ToHaveTextAsync("This question was answered already.");
        answer = route => route.FulfillAsync(new() { Status = 204 });
        await SendAsync(page);
        Assert.Equal(2, posted.Count);
    }, new Visit { ExpectedError = "status of 409" });

    [Fact]
    public Task A_lost_connection_loses_nothing() => VisitAsync(async page =>
    {
        answer = route => route.AbortAsync();
        await OpenAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send this picture" }).ClickAsync();

        await Assertions.Expect(Alert(page)).ToContainTextAsync("The picture is still here");
        answer = route => route.FulfillAsync(new() { Status = 204 });
        await SendAsync(page);
        Assert.Equal(posted[0], posted[1]);
    }, new Visit { ExpectedError = "net::ERR_FAILED" });

    [Theory]
    [InlineData("delete HTMLCanvasElement.prototype.toBlob;")]
    [InlineData("HTMLCanvasElement.prototype.getContext = () => null;")]
    // A browser that hides who it is gives noise.
    [InlineData("CanvasRenderingContext2D.prototype.getImageData = (x, y, w, h) => new ImageData(w, h);")]
    public Task A_browser_that_cannot_paint_is_offered_another_proof(string without) => VisitAsync(async page =>
    {
        await page.AddInitScriptAsync(without);
        await page.ReloadAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Give another proof" })).ToBeVisibleAsync();
        await Assertions.Expect(File(page)).ToBeHiddenAsync();
    });

    [Fact]
    public async Task Without_script_another_proof_is_offered_and_no_file_can_be_chosen()
    {
        await using var context = await browser.Browser.NewContextAsync(new() { BaseURL = browser.App.Address.ToString(), JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await ServeAsync(page);

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Give another proof" })).ToBeVisibleAsync();
        await Assertions.Expect(File(page)).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task The_tool_has_no_barrier_and_fits_a_phone(bool dark) => VisitAsync(async page =>
    {
        await OpenAsync(page);
        await Accessibility.AssertNoViolationAsync(page, dark ? "dark" : "light");
        foreach (var width in (int[])[320, 360, 1280]) await Accessibility.AssertFitsAsync(page, width);
    }, new Visit { Dark = dark });

    private static ILocator File(IPage page) => page.GetByLabel("Picture on this device");

    private static ILocator Alert(IPage page) => page.GetByRole(AriaRole.Alert).Filter(new() { Visible = true });

    private static ILocator Said(IPage page) => page.Locator("[data-part=said]");

    private static async Task AssertNotOpenedAsync(IPage page, string why)
    {
        await Assertions.Expect(Alert(page)).ToContainTextAsync(why);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send this picture" })).ToBeHiddenAsync();
    }

    private Task VisitAsync(Func<IPage, Task> test, Visit? visit = null, [System.Runtime.CompilerServices.CallerMemberName] string name = "") =>
        browser.VisitAsync(async page =>
        {
            await ServeAsync(page);
            await test(page);
        }, visit, name);

    // The component on a page that the portal's own headers guard.
    private async Task ServeAsync(IPage page)
    {
        await using var scope = browser.App.Services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<ILoggerFactory>());
        var drawn = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<MaskCard>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(MaskCard.To)] = To, [nameof(MaskCard.Done)] = "/sent", [nameof(MaskCard.OtherWay)] = "/other",
        }))).ToHtmlString());
        var policy = (await page.APIRequest.GetAsync("/policy")).Headers["content-security-policy"];
        await page.RouteAsync("**/mask", route => route.FulfillAsync(new()
        {
            ContentType = "text/html; charset=utf-8",
            Headers = new Dictionary<string, string> { ["Content-Security-Policy"] = policy },
            Body = $"""
                <!DOCTYPE html><html lang="en"><head><base href="/"><title>Mask</title><meta name="viewport" content="width=device-width, initial-scale=1">
                <link rel="stylesheet" href="css/tokens.css"><link rel="stylesheet" href="css/site.css"><script type="module" src="js/mask-card.js"></script></head>
                <body><main class="open-page"><h1>Show us that it is you</h1>
                {drawn.Replace("</mask-card>", "<input type=\"hidden\" name=\"__RequestVerificationToken\" value=\"token\"></mask-card>", StringComparison.Ordinal)}
                </main></body></html>
                """,
        }));
        await page.RouteAsync("**/sent", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<h1>Sent</h1>" }));
        await page.RouteAsync($"**{To}", async route =>
        {
            Assert.Equal("POST", route.Request.Method);
            Assert.Equal("image/jpeg", route.Request.Headers["content-type"]);
            Assert.Equal("token", route.Request.Headers["requestverificationtoken"]);
            posted.Add(route.Request.PostDataBuffer!);
            await answer(route);
        });
        await page.GotoAsync("/mask");
    }

    private static async Task<FilePayload> OpenAsync(IPage page, int width = 1000, int height = 600, ushort orientation = 1)
    {
        var file = await CardPicture.TakeAsync(page, width, height, orientation);
        await File(page).SetInputFilesAsync(file);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send this picture" })).ToBeVisibleAsync();
        return file;
    }

    private static async Task SendAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Send this picture" }).ClickAsync();
        await page.ArrivesAsync("**/sent");
    }

    private static async Task TabToAsync(IPage page, string name, string key = "Tab")
    {
        var target = page.GetByRole(AriaRole.Button, new() { Name = name });
        for (var i = 0; i < 40; i++)
        {
            await page.Keyboard.PressAsync(key);
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement")) return;
        }
        Assert.Fail($"No way with {key} to {name}.");
    }
}
