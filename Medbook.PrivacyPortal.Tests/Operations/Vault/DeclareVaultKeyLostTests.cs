using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Vault;

public abstract class DeclareVaultKeyLostTests(Provider provider) : VaultOperationTests(provider)
{
    [Fact]
    public async Task What_the_key_wrapped_is_destroyed_and_a_new_key_takes_its_place()
    {
        var file = await AddFileAsync(Guid.NewGuid());
        File.Delete(Path.Combine(KeyFolder, FirstKey + ".key"));

        var loss = (await LoseAsync()).Value!;

        Assert.Equal(1, loss.Files);
        var row = await RowAsync(file);
        Assert.Equal((VaultFileState.Destroyed, null), (row.State, row.WrappedKey));
        Assert.Equal((Now, (byte[]?)null), await ReadAsync(db => db.OwnerKeys.Select(key => new ValueTuple<DateTimeOffset?, byte[]?>(key.DestroyedAt, key.WrappedKey)).SingleAsync()));
        Assert.Equal(MasterKeyState.Lost, await ReadAsync(db => db.MasterKeys.Where(key => key.Id == FirstKey).Select(key => key.State).SingleAsync()));
        Assert.True((await Get<CheckVaultKeys>().RunAsync(Actor.Portal, None)).IsOk);
        await Get<RemoveVaultBytes>().RunAsync(Actor.Portal, None);
        Assert.False(File.Exists(PathOf(file)));
        // The same owner begins again.
        var next = await AddFileAsync(file.Owner);
        await using var later = AnotherProcess();
        Assert.Equal("words of a person", await ReadAsync(next, later));
        Assert.Equal(loss.NewKey, await ReadAsync(db => db.OwnerKeys.Where(key => key.Id == next.OwnerKeyId).Select(key => key.MasterKeyId).SingleAsync()));
    }

    [Fact]
    public async Task Each_owner_is_told_once_in_their_language_whatever_the_number_of_files()
    {
        var (english, dutch, french) = (await AddPersonAsync("en@example.org"), await AddPersonAsync("nl@example.org"), await AddPersonAsync("fr@example.org"));
        await SpeakAsync("nl@example.org", "nl-BE");
        await SpeakAsync("fr@example.org", "fr-BE");
        var untouched = await AddPersonAsync("without@example.org");
        foreach (var person in new[] { english, dutch, french, english }) await AddFileAsync(person.Subject!.Value.Value);

        Assert.Equal(3, (await LoseAsync()).Value!.Told);
        await LoseAsync();

        var mails = await ReadAsync(db => db.OutgoingMails.OrderBy(mail => mail.To).ToListAsync());
        Assert.Equal(
            [("en@example.org", "Your files with us"), ("fr@example.org", "Vos fichiers chez nous"), ("nl@example.org", "Uw bestanden bij ons")],
            mails.Select(mail => (mail.To, mail.Subject)));
        Assert.All(mails, mail => Assert.Contains("https://privacy.example.org/copies", mail.Body, StringComparison.Ordinal));
        var entries = await ReadAsync(db => db.AuditEntries.Where(e => e.Action == AuditAction.FilesLost).ToListAsync());
        Assert.Equal("2", entries.Single(entry => entry.Subject == english.Subject).Detail);
        Assert.DoesNotContain(entries, entry => entry.Subject == untouched.Subject);
    }

    [Fact]
    public async Task Copies_are_lost_with_their_files_and_requests_and_choices_stay()
    {
        var person = await AddPersonAsync();
        var file = await AddFileAsync(person.Subject!.Value.Value);
        Guid copy, request;
        await using (var db = await OpenAsync())
        {
            var made = DataCopy.Ask(person.Subject.Value, CopyKind.Access, "en-GB", Now);
            made.Begin(file.Id);
            made.Ready(new CopyContent(CopyStatus.Complete, file.Length, 1, [], [], 0), Now, TimeSpan.FromDays(7), Now);
            var asked = RightsRequest.Start(Guid.NewGuid(), person.Subject.Value, RequestKind.Access, new RequestScope(), "en-GB", Now);
            db.Add(made);
            db.Add(asked);
            db.AuditEntries.Add(AuditEntry.Of(person, AuditAction.RequestStarted, Now, person.Subject));
            await db.SaveChangesAsync();
            (copy, request) = (made.Id, asked.Id);
        }

        await Get<InstallConsentTexts>().RunAsync(Actor.Portal, None);
        Assert.True((await Get<GiveConsent>().RunAsync(person, ConsentPurposes.Research, new ShownText(1, "en-GB"), None)).IsOk);

        await LoseAsync();

        Assert.Equal(CopyState.Lost, await ReadAsync(db => db.Copies.Where(c => c.Id == copy).Select(c => c.State).SingleAsync()));
        Assert.True(await ReadAsync(db => db.Requests.AnyAsync(r => r.Id == request)));
        Assert.Equal(ConsentDecision.Given, await ReadAsync(db => db.ConsentRecords.Where(r => r.Subject == person.Subject).Select(r => r.Decision).SingleAsync()));
    }

