using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Operations.Research.Studies;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A study with extracts in every state that has figures, and somebody to be removed; for pages to show.</summary>
internal static class ArrangedExtract
{
    private static readonly SemaphoreSlim One = new(1, 1);
    private static Guid? study;

    /// <summary>The page of the extracts of a study.</summary>
    public static async Task<string> Page(BrowserFixture browser)
    {
        var id = await StudyAsync(browser.App);
        await AddRemovalAsync(browser.App, id);
        return $"/manage/studies/{id}/extracts";
    }

    /// <summary>The address behind the link of the partner's mail.</summary>
    public static async Task<string> Removal(BrowserFixture browser) =>
        $"/notices/studies/{await AddRemovalAsync(browser.App, await StudyAsync(browser.App))}";

    private static async Task<string> AddRemovalAsync(PortalApp app, Guid id)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<PortalDb>(), TimeProvider.System.GetUtcNow());
        var token = LinkToken.Make();
        db.RemovalNotices.Add(RemovalNotice.Of(id, SubjectKey.New(), RemovalCause.Withdrawn, LinkToken.HashOf(token), now));
        db.AuditEntries.Add(AuditEntry.Of(Actor.Portal, AuditAction.ExtractPersonDropped, now, reference: id.ToString()));
        await db.SaveChangesAsync();
        return token;
    }

    private static async Task<Guid> StudyAsync(PortalApp app)
    {
        await One.WaitAsync();
        try
        {
            return study ??= await AddAsync(app);
        }
        finally
        {
            One.Release();
        }
    }

    private static async Task<Guid> AddAsync(PortalApp app)
    {
        var (officer, id, today) = (await app.ActorOfAsync("officer@example.org"), Guid.CreateVersion7(), BrusselsTime.Today(TimeProvider.System));
        var plan = new StudyPlan
        {
            Title = new("Working hours of young doctors", "Werkuren van jonge artsen", "Horaires des jeunes médecins"),
            Goal = new("How long young doctors work.", "Hoe lang jonge artsen werken.", "Combien travaillent les jeunes médecins."),
            Partner = "University of the tests", PartnerAddress = "partner@university.example", EthicsReference = "EC 2026/7",
            From = today.AddDays(-1), Until = today.AddYears(1),
            Fields = [new("sample", "members", "birth_date", new FieldRule(FieldRuleKind.Years, 10), true), new("sample", "experience", "kind", FieldRule.AsIs, false)],
        };
        await app.OperateAsync<SaveStudy, Guid>(save => save.RunAsync(officer, id, plan, null, default));
        await using var scope = app.Services.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<PortalDb>(), TimeProvider.System.GetUtcNow());
        var begun = db.Studies.Single(s => s.Id == id);
        await app.OperateAsync<PublishStudy, Guid>(publish => publish.RunAsync(officer, new SeenStudy(id, begun.PlanRevision), StudyChange.First, default));
        await db.Entry(begun).ReloadAsync();

        var figures = ExtractFigures.Of(new Dictionary<int, int> { [2] = 1, [5] = 2, [9] = 1 }, 5);
        IReadOnlyList<ExtractedDataset> rows = [new("sample", "members", 21), new("sample", "experience", 118)];
        db.ResearchExtracts.AddRange(Prepared(ExtractFormat.Csv, now), Released(), Refused());
        db.AuditEntries.Add(AuditEntry.Of(officer, AuditAction.ExtractPrepared, now, reference: id.ToString()));
        await db.SaveChangesAsync();
        return id;

        ResearchExtract Making(ExtractFormat format, DateTimeOffset at)
        {
            var extract = ResearchExtract.Ask(Guid.CreateVersion7(), begun, format, officer.Id, at);
            extract.Begin(Guid.NewGuid(), 1, now);
            return extract;
        }

        ResearchExtract Prepared(ExtractFormat format, DateTimeOffset at)
        {
            var extract = Making(format, at);
            extract.Prepare(figures, rows);
            return extract;
        }

        ResearchExtract Released()
        {
            var extract = Prepared(ExtractFormat.JsonLines, now.AddDays(-7));
            extract.AskRelease(officer.Id);
            extract.BeginRelease(Guid.NewGuid());
            extract.Release(figures, rows, now);
            return extract;
        }

        ResearchExtract Refused()
        {
            var extract = Making(ExtractFormat.Csv, now.AddDays(-9));
            extract.Refuse(ExtractFigures.Of(new Dictionary<int, int> { [1] = 9, [12] = 1 }, 5), ExtractFailure.TooManySuppressed, now);
            return extract;
        }
    }
}
