using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Features.Manage.Studies;
using Medbook.PrivacyPortal.Operations.Research;
using Medbook.PrivacyPortal.Operations.Research.Studies;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A study in force that tests look at, made by the portal's own operations, once.</summary>
internal static class ArrangedStudy
{
    /// <summary>Its title in English.</summary>
    public const string Title = "Working at night";

    private static readonly Guid Id = Guid.Parse("0196b000-0000-7000-8000-000000000001");

    /// <summary>The purpose under which people decide about it.</summary>
    public static string Purpose => Study.PurposeOf(Id);

    /// <summary>A page, once it is there.</summary>
    public static Func<BrowserFixture, Task<string>> At(string page) => async browser =>
    {
        await PublishedAsync(browser.App);
        return page;
    };

    /// <summary>Its page; somebody has written on it since.</summary>
    public static async Task<string> PageOf(BrowserFixture browser)
    {
        await PublishedAsync(browser.App);
        return $"/manage/studies/{Id}";
    }

    /// <summary>Puts it in force, where it is not; what was written since asks for a longer time.</summary>
    public static async Task PublishedAsync(PortalApp app)
    {
        var officer = await app.ActorOfAsync("officer@example.org");
        var plan = PlanOf(app);
        var seen = await app.OperateAsync<SaveStudy, Guid>(save => save.RunAsync(officer, Id, plan, null, default));
        if ((await ReadAsync(app, officer)).InForce is not null) return;
        seen = await app.OperateAsync<PublishStudy, Guid>(publish => publish.RunAsync(officer, new SeenStudy(Id, seen), StudyChange.First, default));
        await app.OperateAsync<SaveStudy, Guid>(save => save.RunAsync(officer, Id, plan with { Until = plan.Until!.Value.AddYears(1) }, seen, default));
    }

    private static Task<StudyView> ReadAsync(PortalApp app, Actor officer) => app.OperateAsync<ReadStudy, StudyView>(read => read.RunAsync(officer, Id, default));

    private static StudyPlan PlanOf(PortalApp app)
    {
        var today = BrusselsTime.Today(TimeProvider.System);
        return new StudyPlan
        {
            Title = new LocalText(Title, "Werken bij nacht", "Le travail de nuit"),
            Goal = new LocalText("We study how night shifts change a career.", "We onderzoeken hoe nachtdiensten een loopbaan veranderen.", "Nous étudions l’effet des gardes de nuit sur une carrière."),
            Partner = "Institute of Shift Work", PartnerAddress = "data@institute.example.org", EthicsReference = "EC 2026/14",
            From = today, Until = today.AddYears(2),
            Fields = [.. ResearchFields.Of(app.Services.GetRequiredService<SourceCatalog>()).Take(3).Select(open => new FieldChoice(open, null).Field)],
        };
    }
}