    [Fact]
    public async Task The_key_that_signs_copies_is_retired_stays_published_and_another_signs()
    {
        string kid;
        using (var signer = await Get<SigningKeys>().OpenAsync(None)) kid = signer.Key.Kid;
        File.Delete(Path.Combine(KeyFolder, FirstKey + ".key"));

        await LoseAsync();

        var row = await ReadAsync(db => db.SigningKeys.SingleAsync());
        Assert.Equal((SigningKeyState.Retired, Now, null), (row.State, row.RetiredAt, row.WrappedPrivate));
        using var next = await Get<SigningKeys>().OpenAsync(None);
        Assert.Equal([kid, next.Key.Kid], (await Get<SigningKeys>().PublishedAsync(None)).Keys.Select(key => key.Kid).OrderBy(k => k == kid ? 0 : 1));
    }

    [Fact]
    public async Task A_file_that_was_being_written_goes_too_and_nobody_is_told_of_it()
    {
        var person = await AddPersonAsync();
        var vault = Get<Medbook.PrivacyPortal.Infrastructure.Vault.Vault>();
        var file = await vault.NewFileAsync(person.Subject!.Value.Value, None);
        await using (var db = await OpenAsync())
        {
            db.VaultFiles.Add(file);
            await db.SaveChangesAsync();
        }

        Assert.Equal((0, 0), (await LoseAsync()).Value is { } loss ? (loss.Files, loss.Told) : default);

        await Assert.ThrowsAsync<VaultDestroyedException>(() => vault.OpenWriteAsync(file, None));
        Assert.Equal(VaultFileState.Destroyed, (await RowAsync(file)).State);
    }

    [Fact]
    public async Task An_interrupted_run_goes_on_and_nobody_is_told_twice()
    {
        var people = new List<Actor>();
        for (var i = 0; i < 130; i++) people.Add(await AddPersonAsync($"person{i}@example.org"));
        foreach (var person in people) await AddReadyRowAsync(person.Subject!.Value.Value);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Get<DeclareVaultKeyLost>().RunAsync(TestActors.Operator(), FirstKey, _ => throw new InvalidOperationException("killed"), None));
        Assert.InRange(await ReadAsync(db => db.OutgoingMails.CountAsync()), 1, 129);
        await LoseAsync();

        var mails = await ReadAsync(db => db.OutgoingMails.Select(mail => mail.To).ToListAsync());
        Assert.Equal(people.Count, mails.Count);
        Assert.Equal(people.Count, mails.Distinct().Count());
        Assert.Equal(2, await ReadAsync(db => db.MasterKeys.CountAsync()));
    }

    [Fact]
    public async Task Two_operators_at_once_tell_nobody_twice()
    {
        for (var i = 0; i < 60; i++) await AddReadyRowAsync((await AddPersonAsync($"person{i}@example.org")).Subject!.Value.Value);

        var results = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(LoseAsync)));

        Assert.All(results, result => Assert.True(result.IsOk || result.Problem is ChangedMeanwhile));
        var mails = await ReadAsync(db => db.OutgoingMails.Select(mail => mail.To).ToListAsync());
        Assert.Equal((60, 60), (mails.Count, mails.Distinct().Count()));
        Assert.Single(await ReadAsync(db => db.MasterKeys.Where(key => key.State == MasterKeyState.Current).ToListAsync()));
    }

    [Fact]
    public async Task An_id_that_no_key_has_or_a_key_that_was_replaced_changes_nothing()
    {
        var file = await AddFileAsync(Guid.NewGuid());
        Assert.Equal(new VaultKeyUnknown("nothing"), (await LoseAsync("nothing")).Problem);

        await Get<RotateVaultKey>().RunAsync(TestActors.Operator(), _ => { }, None);
        Assert.Equal(new VaultKeyNotNeeded(FirstKey), (await LoseAsync()).Problem);
        Assert.Equal("words of a person", await ReadAsync(file));
    }

    [Fact]
    public async Task A_key_that_is_lost_in_the_middle_of_a_rotation_takes_only_what_was_not_wrapped_anew()
    {
        for (var i = 0; i < 150; i++) await AddReadyRowAsync(Guid.NewGuid());
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Get<RotateVaultKey>().RunAsync(TestActors.Operator(), _ => throw new InvalidOperationException("killed"), None));
        var left = await ReadAsync(db => db.OwnerKeys.CountAsync(key => key.MasterKeyId == FirstKey));

        var loss = (await LoseAsync()).Value!;

        Assert.Equal(left, loss.Files);
        Assert.Equal(150 - left, await ReadAsync(db => db.VaultFiles.CountAsync(file => file.State == VaultFileState.Ready)));
        Assert.Equal(2, await ReadAsync(db => db.MasterKeys.CountAsync()));
    }

    private Task<Result<VaultLoss>> LoseAsync() => LoseAsync(FirstKey);

    private Task<Result<VaultLoss>> LoseAsync(string id) => Get<DeclareVaultKeyLost>().RunAsync(TestActors.Operator(), id, _ => { }, None);

    private async Task SpeakAsync(string email, string language)
    {
        await using var db = await OpenAsync();
        (await db.Users.SingleAsync(user => user.Email == email)).Language = language;
        await db.SaveChangesAsync();
    }

    // A row that is whole; its bytes are not looked at.
    private async Task AddReadyRowAsync(Guid owner)
    {
        var file = await Get<Medbook.PrivacyPortal.Infrastructure.Vault.Vault>().NewFileAsync(owner, None);
        file.Complete(0);
        await using var db = await OpenAsync();
        db.VaultFiles.Add(file);
        await db.SaveChangesAsync();
    }

    public sealed class OnSqlite() : DeclareVaultKeyLostTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : DeclareVaultKeyLostTests(Provider.PostgreSql);
}
