using System.Text.Json;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Operations.Consents.Receipts;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Tests.Domain.Consents;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Medbook.PrivacyPortal.Domain.Consents.ConsentDecision;

namespace Medbook.PrivacyPortal.Tests.Operations.Consents.Receipts;

public abstract class ReadMyConsentReceiptTests(Provider provider) : ReceiptTests(provider)
{
    [Fact]
    public async Task An_old_decision_keeps_the_words_and_the_register_of_its_day_byte_for_byte()
    {
        var person = await AddPersonAsync();
        var record = await DecideAsync(person, Given, new ShownText(1, "nl-BE"));
        var first = await ReceiptAsync(person, record.Id);

        Clock.Advance(TimeSpan.FromDays(400));
        await InstallAsync(TestTexts.Research.Next(asksAgain: false));
        // It reaches back to before the decision, and was not known then.
        await InstallAsync(register => register with { Version = register.Version + 1, Controller = register.Controller with { LegalName = "Another company" } });
        Assert.True((await Get<RotateSigningKey>().RunAsync(TestActors.Operator(), None)).IsOk);
        var later = await ReceiptAsync(person, record.Id);

        Assert.Equal(first.Content, later.Content);
        Assert.NotEqual(DetachedJws.KidOf(first.Signature), DetachedJws.KidOf(later.Signature));
        Assert.Equal(ReceiptVerdict.Genuine, await VerdictAsync(later.Content, first.Signature));
        Assert.Equal(ReceiptVerdict.Genuine, await VerdictAsync(first.Content, later.Signature));
        var notice = Read(later).GetProperty("pii_processing").GetProperty("privacy_notice");
        Assert.Equal((1, TestTexts.Research.Stored("nl-BE").Hash), (notice.GetProperty("notice_version").GetInt32(), notice.GetProperty("hash").GetString()));
        Assert.Equal(
            JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(TestTexts.Research.Stored("nl-BE").Content)), JsonSerializer.Serialize(notice.GetProperty("text")));
    }

    [Fact]
    public async Task A_receipt_is_found_by_whoever_decided_and_by_nobody_else()
    {
        var (person, other) = (await AddPersonAsync(), await AddPersonAsync("other@example.org"));
        var record = await DecideAsync(person, Given);
        await ReceiptAsync(person, record.Id);
        await ReceiptAsync(person, record.Id);

        Assert.IsType<NotFound>((await Get<ReadMyConsentReceipt>().RunAsync(other, record.Id, None)).Problem);
        Assert.IsType<NotFound>((await Get<ReadMyConsentReceipt>().RunAsync(person, Guid.NewGuid(), None)).Problem);
        Assert.IsType<NotPermitted>((await Get<ReadMyConsentReceipt>().RunAsync(Actor.Visitor, record.Id, None)).Problem);
        Assert.IsType<NotPermitted>((await Get<ReadMyConsentReceipt>().RunAsync(TestActors.Operator(), record.Id, None)).Problem);
        var look = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.OwnChoicesViewed));
        Assert.Equal((person.Id, person.Subject), (look.ActorId, look.Subject));
    }

    private async Task InstallAsync(Func<RegisterVersion, RegisterVersion> next)
    {
        await using var db = await OpenAsync();
        var register = StoredRegister.Of(next(RegisterFile.Shipped()), Now);
        db.RegisterVersions.Add(register);
        db.AuditEntries.Add(AuditEntry.Of(Actor.Portal, AuditAction.RegisterInstalled, Now, reference: $"register {register.Version}"));
        await db.SaveChangesAsync();
    }

    public sealed class OnSqlite() : ReadMyConsentReceiptTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : ReadMyConsentReceiptTests(Provider.PostgreSql);
}
