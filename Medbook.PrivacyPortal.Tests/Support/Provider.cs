namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>The two databases the portal runs on; what is tested on one is tested on the other.</summary>
public enum Provider
{
    Sqlite,
    PostgreSql,
}
