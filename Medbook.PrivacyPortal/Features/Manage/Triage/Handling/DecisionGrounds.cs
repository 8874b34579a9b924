using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Operations.Cases;

namespace Medbook.PrivacyPortal.Features.Manage.Triage.Handling;

/// <summary>The grounds an officer can choose from in one case.</summary>
public static class DecisionGrounds
{
    /// <summary>Those of the right that is asked; a repeat is one only within a year of an answered request (rule M1).</summary>
    public static IEnumerable<RefusalGround> For(CaseView view) => RefusalGrounds.For(view.Request.Kind)
        .Where(ground => ground != RefusalGround.Excessive || Repetition.CanBeExcessive(view.Request.ReceivedOn!.Value, view.EarlierAnswered));
}
