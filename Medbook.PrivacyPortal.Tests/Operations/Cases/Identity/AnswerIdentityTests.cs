using System.Text;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Cases.Identity;
using Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases.Identity;

public abstract class AnswerIdentityTests(Provider provider) : IdentityTests(provider)
{
    [Fact]
    public async Task A_picture_lies_only_encrypted_and_without_what_a_camera_wrote_and_the_officer_sees_it()
    {
        var question = await AnsweredAsync();

        Assert.Equal((QuestionState.Answered, ProofKind.MaskedCard), (question.State, question.Proof));
        var file = Assert.Single(await FilesAsync());
        Assert.Equal((question.FileId, VaultFileState.Ready, Person.Subject!.Value.Value), (file.Id, file.State, file.Owner));
        var stored = await File.ReadAllBytesAsync(Path.Combine(Database.Folder, "vault", file.Id.ToString("n")[^2..], file.Id.ToString("n")));
        Assert.DoesNotContain("JFIF", Encoding.Latin1.GetString(stored), StringComparison.Ordinal);

        await using var seen = (await Get<OpenIdentityPicture>().RunAsync(Officer, Request, question.Id, None)).Value!;
        using var copy = new MemoryStream();
        await seen.CopyToAsync(copy);
        Assert.Equal([0xFF, 0xD8], copy.ToArray()[..2]);
        Assert.DoesNotContain(SampleFiles.Secret, Encoding.Latin1.GetString(copy.ToArray()), StringComparison.Ordinal);
        Assert.Equal("MaskedCard", await ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.IdentityAnswered).Select(e => e.Detail).SingleAsync()));
    }

    [Fact]
    public async Task A_look_at_the_picture_is_written_down_before_it_is_shown_and_the_person_sees_it()
    {
        var question = await AnsweredAsync();
        Assert.Empty(await ViewsAsync());

        await LookAsync();
        await LookAsync();
        Clock.Advance(TimeSpan.FromMinutes(16));
        await LookAsync();

        Assert.Equal([Now.AddMinutes(-16), Now], await ViewsAsync());
        Assert.IsType<NotPermitted>((await Get<OpenIdentityPicture>().RunAsync(TestActors.Auditor(), Request, question.Id, None)).Problem);
        Assert.IsType<NotPermitted>((await Get<OpenIdentityPicture>().RunAsync(Person, Request, question.Id, None)).Problem);
        Assert.IsType<NotFound>((await Get<OpenIdentityPicture>().RunAsync(Officer, Guid.NewGuid(), question.Id, None)).Problem);

        async Task LookAsync() => await (await Get<OpenIdentityPicture>().RunAsync(Officer, Request, question.Id, None)).Value!.DisposeAsync();

        async Task<IReadOnlyList<DateTimeOffset>> ViewsAsync() => (await Get<ReadMyIdentity>().RunAsync(Person, Request, None)).Value!.Views;
    }

    [Fact]
    public async Task What_is_no_new_jpeg_is_refused_leaves_nothing_readable_and_the_question_still_waits()
    {
        var id = await AskedAsync();

        Assert.IsType<PictureNotMasked>((await SendAsync(SampleFiles.Png())).Problem);
        Assert.IsType<PictureNotMasked>((await SendAsync(SampleFiles.Pdf())).Problem);
        Assert.IsType<FileIncomplete>((await SendAsync(SampleFiles.Jpeg([])[..^6])).Problem);
        Assert.IsType<FileEmpty>((await SendAsync([])).Problem);

        Assert.Equal(QuestionState.Asked, (await QuestionAsync(id)).State);
        Assert.All(await FilesAsync(), file => Assert.Equal((VaultFileState.Destroyed, null, false), (file.State, file.WrappedKey, HasBytes(file.Id))));
        Assert.Null((await SendAsync(SampleFiles.Jpeg())).Problem);
        Assert.Single(await FilesAsync(), file => file.State == VaultFileState.Ready);

        Task<Result> SendAsync(byte[] bytes) => AnswerAsync(id, IdentityAnswer.Picturing(QuestionAbout.Identity, Picture(bytes)));
    }

    [Fact]
    public async Task A_picture_whose_sender_goes_away_is_destroyed_at_once()
    {
        var id = await AskedAsync();

        Assert.IsType<FileInterrupted>((await AnswerAsync(id, IdentityAnswer.Picturing(QuestionAbout.Identity, new Breaking(SampleFiles.Jpeg()[..40])))).Problem);
        using var gone = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Get<AnswerIdentity>().RunAsync(
            Person, Request, id, IdentityAnswer.Picturing(QuestionAbout.Identity, new Breaking(SampleFiles.Jpeg()[..40], gone)), gone.Token));

        var files = await FilesAsync();
        Assert.Equal(2, files.Count);
        Assert.All(files, file => Assert.Equal((VaultFileState.Destroyed, null, false), (file.State, file.WrappedKey, HasBytes(file.Id))));
        Assert.Equal(QuestionState.Asked, (await QuestionAsync(id)).State);
    }

    [Fact]
    public async Task A_question_is_answered_once_and_a_second_picture_is_not_even_read()
    {
        var question = await AnsweredAsync();

        var second = await AnswerAsync(question.Id, IdentityAnswer.Picturing(QuestionAbout.Identity, new Breaking([], unread: true)));

        Assert.IsType<QuestionAlreadyAnswered>(second.Problem);
        Assert.Single(await FilesAsync());
    }

    [Fact]
    public async Task Of_two_pictures_sent_at_once_one_is_the_answer_and_the_other_is_destroyed()
    {
        var id = await AskedAsync();

        var both = await Task.WhenAll(Task.Run(SendAsync), Task.Run(SendAsync));

        Assert.Single(both, sent => sent.IsOk);
        var question = await QuestionAsync(id);
        Assert.Equal([question.FileId!.Value], (await FilesAsync()).Where(file => file.WrappedKey is not null).Select(file => file.Id));

        Task<Result> SendAsync() => AnswerAsync(id, IdentityAnswer.Picturing(QuestionAbout.Identity, Picture()));
    }

    [Fact]
    public async Task Another_persons_question_is_not_found()
    {
        var id = await AskedAsync();
        var other = await AddPersonAsync("other@example.org");

        Assert.IsType<NotFound>((await AnswerAsync(id, IdentityAnswer.Saying("It is me."), other)).Problem);
        Assert.IsType<NotFound>((await Get<ReadMyIdentity>().RunAsync(other, Request, None)).Problem);
        Assert.IsType<NotFound>((await AnswerAsync(Guid.NewGuid(), IdentityAnswer.Saying("It is me."))).Problem);
    }

    [Fact]
    public async Task A_sign_in_with_a_second_factor_after_the_question_is_an_answer_and_an_older_one_is_none()
    {
        var before = await SignInAsync(Proof.AppCode);
        Clock.Advance(TimeSpan.FromMinutes(5));
        var id = await AskedAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        var weak = await SignInAsync(Proof.Password);
        var fresh = await SignInAsync(Proof.AppCode);

        Assert.IsType<SignInNotFresh>((await AnswerAsync(id, IdentityAnswer.SignIn, before)).Problem);
        Assert.IsType<SignInNotFresh>((await AnswerAsync(id, IdentityAnswer.SignIn, weak)).Problem);
        Assert.False((await Get<ReadMyIdentity>().RunAsync(before, Request, None)).Value!.IsFreshSignIn);
        Assert.True((await Get<ReadMyIdentity>().RunAsync(fresh, Request, None)).Value!.IsFreshSignIn);
        Assert.Null((await AnswerAsync(id, IdentityAnswer.SignIn, fresh)).Problem);

        Assert.Equal((QuestionState.Answered, ProofKind.SecondFactor), ((await QuestionAsync(id)).State, (await QuestionAsync(id)).Proof));
    }

    [Fact]
    public async Task Without_the_key_of_the_vault_nothing_is_taken_and_the_person_is_told_to_try_later()
    {
        var id = await AskedAsync();
        Directory.Delete(Database.Settings(MoreSettings).KeyFolder!, recursive: true);

        Assert.IsType<PictureVaultUnavailable>((await AnswerAsync(id, IdentityAnswer.Picturing(QuestionAbout.Identity, Picture()))).Problem);
        Assert.Empty(await FilesAsync());
    }

    private async Task<Actor> SignInAsync(Proof proof)
    {
        await using var db = await OpenAsync();
        var session = Session.Start(Person.Id, "stamp", "Firefox on Linux", proof, Now);
        db.Sessions.Add(session);
        await db.SaveChangesAsync();
        return Actor.SignedIn(Person.Id, Person.Subject!.Value, [Role.Member], confirmed: true, secondFactor: session.SecondFactorAt is not null, session.Id);
    }

    /// <summary>A sender who goes away after some bytes, or says that they do.</summary>
    private sealed class Breaking(byte[] bytes, CancellationTokenSource? stops = null, bool unread = false) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Assert.False(unread);
            var read = await base.ReadAsync(buffer, cancellationToken);
            if (read > 0) return read;
            if (stops is null) throw new IOException("The connection was reset.");
            await stops.CancelAsync();
            throw new OperationCanceledException(stops.Token);
        }
    }

    public sealed class OnSqlite() : AnswerIdentityTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : AnswerIdentityTests(Provider.PostgreSql);
}
