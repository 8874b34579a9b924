using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations.Cases.Identity;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using PortalVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases.Identity;

/// <summary>Base of the tests about identity: a vault, a person, and a request they sent on Monday 2 March 2026.</summary>
public abstract class IdentityTests(Provider provider) : CaseTests(provider)
{
    protected const string Doubt = "You ask for the tickets of another address.";

    protected Actor Person { get; private set; } = null!;

    protected Guid Request { get; private set; }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Assert.True((await Get<InitVault>().RunAsync(Actor.Portal, None)).IsOk);
        Person = await AddPersonAsync();
        Request = (await SubmitAsync(Person)).Request;
    }

    protected Task<Result<IdentityQuestion>> AskAsync(QuestionAbout about = QuestionAbout.Identity, string doubt = Doubt, Guid? id = null, Guid? request = null) =>
        Get<AskForIdentity>().RunAsync(Officer, request ?? Request, id ?? Guid.NewGuid(), about, doubt, None);

    protected async Task<Guid> AskedAsync(QuestionAbout about = QuestionAbout.Identity) => (await AskAsync(about)).Value!.Id;

    protected Task<Result> AnswerAsync(Guid question, IdentityAnswer answer, Actor? by = null) =>
        Get<AnswerIdentity>().RunAsync(by ?? Person, Request, question, answer, None);

    /// <summary>A question that was answered with a picture.</summary>
    protected async Task<IdentityQuestion> AnsweredAsync(QuestionAbout about = QuestionAbout.Identity)
    {
        var id = await AskedAsync(about);
        Assert.Null((await AnswerAsync(id, IdentityAnswer.Picturing(about, Picture()))).Problem);
        return await QuestionAsync(id);
    }

    protected static Stream Picture(byte[]? bytes = null) => new MemoryStream(bytes ?? SampleFiles.Jpeg());

    protected async Task<Result> JudgeAsync(IdentityQuestion question, ProofFault? fault = null) =>
        await Get<JudgeIdentity>().RunAsync(Officer, Request, question.Id, question.Revision, fault, None);

    protected Task<IdentityQuestion> QuestionAsync(Guid id) => ReadAsync(db => db.IdentityQuestions.SingleAsync(q => q.Id == id));

    protected Task<List<VaultFile>> FilesAsync() => ReadAsync(db => db.VaultFiles.OrderBy(file => file.Id).ToListAsync());

    protected bool HasBytes(Guid file) => Get<PortalVault>().HasBytes(file);

    /// <summary>The one mail that says this.</summary>
    protected async Task<OutgoingMail> MailSayingAsync(string words) =>
        Assert.Single(await ReadAsync(db => db.OutgoingMails.ToListAsync()), mail => mail.Body.Contains(words, StringComparison.Ordinal));
}
