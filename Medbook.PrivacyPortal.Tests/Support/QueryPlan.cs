using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>How a database would carry out a query.</summary>
public static class QueryPlan
{
    /// <summary>The plan's lines, as the database words them.</summary>
    public static async Task<string> OfAsync<T>(PortalDb db, IQueryable<T> query)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = query.CreateDbCommand();
        if (db.Database.IsSqlite()) command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        else
        {
            // An empty table is always read whole: ask what the planner does when it must not.
            await db.Database.ExecuteSqlRawAsync("SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off");
            command.CommandText = "EXPLAIN " + command.CommandText;
        }
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(reader.FieldCount - 1));
        return string.Join('\n', lines);
    }

    /// <summary>The table is not read whole, and nothing is sorted.</summary>
    public static void AssertIndexed(string plan, string table)
    {
        Assert.Contains($"IX_{table}_", plan);
        // Of a list that was given as one parameter each element is read.
        Assert.DoesNotContain(plan.Split('\n'), line => line.Contains("SCAN ", StringComparison.Ordinal) && !line.Contains("VIRTUAL TABLE", StringComparison.Ordinal));
        Assert.DoesNotContain("Seq Scan", plan);
        Assert.DoesNotContain("TEMP B-TREE", plan);
        Assert.DoesNotContain("Sort", plan);
    }
}
