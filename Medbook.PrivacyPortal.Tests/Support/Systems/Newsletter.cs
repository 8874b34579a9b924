namespace Medbook.PrivacyPortal.Tests.Support.Systems;

/// <summary>What a <see cref="TestSystem"/> may hold: a service that sends newsletters and lets readers ask each other questions.</summary>
internal static class Newsletter
{
    /// <summary>The person most tests are about: contact 1.</summary>
    public const string Person = "contacts:1";

    /// <summary>Somebody else: contact 2.</summary>
    public const string Other = "contacts:2";

    /// <summary>The address of <see cref="Person"/>, which is verified.</summary>
    public const string Address = "reader@example.org";

    /// <summary>Two readers and one whose address nobody verified; what they were sent; what they asked one another.</summary>
    public static IEnumerable<TestTable> Tables() =>
    [
        new TestTable("contacts", ["id"],
            new("id", "integer", Nullable: false), new("email", "text", Nullable: false, MaxLength: 120), new("verified", "boolean", Nullable: false),
            new("name", "text", Nullable: true, MaxLength: 60), new("born", "date", Nullable: true)) { People = Own("id") }
            .With(1, Address, true, "First Reader", "1980-02-29").With(2, "other@example.org", true, "Second Reader", null).With(3, "unsure@example.org", false, null, null),
        new TestTable("mailings", ["contact", "number"],
            new("contact", "integer", Nullable: false), new("number", "integer", Nullable: false), new("sent", "timestamp", Nullable: true),
            new("subject", "text", Nullable: false), new("clicks", "integer", Nullable: true), new("score", "decimal", Nullable: true))
        { People = Own("contact"), PointsAt = new Dictionary<string, string> { ["contact"] = "contacts" } }
            .With(1, 9, "2021-05-03T08:30:00+02:00", "Spring", 4, 0.5m).With(1, 10, "2026-06-01T07:00:00Z", "Summer", 0, null).With(1, 11, null, "Autumn", null, 12.25m)
            .With(2, 1, "2025-01-01T00:00:00Z", "Winter", 1, null),
        new TestTable("questions", ["code"],
            new("code", "text", Nullable: false), new("asker", "integer", Nullable: true), new("answerer", "integer", Nullable: true),
            new("question", "text", Nullable: true, MaxLength: 200), new("answer", "text", Nullable: true), new("on", "date", Nullable: true))
        { People = new Dictionary<string, string> { ["asker"] = "asker", ["answerer"] = "answerer" } }
            .With("a-1", 1, 2, "Is the test near me?", "It is.", "2020-01-15").With("a-2", 2, 1, "Who else?", null, "2026-01-15").With("b-1", 1, 1, "Anybody?", "Me.", null)
            .With("b-2", 2, null, "Nobody?", null, null),
    ];

    private static Dictionary<string, string> Own(string field) => new() { [""] = field };
}
