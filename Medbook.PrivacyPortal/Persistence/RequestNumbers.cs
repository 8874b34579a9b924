using Medbook.PrivacyPortal.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Persistence;

/// <summary>The last number given in a year.</summary>
internal sealed class RequestCounter
{
    public int Year { get; private set; }
    public int Last { get; private set; }
}

/// <summary>Gives the numbers of requests: in one statement, so that two who submit at once wait for each other and get two numbers.</summary>
public static class RequestNumbers
{
    /// <summary>The next number of a year; taken back with the transaction it is called in.</summary>
    public static async Task<RequestNumber> NextAsync(PortalDb db, int year, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("A number is given within the transaction of its request.");
        var given = await db.Database.SqlQuery<int>(
            $"""
             INSERT INTO "RequestCounters" ("Year", "Last") VALUES ({year}, 1)
             ON CONFLICT ("Year") DO UPDATE SET "Last" = "RequestCounters"."Last" + 1
             RETURNING "Last" AS "Value"
             """).ToListAsync(ct);
        return new RequestNumber(year, given.Single());
    }
}
