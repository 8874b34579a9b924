using static Medbook.PrivacyPortal.Domain.Register.Lint.LintCatalogue;

namespace Medbook.PrivacyPortal.Domain.Register.Lint;

/// <summary>Who receives data, what people decide about it, and where it may go.</summary>
internal static class RecipientRules
{
    public static IEnumerable<LintFinding> Find(LintFacts facts)
    {
        var register = facts.Register;
        foreach (var (id, choice) in facts.Choices)
        {
            var recipient = register.Recipients.FirstOrDefault(r => r.Id == id);
            if (recipient?.Choice != choice) yield return Found("recipient-without-choice", id, recipient?.PolicyArticle, recipient?.Name ?? (object)id);
        }
        foreach (var recipient in register.Recipients.Where(r => r.Choice != RecipientChoice.None && !facts.Choices.ContainsKey(r.Id)))
        {
            yield return Found("choice-not-offered", recipient.Id, recipient.PolicyArticle, recipient.Name);
        }
        foreach (var (activity, id) in register.Activities.SelectMany(a => a.Recipients.Select(id => (a, id))).Where(named => register.Recipients.All(r => r.Id != named.id)))
        {
            yield return Found("recipient-unknown", activity.Id, activity.PolicyArticle, activity.Title, id);
        }
        foreach (var recipient in register.Recipients.Where(r => !ActivityRules.IsIn(r.PolicyArticle, "4")))
        {
            yield return Found("recipient-not-listed", recipient.Id, recipient.PolicyArticle, recipient.Name);
        }
        foreach (var transfer in register.Transfers)
        {
            if (transfer.Safeguard == TransferSafeguard.None) yield return Found("transfer-without-safeguard", transfer.Id, transfer.PolicyArticle, transfer.Name);
            if (!ActivityRules.IsIn(transfer.PolicyArticle, "4")) yield return Found("transfer-not-listed", transfer.Id, $"{transfer.PolicyArticle}, 4.2", transfer.Name);
        }
    }
}
