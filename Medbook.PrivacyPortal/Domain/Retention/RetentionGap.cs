namespace Medbook.PrivacyPortal.Domain.Retention;

/// <summary>Why nobody can say when records go: somebody has to decide.</summary>
public enum RetentionGap
{
    /// <summary>The policy names criteria and no period (GDPR 13(2)(a), 5(1)(e)).</summary>
    NoPeriod,
    /// <summary>The policy names a minimum and no maximum (policy 5.5).</summary>
    NoMaximum,
    /// <summary>Kept until asked: nothing is said about accounts that nobody uses (policy 5.3).</summary>
    UnusedAccounts,
    /// <summary>The dates are stored in a form that the database cannot compare.</summary>
    DatesNotSortable,
    /// <summary>The period ends, and the data map lets nothing happen then.</summary>
    NothingHappens,
}
