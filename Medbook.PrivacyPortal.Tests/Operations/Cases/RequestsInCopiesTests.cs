using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Operations.Reviews;
using Medbook.PrivacyPortal.Tests.Operations.Copies;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases;

/// <summary>A request is itself personal data: it is in the access copy, and what the team noted waits for a review (rule M4).</summary>
public abstract class RequestsInCopiesTests(Provider provider) : MadeCopyTests(provider)
{
    private const string Note = "Her colleague Else called about this.";

    [Fact]
    public async Task Requests_messages_and_files_are_in_the_access_copy_and_notes_wait()
    {
        await ArrangeAsync();

        var copy = await MadeAsync();

        var request = Assert.Single(await RowsAsync(copy, "requests"));
        Assert.Equal(("2026-0001", "My colleagues are named there."), (request.GetProperty("Number").GetString(), request.GetProperty("Words").GetString()));
        Assert.Contains("\"restrictMeanwhile\":true", request.GetProperty("Details").GetRawText().Replace("\\\"", "\"", StringComparison.Ordinal));
        Assert.Equal(
            [("Question", "Which tickets?", "Officer"), ("FromPerson", "All of 2025.", "Member")],
            (await RowsAsync(copy, "case-messages")).OrderBy(row => row.GetProperty("At").GetString())
                .Select(row => (row.GetProperty("Kind").GetString(), row.GetProperty("Text").GetString(), row.GetProperty("By").GetString())));
        var file = Assert.Single(await RowsAsync(copy, "case-attachments"));
        Assert.Equal(("tickets.pdf", 4711), (file.GetProperty("FileName").GetString(), file.GetProperty("Length").GetInt64()));
        var note = Assert.Single(await RowsAsync(copy, "case-notes"));
        Assert.Equal("Note", note.GetProperty("Kind").GetString());
        Assert.DoesNotContain(Note, await TextAsync(copy, "case-notes"));
        // The other one is a note of the clinic.
        Assert.Equal(2, await ReadAsync(db => db.Copies.Where(made => made.Id == copy).Select(made => made.WithheldTexts).SingleAsync()));
        Assert.DoesNotContain(Officer.Id, await TextAsync(copy, "case-messages"));
    }

    [Fact]
    public async Task An_officer_reads_the_notes_before_the_person_does_and_nothing_else()
    {
        await ArrangeAsync();
        await MadeAsync();

        var review = await ReadAsync(db => db.CopyReviews.SingleAsync());
        var view = (await Get<ReadReview>().RunAsync(TestActors.Officer(), review.Id, null, 1, None)).Value!;

        var texts = view.Records.SelectMany(record => record.Texts).Select(text => text.Text).ToList();
        Assert.Contains(Note, texts);
        Assert.DoesNotContain("My colleagues are named there.", texts);
        Assert.DoesNotContain("Which tickets?", texts);
    }

    private static Actor Officer { get; } = TestActors.Officer();

    private async Task ArrangeAsync()
    {
        var content = new DraftContent(RequestKind.Objection, new RequestScope { Activities = ["helpdesk"] }, "My colleagues are named there.")
        {
            Details = new() { RestrictMeanwhile = true },
        };
        var id = (await Get<StartRequest>().RunAsync(Ada, Guid.NewGuid(), content, "en-GB", None)).Value!.Id;
        Assert.True((await Get<SubmitRequest>().RunAsync(Ada, id, None)).IsOk);
        await using (var db = await OpenAsync())
        {
            var request = await db.Requests.SingleAsync(r => r.Id == id);
            db.CaseMessages.Add(request.Ask(Guid.NewGuid(), "Which tickets?", Officer, Now).Value!);
            db.CaseMessages.Add(request.Note(Guid.NewGuid(), Note, Officer, Now).Value!);
            var file = CaseAttachment.Begin(Guid.NewGuid(), id, AttachmentPurpose.Evidence, "tickets.pdf", Guid.NewGuid(), Ada, Now);
            file.Complete("application/pdf", 4711);
            file.Send(null, Now);
            db.CaseAttachments.Add(file);
            db.AuditEntries.Add(AuditEntry.Of(Officer, AuditAction.CaseViewed, Now, request.Subject, $"{id}"));
            await db.SaveChangesAsync();
        }
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await Get<ReplyToCase>().RunAsync(Ada, id, Guid.NewGuid(), "All of 2025.", None)).IsOk);
    }

    private async Task<IReadOnlyList<JsonElement>> RowsAsync(Guid copy, string dataset) =>
        [.. JsonDocument.Parse(await TextAsync(copy, dataset)).RootElement.EnumerateArray()];

    private async Task<string> TextAsync(Guid copy, string dataset)
    {
        await using var opened = (await Get<OpenCopy>().RunAsync(Ada, copy, None)).Value!;
        await using var zip = await ZipArchive.CreateAsync(opened.Content, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
        using var reader = new StreamReader(await zip.GetEntry($"data/portal/{dataset}.json")!.OpenAsync(), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    public sealed class OnSqlite() : RequestsInCopiesTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : RequestsInCopiesTests(Provider.PostgreSql);
}
