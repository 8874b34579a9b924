using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Breaches;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Persistence;

/// <summary>What stands in an append-only table stays, also against somebody with an SQL prompt.</summary>
public abstract class AppendOnlyTests(Provider provider) : OperationTests(provider)
{
    private static readonly string[] Tables = ["ConsentRecords", "ConsentTexts", "StudyVersions", "BreachEntries", "AuditEntries"];

    public static TheoryData<string> AllTables() => [.. Tables];

    [Theory]
    [MemberData(nameof(AllTables))]
    public async Task The_database_refuses_to_change_or_remove_a_row(string table)
    {
        await FillAsync();
        var before = await CountAsync(table);
        var column = table switch { "AuditEntries" => "ActorId", "StudyVersions" => "PublishedBy", "BreachEntries" => "By", _ => "Language" };

        await RefusedAsync($"""UPDATE "{table}" SET "{column}" = 'x'""", table);
        await RefusedAsync($"""DELETE FROM "{table}" """, table);
        if (Database.Provider == Provider.PostgreSql) await RefusedAsync($"""TRUNCATE "{table}" CASCADE""", table);

        Assert.NotEqual(0, before);
        Assert.Equal(before, await CountAsync(table));
    }

    [Theory]
    [MemberData(nameof(AllTables))]
    public async Task The_database_refuses_to_replace_a_row(string table)
    {
        await FillAsync();
        var sql = Database.Provider == Provider.Sqlite
            ? $"""INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}" LIMIT 1"""
            : $"""INSERT INTO "{table}" SELECT * FROM "{table}" LIMIT 1 ON CONFLICT ({Key(table)}) DO UPDATE SET {Key(table).Split(',')[0]} = excluded.{Key(table).Split(',')[0]}""";

        await RefusedAsync(sql, table);
    }

    [Fact]
    public async Task A_record_cannot_take_the_place_of_another_with_the_same_number_for_this_person()
    {
        if (Database.Provider != Provider.Sqlite) return;
        await FillAsync();
        await RefusedAsync(
            """
            INSERT OR REPLACE INTO "ConsentRecords" SELECT '00000000-0000-0000-0000-000000000001', "Subject", "Purpose", "Sequence", NULL,
            'Refused', "TextVersion", "TextHash", "Language", "Channel", "Session", "At" FROM "ConsentRecords" LIMIT 1
            """, "ConsentRecords");
    }

    [Fact]
    public async Task An_entry_of_a_look_cannot_take_the_place_of_another()
    {
        if (Database.Provider != Provider.Sqlite) return;
        await using (var db = await OpenAsync())
        {
            db.AuditEntries.Add(AuditEntry.OfView(Actor.Portal, AuditAction.CaseViewed, Now, subject: null, "case-1", follows: 0));
            await db.SaveChangesAsync();
        }
        await RefusedAsync(
            """
            INSERT OR REPLACE INTO "AuditEntries" ("At", "Action", "ActorRole", "ActorId", "Reference", "Follows")
            SELECT 1, "Action", "ActorRole", "ActorId", "Reference", "Follows" FROM "AuditEntries" LIMIT 1
            """, "AuditEntries");
    }

    [Fact]
    public async Task The_portal_itself_does_not_even_try()
    {
        await FillAsync();
        await using var db = await OpenAsync();
        db.ConsentRecords.Remove(await db.ConsentRecords.FirstAsync());
        db.AuditEntries.Add(AuditEntry.Of(Actor.Portal, AuditAction.ConsentWithdrawn, Now));

        Assert.Equal("ConsentRecord is append-only.", (await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync())).Message);
    }

    private async Task FillAsync()
    {
        await Get<InstallConsentTexts>().RunAsync(Actor.Portal, None);
        var given = await Get<GiveConsent>().RunAsync(await AddPersonAsync(), ConsentPurposes.Research, new ShownText(1, "en-GB"), None);
        Assert.True(given.IsOk);
        await using var db = await OpenAsync();
        var study = Study.Begin(Guid.NewGuid(), new StudyPlan(), "officer", Now);
        db.Studies.Add(study);
        db.StudyVersions.Add(study.Publish(StudyChange.First, "officer", Now));
        db.Breaches.Add(Breach.Record(Guid.NewGuid(), new BreachFacts("A laptop was stolen."), Now, TestActors.Officer(), Now).Value!);
        db.AuditEntries.Add(AuditEntry.Of(Actor.Portal, AuditAction.ConsentTextInstalled, Now));
        await db.SaveChangesAsync();
    }

    private static string Key(string table) => table switch
    {
        "ConsentTexts" => "\"Purpose\",\"Version\",\"Language\"",
        "StudyVersions" => "\"Study\",\"Version\"",
        _ => "\"Id\"",
    };

    private async Task RefusedAsync(string sql, string table)
    {
        await using var db = await OpenAsync();
        var refusal = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync(sql));
        Assert.Contains($"{table} is append-only", refusal.Message, StringComparison.Ordinal);
    }

    private Task<int> CountAsync(string table) => ReadAsync(db => table switch
    {
        "ConsentRecords" => db.ConsentRecords.CountAsync(),
        "ConsentTexts" => db.ConsentTexts.CountAsync(),
        "StudyVersions" => db.StudyVersions.CountAsync(),
        "BreachEntries" => db.BreachEntries.CountAsync(),
        _ => db.AuditEntries.CountAsync(),
    });

    public sealed class OnSqlite() : AppendOnlyTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : AppendOnlyTests(Provider.PostgreSql);
}
