using Medbook.PrivacyPortal.Domain.Policy;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;
using Medbook.PrivacyPortal.Operations.PolicyVersions;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>An official text, published by the portal's own operations, for a page to show. Never a material change: everybody would be told.</summary>
internal static class ArrangedPolicy
{
    private static readonly SemaphoreSlim OneAtATime = new(1);

    private static readonly LocalText[] Texts =
    [
        new("1. Scope\n\n1.1. We keep bees.\n\nWhich data? Why?\nYour name. To send honey.", "1. Toepassing\n\n1.1. We houden bijen.", ""),
        new("1. Scope\n\n1.1. We keep bees and hens.\n\nWhich data? Why?\nYour name. To send honey.", "1. Toepassing\n\n1.1. We houden bijen en kippen.", ""),
    ];

    /// <summary>A page, once two versions are published.</summary>
    public static Func<BrowserFixture, Task<string>> At(string page) => async browser =>
    {
        await OneAtATime.WaitAsync();
        try
        {
            var officer = await browser.App.ActorOfAsync("officer@example.org");
            var there = await browser.App.OperateAsync<ListPolicyVersions, IReadOnlyList<PolicyVersionLine>>(list => list.RunAsync(officer, default));
            foreach (var (i, text) in Texts.Index().Skip(there.Count))
            {
                var draft = await browser.App.OperateAsync<ReadPolicyDraft, PolicyDraftView>(read => read.RunAsync(officer, default));
                var saved = await browser.App.OperateAsync<SavePolicyDraft, Guid>(save => save.RunAsync(officer, draft.Revision, text, default));
                await browser.App.OperateAsync<PublishPolicy, int>(publish => publish.RunAsync(
                    officer, saved, new PolicyOrder(IsMaterial: false, "Hens were forgotten.", BrusselsTime.Today(TimeProvider.System).AddDays(i)), default));
            }
        }
        finally
        {
            OneAtATime.Release();
        }
        return page;
    };
}
