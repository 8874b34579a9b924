using Medbook.PrivacyPortal.Domain.Permissions;

namespace Medbook.PrivacyPortal.Tests.Support.Systems;

/// <summary>Medbook's own systems, as the tests configure them: <c>crm</c> may ask everything, <c>mailer</c> about choices and another source only.</summary>
internal static class TestSystems
{
    public const string CrmKey = "the first key of the crm, long enough", NextCrmKey = "the next key of the crm, long enough";

    public const string MailerKey = "the one key of the mailer, long enough";

    /// <summary>The key that signs what the crm is told.</summary>
    public const string CrmSecret = "what the crm and the portal both know";

    public static Actor Crm { get; } = Actor.SystemNamed("crm");

    public static Actor Mailer { get; } = Actor.SystemNamed("mailer");

    public static IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Api:Systems:crm:Keys:0", CrmKey), new("Api:Systems:crm:Keys:1", NextCrmKey), new("Api:Systems:crm:Scopes", "consents, restrictions"),
        new("Api:Systems:mailer:Key", MailerKey), new("Api:Systems:mailer:Scopes", "consents"), new("Api:Systems:mailer:Sources", "news"),
    ];
}
