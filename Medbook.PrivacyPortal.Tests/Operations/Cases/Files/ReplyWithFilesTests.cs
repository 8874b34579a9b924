using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases.Files;

/// <summary>What lies on a person's desk goes with the message they send.</summary>
public abstract class ReplyWithFilesTests(Provider provider) : FileTests(provider)
{
    [Fact]
    public async Task Files_on_the_desk_go_with_the_message_and_the_desk_is_empty()
    {
        var person = await AddPersonAsync();
        var (id, message) = ((await SubmitAsync(person)).Request, Guid.NewGuid());
        var (one, other) = (await AttachAsync(person, id), await AttachAsync(person, id));

        Assert.Null((await ReplyAsync(person, id, message)).Problem);

        var mine = await MineAsync(person, id);
        Assert.Equal(new[] { one.Id, other.Id }.Order(), mine.FilesOf(Assert.Single(mine.Messages)).Select(file => file.Id).Order());
        Assert.Equal((Now, (Guid?)message), ((await RowAsync(one.Id))!.SentAt, (await RowAsync(one.Id))!.MessageId));
        Assert.Empty(mine.Desk);
        Assert.Empty(mine.Evidence);
    }

    [Fact]
    public async Task The_files_of_somebody_without_an_account_go_with_their_message()
    {
        var person = await AddPersonAsync();
        var guest = Actor.GuestOf(person.Subject!.Value, "session");
        var (id, message) = ((await SubmitAsync(guest)).Request, Guid.NewGuid());
        var file = await AttachAsync(guest, id);

        Assert.Null((await ReplyAsync(guest, id, message)).Problem);

        var row = await RowAsync(file.Id);
        Assert.Equal((Role.Guest, (Guid?)message), (row!.By, row.MessageId));
    }

    [Fact]
    public async Task A_message_that_is_not_taken_leaves_its_files_on_the_desk()
    {
        var person = await AddPersonAsync();
        var id = (await SubmitAsync(person)).Request;
        var file = await AttachAsync(person, id);

        Assert.IsType<MessageEmpty>((await ReplyAsync(person, id, Guid.NewGuid(), " ")).Problem);

        Assert.Null((await RowAsync(file.Id))!.SentAt);
        Assert.Equal([file.Id], (await MineAsync(person, id)).Desk.Select(one => one.Id));
    }

    [Fact]
    public async Task A_message_that_is_sent_again_takes_no_later_file_along()
    {
        var person = await AddPersonAsync();
        var (id, message) = ((await SubmitAsync(person)).Request, Guid.NewGuid());
        Assert.Null((await ReplyAsync(person, id, message)).Problem);
        var later = await AttachAsync(person, id);

        Assert.Null((await ReplyAsync(person, id, message)).Problem);

        Assert.Null((await RowAsync(later.Id))!.SentAt);
    }

    [Fact]
    public async Task Of_two_messages_at_the_same_moment_one_takes_the_file_and_both_arrive()
    {
        var person = await AddPersonAsync();
        var id = (await SubmitAsync(person)).Request;
        var file = await AttachAsync(person, id);
        var replies = Enumerable.Range(0, 3).Select(_ => (Operation: Get<ReplyToCase>(), Message: Guid.NewGuid())).ToArray();

        var sent = await Task.WhenAll(replies.Select(reply => Task.Run(() => reply.Operation.RunAsync(person, id, reply.Message, "Here it is.", None))));

        Assert.All(sent, result => Assert.Null(result.Problem));
        Assert.Equal(3, await ReadAsync(db => db.CaseMessages.CountAsync()));
        Assert.Contains((await RowAsync(file.Id))!.MessageId!.Value, replies.Select(reply => reply.Message));
    }

    [Fact]
    public async Task What_an_officer_has_on_their_desk_stays_there()
    {
        var person = await AddPersonAsync();
        var id = (await SubmitAsync(person)).Request;
        var theirs = await AttachToCaseAsync(Officer, id);

        Assert.Null((await ReplyAsync(person, id, Guid.NewGuid())).Problem);

        Assert.Null((await RowAsync(theirs.Id))!.SentAt);
        Assert.Empty((await MineAsync(person, id)).Files);
    }

    [Fact]
    public async Task What_is_still_coming_goes_with_no_message()
    {
        var person = await AddPersonAsync();
        var id = (await SubmitAsync(person)).Request;
        var begun = CaseAttachment.Begin(Guid.NewGuid(), id, AttachmentPurpose.Message, "foto.jpg", Guid.NewGuid(), person, Now);
        await using (var db = await OpenAsync())
        {
            db.CaseAttachments.Add(begun);
            await db.SaveChangesAsync();
        }

        Assert.Null((await ReplyAsync(person, id, Guid.NewGuid())).Problem);

        Assert.Null((await RowAsync(begun.Id))!.SentAt);
        Assert.Empty((await MineAsync(person, id)).Files);
    }

    [Fact]
    public async Task Evidence_is_read_back_with_its_request_and_lies_on_the_desk_before()
    {
        var person = await AddPersonAsync();
        var draft = await StartAsync(person);
        var file = await AttachAsync(person, draft);
        Assert.Equal([file.Id], (await MineAsync(person, draft)).Desk.Select(one => one.Id));

        Assert.Null((await Get<SubmitRequest>().RunAsync(person, draft, None)).Problem);

        Assert.Equal([file.Id], (await MineAsync(person, draft)).Evidence.Select(one => one.Id));
    }

    private Task<Result> ReplyAsync(Actor who, Guid id, Guid message, string text = "Here it is.") =>
        Get<ReplyToCase>().RunAsync(who, id, message, text, None);

    private async Task<MyCase> MineAsync(Actor who, Guid id) => (await Get<ReadMyRequest>().RunAsync(who, id, None)).Value!;

    public sealed class OnSqlite() : ReplyWithFilesTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : ReplyWithFilesTests(Provider.PostgreSql);
}
