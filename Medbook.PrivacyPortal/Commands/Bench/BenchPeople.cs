using System.Globalization;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>People whom the portal knows already, made by the sqlite3 shell: person 1, 2, … of a source's identity <c>members</c>.</summary>
internal static class BenchPeople
{
    /// <summary>A person's key at the portal.</summary>
    public static SubjectKey KeyOf(int person) => new(new Guid(Text(person)));

    /// <summary>The script that adds them to a migrated database.</summary>
    /// <param name="people">How many.</param>
    /// <param name="source">The source they are linked with.</param>
    public static string Script(int people, string source) => string.Create(CultureInfo.InvariantCulture,
        $"""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {people})
        INSERT INTO "Subjects" ("Key", "AccountId", "CreatedAt") SELECT printf('00000000-0000-4000-A000-%012d', i), 'bench-' || i, 639000000000000000 FROM n;
        INSERT INTO "SubjectLinks" ("Subject", "Source", "PersonKey", "Outcome", "TriedAt", "Revision")
        SELECT "Key", '{source}', 'members:' || CAST(substr("Key", 25) AS integer), 'Linked', 639000000000000000, "Key" FROM "Subjects" WHERE "Key" LIKE '00000000-0000-4000-A000-%';

        """);

    private static string Text(int person) => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-A000-{person:000000000000}");
}
