using System.Globalization;
using System.Text;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Register.Lint;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Registers;

/// <summary>From a draft of the register to a version that everything reads, compared with the map that is shipped.</summary>
public abstract class RegisterEditingTests(Provider provider) : OperationTests(provider)
{
    private static readonly Actor Officer = TestActors.Officer();

    private DateOnly Today => DateOnly.FromDateTime(Now.Date);

    // The map is read and never its databases.
    protected override void Configure(IServiceCollection services) =>
        services.AddSingleton(built => SourcesRegistration.Catalog(ShippedMap.Read().Map!, built.GetRequiredService<PortalSettings>()));

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Get<InstallRegister>().RunAsync(Actor.Portal, None);
    }

    [Fact]
    public async Task What_is_put_in_force_is_read_everywhere_from_its_day_on_and_stands_in_the_history()
    {
        await WriteAsync("helpdesk", a => a with { Purpose = a.Purpose with { En = "To solve your riddle." } });
        Assert.Equal(1, (await Get<ReadRegister>().RunAsync(Actor.Visitor, None)).Value!.Version);

        Assert.Equal(2, (await PutAsync(new("A clearer word.", Today.AddDays(3)))).Value);
        Assert.DoesNotContain("riddle", (await Get<ReadRegister>().RunAsync(Actor.Visitor, None)).Value!.Find("helpdesk")!.Purpose.En, StringComparison.Ordinal);
        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal("To solve your riddle.", (await Get<ReadRegister>().RunAsync(Actor.Visitor, None)).Value!.Find("helpdesk")!.Purpose.En);

        var history = (await Get<ListRegisterVersions>().RunAsync(TestActors.Auditor(), None)).Value!;
        Assert.Equal([(2, "A clearer word.", Officer.Id, true), (1, "", "", false)], history.Select(line => (line.Register.Version, line.Reason, line.By, line.IsInForce)));
        Assert.Equal(1, history[0].Before!.Version);
        Assert.False((await DraftAsync()).IsChanged);
        Assert.Equal("register 2", await ReadAsync(db => db.AuditEntries.Where(entry => entry.Action == AuditAction.RegisterPutInForce).Select(entry => entry.Reference!).SingleAsync()));
    }

    [Fact]
    public async Task What_somebody_else_saved_meanwhile_is_not_overwritten()
    {
        var seen = await DraftAsync();
        await WriteAsync("helpdesk", a => a with { PolicyArticle = "3.9" });

        Assert.IsType<RegisterDraftChanged>((await Get<SaveRegisterDraft>().RunAsync(Officer, seen.Revision, seen.Register with { Measures = [] }, None)).Problem);
        Assert.IsType<RegisterDraftChanged>((await Get<PutRegisterInForce>().RunAsync(Officer, seen.Revision, new("Bees.", Today), None)).Problem);
        Assert.Equal("3.9", (await DraftAsync()).Register.Find("helpdesk")!.PolicyArticle);
        await PutAsync(new("Bees.", Today));
        Assert.IsType<RegisterUnchanged>((await PutAsync(new("Bees.", Today))).Problem);
    }

    [Fact]
    public async Task An_activity_that_has_data_or_a_choice_cannot_end_and_one_that_is_new_can_be_added()
    {
        foreach (var needed in new[] { "helpdesk", "research", "consent-proof" })
        {
            await WriteAsync(needed, a => a with { IsActive = false });
            Assert.Equal(new RegisterActivityNeeded(needed), (await PutAsync(new("Bees.", Today))).Problem);
            await WriteAsync(needed, a => a with { IsActive = true });
        }
        var draft = await DraftAsync();
        await SaveAsync(draft with { Register = draft.Register with { Activities = [.. draft.Register.Activities, draft.Register.Find("helpdesk")! with { Id = "beekeeping" }] } });
        Assert.Equal(2, (await PutAsync(new("Bees.", Today))).Value);
        Assert.Contains("activity-without-data:beekeeping", (await LintAsync()).Lines.Select(line => line.Finding.Key));
    }

    [Fact]
    public async Task The_shipped_register_map_and_settings_contradict_each_other_nowhere()
    {
        var report = await LintAsync();

        Assert.False(report.HasDisagreement);
        Assert.DoesNotContain("activity-without-data", report.Lines.Select(line => line.Finding.Code));
        // The portal's own tables are held against its own promises.
        Assert.Equal("kept-without-end:portal/extract-members", Assert.Single(report.Lines, line => line.Finding.Code == "kept-without-end").Finding.Key);
        Assert.Equal("end-not-carried-out:portal", Assert.Single(report.Lines, line => line.Finding.Code == "end-not-carried-out").Finding.Key);
        Assert.Superset(new HashSet<string> { "judicial-remedy", "unused-accounts:account", "contact-differs:helpdesk@medbook.be" }, report.Lines.Select(line => line.Finding.Key).ToHashSet());
    }

    [Fact]
    public async Task A_gap_is_left_with_a_reason_stays_in_the_list_and_is_taken_up_again()
    {
        Assert.IsType<GapReasonMissing>((await Get<AcceptGap>().RunAsync(Officer, "judicial-remedy", " ", None)).Problem);
        Assert.IsType<NotFound>((await Get<AcceptGap>().RunAsync(Officer, "bees", "Bees.", None)).Problem);
        Assert.True((await Get<AcceptGap>().RunAsync(Officer, "judicial-remedy", "The next text has it.", None)).IsOk);
        Assert.True((await Get<AcceptGap>().RunAsync(Officer, "judicial-remedy", "A second click.", None)).IsOk);

        var line = Assert.Single((await LintAsync()).Lines, line => line.Accepted is not null);
        Assert.Equal(("judicial-remedy", "The next text has it."), (line.Finding.Key, line.Accepted!.Reason));
        Assert.True((await Get<ReopenGap>().RunAsync(Officer, "judicial-remedy", None)).IsOk);
        Assert.All((await LintAsync()).Lines, one => Assert.Null(one.Accepted));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == AuditAction.GapAccepted)));
    }

    [Fact]
    public async Task The_register_leaves_as_a_table_that_runs_no_formula_and_as_a_document_that_reads_back()
    {
        await WriteAsync("helpdesk", a => a with { Purpose = a.Purpose with { Fr = "=1+1" } });
        await PutAsync(new("Bees.", Today));

        var csv = Encoding.UTF8.GetString((await ExportAsync(RegisterForm.Csv)).Content).TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal(RegisterFile.Shipped().Activities.Count + 2, csv.Length);
        Assert.StartsWith("controller,contact,", csv[0], StringComparison.Ordinal);
        Assert.Contains("\"'=1+1\"", csv.Single(line => line.Contains(",helpdesk,", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(2, RegisterFile.Read(Encoding.UTF8.GetString((await ExportAsync(RegisterForm.Json)).Content)).Version);
        Assert.Equal(2, await ReadAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == AuditAction.RegisterExported)));
    }

    [Fact]
    public async Task An_auditor_reads_and_a_member_does_not()
    {
        var draft = await DraftAsync();
        Assert.IsType<NotPermitted>((await Get<SaveRegisterDraft>().RunAsync(TestActors.Auditor(), draft.Revision, draft.Register with { Measures = [] }, None)).Problem);
        Assert.IsType<NotPermitted>((await Get<AcceptGap>().RunAsync(TestActors.Auditor(), "judicial-remedy", "Bees.", None)).Problem);
        Assert.True((await Get<LintRegister>().RunAsync(TestActors.Auditor(), None)).IsOk);
        Assert.IsType<NotPermitted>((await Get<ReadRegisterDraft>().RunAsync(TestActors.SomebodyElse(), None)).Problem);
    }

    private async Task<RegisterDraftView> DraftAsync() => (await Get<ReadRegisterDraft>().RunAsync(Officer, None)).Value!;

    private async Task SaveAsync(RegisterDraftView draft) => Assert.Null((await Get<SaveRegisterDraft>().RunAsync(Officer, draft.Revision, draft.Register, None)).Problem);

    private async Task WriteAsync(string id, Func<ProcessingActivity, ProcessingActivity> change)
    {
        var draft = await DraftAsync();
        await SaveAsync(draft with { Register = draft.Register with { Activities = [.. draft.Register.Activities.Select(a => a.Id == id ? change(a) : a)] } });
    }

    private async Task<Result<int>> PutAsync(RegisterOrder order) => await Get<PutRegisterInForce>().RunAsync(Officer, (await DraftAsync()).Revision, order, None);

    private async Task<LintReport> LintAsync() => (await Get<LintRegister>().RunAsync(Officer, None)).Value!;

    private async Task<RegisterExport> ExportAsync(RegisterForm form) => (await Get<ExportRegister>().RunAsync(Officer, form, CultureInfo.GetCultureInfo("fr-BE"), None)).Value!;

    public sealed class OnSqlite() : RegisterEditingTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : RegisterEditingTests(Provider.PostgreSql);
}
