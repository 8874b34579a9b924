using System.Buffers.Text;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Commands;

/// <summary>A copy made by one portal is checked elsewhere: by the same binary, without that portal's settings and database.</summary>
public sealed class ExportVerifyTests : IClassFixture<SignedCopy>, IDisposable
{
    private readonly CommandLine elsewhere = CommandLine.WithoutSettings();
    private readonly SignedCopy signed;

    public ExportVerifyTests(SignedCopy signed)
    {
        this.signed = signed;
        File.Copy(signed.Copy, Copy);
        File.WriteAllText(Keys, signed.Keys);
    }

    private string Copy => Path.Combine(elsewhere.Folder, "copy.zip");

    private string Keys => Path.Combine(elsewhere.Folder, "keys.json");

    public void Dispose() => elsewhere.Dispose();

    [Fact]
    public async Task Without_keys_the_origin_is_not_checked_and_that_is_no_success()
    {
        var verified = await elsewhere.RunAsync("export", "verify", Copy);

        Assert.Equal((1, ""), (verified.ExitCode, verified.Error));
        Assert.Equal(["Every file is as the manifest says.", "Integrity only, origin not checked: name the portal's public keys with --keys."], Lines(verified));
    }

    [Fact]
    public async Task With_the_keys_from_a_file_the_copy_is_the_portals_also_after_a_rotation()
    {
        Assert.Equal(["Every file is as the manifest says.", $"Signed with key {Kid()}."], Lines(await VerifyAsync(0)));

        await File.WriteAllTextAsync(Keys, await signed.RotateAsync());
        Assert.StartsWith($"Signed with key {Kid()}, which the portal used until ", Lines(await VerifyAsync(0))[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_keys_from_an_address_too_and_only_over_http()
    {
        await using var site = await KeySite.StartAsync(File.ReadAllBytes(Keys));
        Assert.Equal(0, (await elsewhere.RunAsync("export", "verify", Copy, "--keys", $"{site.Address}/.well-known/copy-keys.json")).ExitCode);

        await AssertRefusedAsync($"{site.Address}/nothing", "404");
        await AssertRefusedAsync($"{site.Address}/large", "cannot be read");
        await AssertRefusedAsync($"{site.Address}/page", "holds no public keys");
        await AssertRefusedAsync("ftp://example.org/keys.json", "no http or https address");
        await AssertRefusedAsync("file:///etc/hostname", "no http or https address");
        await AssertRefusedAsync(Path.Combine(elsewhere.Folder, "not-there.json"), "cannot be read");
    }

    [Fact]
    public async Task With_the_keys_of_another_portal_it_is_nobodys()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Publish(other, kid: null);
        Assert.Equal($"manifest.sig was made with key {Kid()}, which is not among the keys given.", Lines(await VerifyAsync(1))[0]);

        Publish(other, Kid());
        Assert.Equal("manifest.sig does not fit manifest.json: one of them was changed.", Lines(await VerifyAsync(1))[0]);
    }

    [Fact]
    public async Task A_manifest_that_was_changed_with_its_files_is_found_by_its_signature()
    {
        Change("manifest.json", text => text.Replace("\"kind\": \"access\"", "\"kind\": \"portability\"", StringComparison.Ordinal));

        Assert.Equal("manifest.sig does not fit manifest.json: one of them was changed.", Lines(await VerifyAsync(1))[0]);
    }

    [Fact]
    public async Task A_file_that_was_changed_is_named_and_so_is_a_signature_that_is_missing_or_none()
    {
        Change("manifest.sig", _ => "no signature at all");
        Assert.Equal("manifest.sig is no signature of a portal.", Lines(await VerifyAsync(1))[0]);

        Change("manifest.sig", _ => null);
        Change("index.html", text => text + " ");
        Assert.Equal(["manifest.sig is missing: nobody signed this copy.", "index.html has other bytes than the manifest says."], Lines(await VerifyAsync(1)));
    }

    private void Publish(ECDsa key, string? kid)
    {
        var point = key.ExportParameters(false).Q;
        var bare = new JsonWebKey("EC", "P-256", Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        File.WriteAllBytes(Keys, new JsonWebKeySet([bare with { Kid = kid ?? bare.Thumbprint() }]).ToJson());
    }

    private async Task<CommandResult> VerifyAsync(int exitCode)
    {
        var verified = await elsewhere.RunAsync("export", "verify", Copy, "--keys", Keys);
        Assert.True(verified.ExitCode == exitCode, $"{verified.ExitCode}: {verified.Output}{verified.Error}");
        return verified;
    }

    private async Task AssertRefusedAsync(string keys, string why)
    {
        var refused = await elsewhere.RunAsync("export", "verify", Copy, "--keys", keys);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(why, refused.Error, StringComparison.Ordinal);
    }

    private string? Kid()
    {
        using var zip = ZipFile.OpenRead(Copy);
        using var reader = new StreamReader(zip.GetEntry("manifest.sig")!.Open());
        return DetachedJws.KidOf(reader.ReadToEnd());
    }

    private void Change(string path, Func<string, string?> change)
    {
        using var zip = ZipFile.Open(Copy, ZipArchiveMode.Update);
        var entry = zip.GetEntry(path)!;
        string text;
        using (var reader = new StreamReader(entry.Open())) text = reader.ReadToEnd();
        entry.Delete();
        if (change(text) is not { } changed) return;
        using var writer = new StreamWriter(zip.CreateEntry(path).Open(), new UTF8Encoding(false));
        writer.Write(changed);
    }

    private static string[] Lines(CommandResult result) => result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Publishes keys, and things that are none.</summary>
    private sealed class KeySite : IAsyncDisposable
    {
        private readonly WebApplication site;

        private KeySite(WebApplication site) => this.site = site;

        public string Address => site.Urls.First();

        public static async Task<KeySite> StartAsync(byte[] keys)
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            builder.Services.AddRoutingCore();
            var site = builder.Build();
            site.MapGet("/.well-known/copy-keys.json", () => Results.Bytes(keys, "application/json"));
            site.MapGet("/large", () => Results.Bytes(new byte[2 * 1024 * 1024]));
            site.MapGet("/page", () => Results.Text("<html></html>", "text/html"));
            await site.StartAsync();
            return new KeySite(site);
        }

        public ValueTask DisposeAsync() => site.DisposeAsync();
    }
}
