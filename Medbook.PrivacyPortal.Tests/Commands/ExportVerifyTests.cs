using System.Buffers.Text;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Medbook.PrivacyPortal.Tests.Commands;

/// <summary>A copy made by one portal is checked elsewhere: by the same binary, without that portal's settings and database.</summary>
public sealed class ExportVerifyTests : IDisposable
{
    private readonly CommandLine portal = new();
    private readonly CommandLine elsewhere = CommandLine.WithoutSettings();

    private string Copy => Path.Combine(portal.Folder, "copy.zip");

    private string Keys => Path.Combine(elsewhere.Folder, "keys.json");

    public void Dispose()
    {
        portal.Dispose();
        elsewhere.Dispose();
    }

    [Fact]
    public async Task Without_keys_the_origin_is_not_checked_and_that_is_no_success()
    {
        await MakeAsync();
        var verified = await elsewhere.RunAsync("export", "verify", Copy);

        Assert.Equal((1, ""), (verified.ExitCode, verified.Error));
        Assert.Equal(["Every file is as the manifest says.", "Integrity only, origin not checked: name the portal's public keys with --keys."], Lines(verified));
    }

    [Fact]
    public async Task With_the_keys_from_a_file_the_copy_is_the_portals_also_after_a_rotation()
    {
        await MakeAsync();
        Assert.Equal(["Every file is as the manifest says.", $"Signed with key {Kid()}."], Lines(await VerifyAsync(0)));

        Assert.Equal(0, (await portal.RunAsync("keys", "rotate-signing")).ExitCode);
        await PublishAsync();
        Assert.StartsWith($"Signed with key {Kid()}, which the portal used until ", Lines(await VerifyAsync(0))[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_keys_from_an_address_too_and_only_over_http()
    {
        await MakeAsync();
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
        await MakeAsync();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Publish(other, kid: null);
        Assert.Equal($"manifest.sig was made with key {Kid()}, which is not among the keys given.", Lines(await VerifyAsync(1))[0]);

        Publish(other, Kid());
        Assert.Equal("manifest.sig does not fit manifest.json: one of them was changed.", Lines(await VerifyAsync(1))[0]);
    }

    [Fact]
    public async Task A_manifest_that_was_changed_with_its_files_is_found_by_its_signature()
    {
        await MakeAsync();
        Change("manifest.json", text => text.Replace("\"kind\": \"access\"", "\"kind\": \"portability\"", StringComparison.Ordinal));

        Assert.Equal("manifest.sig does not fit manifest.json: one of them was changed.", Lines(await VerifyAsync(1))[0]);
    }

    [Fact]
    public async Task A_file_that_was_changed_is_named_and_so_is_a_signature_that_is_missing_or_none()
    {
        await MakeAsync();
        Change("manifest.sig", _ => "no signature at all");
        Assert.Equal("manifest.sig is no signature of a portal.", Lines(await VerifyAsync(1))[0]);

        Change("manifest.sig", _ => null);
        Change("index.html", text => text + " ");
        Assert.Equal(["manifest.sig is missing: nobody signed this copy.", "index.html has other bytes than the manifest says."], Lines(await VerifyAsync(1)));
    }

    private async Task MakeAsync()
    {
        var clinic = Path.Combine(portal.Folder, "clinic.db");
        portal.With("ConnectionStrings__clinic", $"Data Source={clinic}").WriteMap(
            """
            { "sources": { "clinic": {
                "provider": "sqlite",
                "identities": { "members": { "key": "id", "addresses": "email", "where": { "confirmed": 1 } } },
                "datasets": { "members": {
                  "label": "Your account | Uw account | Votre compte", "key": "id", "person": "id",
                  "category": "identity", "activities": ["account"], "origin": "provided", "retention": "until-asked",
                  "fields": { "id": { "type": "integer", "label": "Number | Nummer | Numéro" }, "email": "E-mail" },
                  "excluded": { "confirmed": "Says only whether a mail was answered." } } } } } }
            """);
        await using (var connection = new SqliteConnection($"Data Source={clinic};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE members (id INTEGER PRIMARY KEY, email TEXT NOT NULL, confirmed INTEGER NOT NULL); INSERT INTO members VALUES (1, 'ada@example.org', 1);";
            await command.ExecuteNonQueryAsync();
        }
        Assert.Equal(0, (await portal.RunAsync("migrate")).ExitCode);
        Assert.Equal(0, (await portal.RunAsync("vault", "init")).ExitCode);
        var made = await portal.RunAsync("export", "--subject", "ada@example.org", "--out", Copy);
        Assert.True(made.ExitCode == 0, made.Error);
        await PublishAsync();
    }

    private async Task PublishAsync()
    {
        var published = await portal.RunAsync("keys", "show");
        Assert.Equal(0, published.ExitCode);
        await File.WriteAllTextAsync(Keys, published.Output);
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
