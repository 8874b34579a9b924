using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Cases.HandOver;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using PortalVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases.HandOver;

public abstract class HandOverCaseTests(Provider provider) : CaseTests(provider)
{
    private Actor person = null!;
    private Guid complaint;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Assert.True((await Get<InitVault>().RunAsync(Actor.Portal, None)).IsOk);
        person = await AddPersonAsync();
        complaint = (await SubmitAsync(person, RequestKind.Complaint, "Nobody answers <b>me</b>.")).Request;
    }

    [Fact]
    public async Task The_pack_holds_the_case_and_every_hash_stands_in_a_manifest_that_the_portal_signed()
    {
        await ChangeAsync(complaint, (db, request) =>
        {
            db.Add(request.Ask(Guid.NewGuid(), "Which year?", Officer, Now).Value!);
            db.Add(request.Note(Guid.NewGuid(), "Sounds angry.", Officer, Now).Value!);
            db.Add(request.Reply(Guid.NewGuid(), "2021.", keepsWaiting: false, person, Now).Value!);
        });
        await AttachAsync("scan.txt", "what I was sent");

        var files = await PackAsync(complaint);

        Assert.Equal(
            ["audit.json", "files/01-scan.txt", "identity.json", "messages.json", "request.json", "timeline.json"],
            files.Keys.Where(path => path.StartsWith("case-2026-0001/", StringComparison.Ordinal)).Select(path => path["case-2026-0001/".Length..]).Order());
        Assert.Equal("what I was sent", Encoding.UTF8.GetString(files["case-2026-0001/files/01-scan.txt"]));
        var messages = Encoding.UTF8.GetString(files["case-2026-0001/messages.json"]);
        Assert.Contains("Which year?", messages);
        Assert.DoesNotContain("Sounds angry.", messages);
        Assert.Contains("Nobody answers &lt;b&gt;me&lt;/b&gt;.", Encoding.UTF8.GetString(files["index.html"]));

        using var manifest = JsonDocument.Parse(files["manifest.json"]);
        foreach (var file in manifest.RootElement.GetProperty("files").EnumerateArray())
        {
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(files[file.GetProperty("path").GetString()!])), file.GetProperty("sha256").GetString());
        }
        Assert.Equal(files.Keys.Except(["manifest.json", "manifest.sig"]).Order(), manifest.RootElement.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("path").GetString()).Order());
        var keys = await Services.GetRequiredService<SigningKeys>().PublishedAsync(None);
        Assert.Equal(SignatureState.Good, DetachedJws.Check(Encoding.ASCII.GetString(files["manifest.sig"]), files["manifest.json"], keys).State);
    }

    [Fact]
    public async Task A_complaint_about_an_earlier_request_brings_that_request_with_its_letter()
    {
        var earlier = (await SubmitAsync(person)).Request;
        Assert.True((await GrantAsync(earlier, "We deleted the tickets.")).IsOk);
        var about = await ComplainAboutAsync(earlier);

        var files = await PackAsync(about);

        Assert.Contains("We deleted the tickets.", Encoding.UTF8.GetString(files["case-2026-0002/letter.txt"]));
        Assert.Contains("\"request-granted\"", Encoding.UTF8.GetString(files["case-2026-0002/audit.json"]));
    }

    [Fact]
    public async Task A_request_of_somebody_else_is_not_in_the_pack_even_where_the_complaint_names_it()
    {
        var foreign = (await SubmitAsync(await AddPersonAsync("other@example.org"))).Request;
        var about = await ComplainAboutAsync(foreign);

        Assert.DoesNotContain((await PackAsync(about)).Keys, path => path.StartsWith("case-2026-0002/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task That_a_pack_was_made_stands_in_the_timeline_and_in_the_audit_before_its_first_byte()
    {
        var made = await Get<HandOverCase>().RunAsync(Officer, complaint, None);
        made.Value!.Dispose();

        Assert.Equal(RequestEventKind.HandedOver, (await StoredAsync(complaint)).Events[^1].Kind);
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.CaseHandedOver && e.Reference == complaint.ToString())));
    }

    [Fact]
    public async Task Only_an_officer_makes_it_and_a_draft_has_none()
    {
        foreach (var nobody in new[] { person, TestActors.Auditor(), TestActors.Administrator(), Actor.Visitor })
        {
            Assert.IsType<NotPermitted>((await Get<HandOverCase>().RunAsync(nobody, complaint, None)).Problem);
        }
        Assert.IsType<NotFound>((await Get<HandOverCase>().RunAsync(Officer, await StartAsync(person), None)).Problem);
        Assert.IsType<NotFound>((await Get<HandOverCase>().RunAsync(Officer, Guid.NewGuid(), None)).Problem);
    }

    private async Task<Dictionary<string, byte[]>> PackAsync(Guid request)
    {
        using var pack = (await Get<HandOverCase>().RunAsync(Officer, request, None)).Value!;
        using var bytes = new MemoryStream();
        await pack.WriteAsync(bytes, None);
        using var zip = new ZipArchive(bytes, ZipArchiveMode.Read);
        var files = new Dictionary<string, byte[]>();
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            await using var stream = await entry.OpenAsync();
            await stream.CopyToAsync(content);
            files.Add(entry.FullName, content.ToArray());
        }
        return files;
    }

    private async Task<Guid> ComplainAboutAsync(Guid earlier)
    {
        var id = await StartAsync(person, RequestKind.Complaint, "It was not done.");
        await ChangeAsync(id, (_, request) =>
            Assert.True(request.Write(RequestKind.Complaint, RequestScope.Everything, new RequestDetails { EarlierRequest = earlier }, "It was not done.", Now).IsOk));
        Assert.True((await Get<SubmitRequest>().RunAsync(person, id, None)).IsOk);
        return id;
    }

    private async Task AttachAsync(string name, string content)
    {
        await using var db = await OpenAsync();
        var vault = Services.GetRequiredService<PortalVault>();
        var file = await vault.NewFileAsync(person.Subject!.Value.Value, None);
        var attachment = CaseAttachment.Begin(Guid.NewGuid(), complaint, AttachmentPurpose.Message, name, file.Id, person, Now);
        db.AddRange(file, attachment);
        await db.SaveChangesAsync();
        await using var writer = await vault.OpenWriteAsync(file, None);
        await writer.WriteAsync(Encoding.UTF8.GetBytes(content));
        file.Complete(await writer.CompleteAsync(None));
        attachment.Complete("text/plain", content.Length);
        attachment.Send(null, Now);
        await db.SaveChangesAsync();
    }

    private async Task ChangeAsync(Guid id, Action<PortalDb, RightsRequest> change)
    {
        await using var db = await OpenAsync();
        change(db, await db.Requests.Include(r => r.Events).SingleAsync(r => r.Id == id));
        db.AuditEntries.Add(AuditEntry.Of(Officer, AuditAction.CaseViewed, Now));
        await db.SaveChangesAsync();
    }

    public sealed class OnSqlite() : HandOverCaseTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : HandOverCaseTests(Provider.PostgreSql);
}
