using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases.Files;

/// <summary>Base of the tests of files of a case: the vault has a key.</summary>
public abstract class FileTests(Provider provider) : CaseTests(provider)
{
    protected string VaultFolder => Path.Combine(Database.Folder, "vault");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Assert.True((await Get<InitVault>().RunAsync(Actor.Portal, None)).IsOk);
    }

    protected async Task<Result<AttachedFile>> TryAttachAsync(Actor who, Guid request, byte[]? bytes = null, string? name = "nota.txt", Guid? id = null)
    {
        using var content = new MemoryStream(bytes ?? SampleFiles.Text());
        return await Get<AttachFile>().RunAsync(who, request, id ?? Guid.NewGuid(), name, content, None);
    }

    protected async Task<AttachedFile> AttachAsync(Actor who, Guid request, byte[]? bytes = null, string? name = "nota.txt")
    {
        var attached = await TryAttachAsync(who, request, bytes, name);
        Assert.Null(attached.Problem);
        return attached.Value!;
    }

    protected async Task<AttachedFile> AttachToCaseAsync(Actor officer, Guid request, byte[]? bytes = null)
    {
        using var content = new MemoryStream(bytes ?? SampleFiles.Pdf());
        var attached = await Get<AttachCaseFile>().RunAsync(officer, request, Guid.NewGuid(), "brief.pdf", content, None);
        Assert.Null(attached.Problem);
        return attached.Value!;
    }

    protected async Task<byte[]> OpenAsync(Actor who, Guid request, Guid file)
    {
        var opened = await Get<OpenAttachment>().RunAsync(who, request, file, None);
        Assert.Null(opened.Problem);
        return await ReadAsync(opened.Value!);
    }

    protected static async Task<byte[]> ReadAsync(OpenedFile opened)
    {
        await using var _ = opened;
        using var bytes = new MemoryStream();
        await opened.Content.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    protected Task<CaseAttachment?> RowAsync(Guid id) => ReadAsync(db => db.CaseAttachments.SingleOrDefaultAsync(a => a.Id == id));

    /// <summary>Neither a row of a case, nor a key, nor a byte is left of anything but these files.</summary>
    protected async Task AssertOnlyAsync(params Guid[] files)
    {
        Assert.Equal(files.Order(), await ReadAsync(db => db.CaseAttachments.Where(a => a.DestroyedAt == null).Select(a => a.Id).Order().ToListAsync()));
        var kept = await ReadAsync(db => db.CaseAttachments.Where(a => files.Contains(a.Id)).Select(a => a.FileId).Order().ToListAsync());
        Assert.Equal(kept, await ReadAsync(db => db.VaultFiles.Where(f => f.State == VaultFileState.Ready).Select(f => f.Id).Order().ToListAsync()));
        Assert.False(await ReadAsync(db => db.VaultFiles.AnyAsync(f => f.State != VaultFileState.Ready && f.WrappedKey != null)));
        Assert.Equal(kept, Services.GetRequiredService<FileVault>().StoredIds().Select(id => id!.Value).Order());
    }
}
