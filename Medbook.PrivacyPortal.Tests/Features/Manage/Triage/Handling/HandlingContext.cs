using Bunit;
using Medbook.PrivacyPortal.Features.Manage.Triage.Handling;

namespace Medbook.PrivacyPortal.Tests.Features.Manage.Triage.Handling;

/// <summary>Base of the tests of the workspace.</summary>
public abstract class HandlingContext : PageContext
{
    /// <summary>The page of a case, once everything of it was read.</summary>
    protected IRenderedComponent<CasePage> DrawCase(Guid id)
    {
        var page = Draw<CasePage>(parameters => parameters.Add(p => p.Id, id));
        page.WaitForElement("#tasks");
        page.WaitForElement("#identity");
        return page;
    }

    /// <summary>Opens a panel by its key.</summary>
    protected static void Open(IRenderedComponent<CasePage> page, string key)
    {
        page.Find($"[data-key={key}]").Click();
        page.WaitForElement("[aria-labelledby=panel]");
    }
}
