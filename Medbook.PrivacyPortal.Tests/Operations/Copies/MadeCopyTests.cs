using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Runs;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Tests.Operations.Copies;

/// <summary>Base of tests on copies that are really made: a vault with a master key, Ada with an account, and a hook into the log.</summary>
public abstract class MadeCopyTests(Provider provider, Provider? clinic = null) : ClinicTests(provider, clinic)
{
    protected LogHook Log { get; } = new();

    protected Actor Ada { get; private set; } = null!;

    protected FileVault Vault => Services.GetRequiredService<FileVault>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Ada = await LinkedAsync("ada@example.org");
    }

    protected override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(Log));
    }

    protected async Task<Actor> LinkedAsync(string email)
    {
        var person = await AddPersonAsync(email);
        Assert.True((await Get<LinkSubject>().RunAsync(person, person.Subject!.Value, None)).IsOk);
        return person;
    }

    protected async Task<Guid> AskAsync(CopyKind kind = CopyKind.Access, Actor? who = null)
    {
        var asked = await Get<AskForCopy>().RunAsync(who ?? Ada, kind, None);
        Assert.Null(asked.Problem);
        return asked.Value;
    }

    /// <summary>Makes the copy that waits longest.</summary>
    /// <returns>Whether there was one.</returns>
    protected async Task<bool> MakeAsync(CancellationToken ct = default)
    {
        var made = await Get<MakeCopy>().RunAsync(Actor.Portal, ct);
        Assert.Null(made.Problem);
        return made.Value;
    }

    protected async Task<Guid> MadeAsync(CopyKind kind = CopyKind.Access, Actor? who = null)
    {
        var id = await AskAsync(kind, who);
        Assert.True(await MakeAsync());
        return id;
    }

    protected Task<DataCopy> RowAsync(Guid id) => ReadAsync(db => db.Copies.SingleAsync(c => c.Id == id));

    protected Task<Run> RunOfAsync(Guid id) => ReadAsync(db => db.Runs.SingleAsync(r => r.Reference == id));

    protected Task<List<OutgoingMail>> MailsAsync() => ReadAsync(db => db.OutgoingMails.OrderBy(m => m.Id).ToListAsync());

    /// <summary>Neither a key nor a byte is left of any file but one.</summary>
    protected async Task AssertNothingLeftButAsync(Guid? file)
    {
        var living = await ReadAsync(db => db.VaultFiles.Where(f => f.State != VaultFileState.Destroyed || f.WrappedKey != null).Select(f => (Guid?)f.Id).ToListAsync());
        Assert.Equal(file is null ? [] : [file], living);
        Assert.Equal(file is null ? [] : [file], Vault.StoredIds());
    }
}
