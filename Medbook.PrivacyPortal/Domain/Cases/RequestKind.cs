namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>What a person can ask for. Stored by name, so names never change.</summary>
/// <remarks>GDPR 7(3), 15-21; policy 7.2-7.8 and 7.11.</remarks>
public enum RequestKind
{
    /// <summary>See my data (GDPR 15; policy 7.2).</summary>
    Access,
    /// <summary>Correct my data (GDPR 16; policy 7.3).</summary>
    Rectification,
    /// <summary>Withdraw my consent (GDPR 7(3); policy 7.4).</summary>
    ConsentWithdrawal,
    /// <summary>Delete my data (GDPR 17; policy 7.5).</summary>
    Erasure,
    /// <summary>Limit the use of my data (GDPR 18; policy 7.6).</summary>
    Restriction,
    /// <summary>Object to a use (GDPR 21; policy 7.7).</summary>
    Objection,
    /// <summary>Take my data with me (GDPR 20; policy 7.8).</summary>
    Portability,
    /// <summary>Complain to Medbook, before or beside the authority (policy 7.11).</summary>
    Complaint,
    /// <summary>A letter or mail that nobody has read yet: it is a request from the day it arrived, an officer says of which kind (rule T1).</summary>
    Unsorted,
}

/// <summary>Where each right stands.</summary>
public static class RequestKinds
{
    /// <summary>What a person can choose from, in the order of the policy.</summary>
    public static IReadOnlyList<RequestKind> Rights { get; } =
        [.. Enum.GetValues<RequestKind>().Where(kind => kind != RequestKind.Unsorted)];

    /// <summary>The article of the policy that speaks of it.</summary>
    public static string PolicyArticle(this RequestKind kind) => kind switch
    {
        RequestKind.Access => "7.2",
        RequestKind.Rectification => "7.3",
        RequestKind.ConsentWithdrawal => "7.4",
        RequestKind.Erasure => "7.5",
        RequestKind.Restriction => "7.6",
        RequestKind.Objection => "7.7",
        RequestKind.Portability => "7.8",
        RequestKind.Complaint => "7.11",
        RequestKind.Unsorted => "7",
    };
}
