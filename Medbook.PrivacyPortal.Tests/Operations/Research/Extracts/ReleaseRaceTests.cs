using System.Globalization;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace Medbook.PrivacyPortal.Tests.Operations.Research.Extracts;

/// <summary>
/// Somebody withdraws while the extract they are in is released, at many moments: either they are not in the file, or they are in it and on
/// the partner's list. <c>EXTRACT_RACES=500 dotnet test --filter FullyQualifiedName~ReleaseRace</c> tries five hundred times.
/// </summary>
public abstract class ReleaseRaceTests(Provider provider, int tries, ITestOutputHelper output) : ExtractTests(provider)
{
    private static readonly string[] Moments = ["looked at again", "written,"];

    [Fact]
    public async Task A_withdrawal_and_a_release_never_pass_each_other()
    {
        await AddPeopleAsync(16);
        var (subject, random) = (People[4], new Random(6));
        var pseudonym = await PseudonymOfAsync(subject);
        var (wasIn, wasOut) = (0, 0);
        for (var i = 0; i < Tries; i++)
        {
            var prepared = await PreparedAsync();
            await AskReleaseAsync(prepared.Id);
            await RaceAsync(i, random, subject);

            var extract = await RowAsync(prepared.Id);
            Assert.Equal(ExtractState.Released, extract.State);
            var isIn = (await PseudonymsInAsync(extract.Id)).Contains(pseudonym);
            var member = (await MembersAsync(extract.Id)).SingleOrDefault(one => one.Subject == subject);
            var notices = await ReadAsync(db => db.RemovalNotices.CountAsync(n => n.Subject == subject));
            Assert.Equal(isIn ? MemberState.Removed : (MemberState?)null, member?.State);
            (wasIn, wasOut) = isIn ? (wasIn + 1, wasOut) : (wasIn, wasOut + 1);
            Assert.Equal(wasIn, notices);
            await GiveAsync(subject);
        }
        output.WriteLine($"{Tries} tries: {wasOut} times not in the file, {wasIn} times in it and on the list");
        Assert.True(wasOut > 0);
    }

    private int Tries => Environment.GetEnvironmentVariable("EXTRACT_RACES") is { Length: > 0 } said ? int.Parse(said, CultureInfo.InvariantCulture) : tries;

    // Every other time right in the middle, to its end or side by side; else both begin at once, one of them a little later.
    private async Task RaceAsync(int i, Random random, PrivacyPortal.Domain.Subjects.SubjectKey subject)
    {
        Task withdrawal = Task.CompletedTask;
        if (i % 2 == 0)
        {
            var waits = random.Next(2) == 0;
            Log.Once(Moments[random.Next(2)], () =>
            {
                withdrawal = Task.Run(() => WithdrawAsync(subject));
                return waits ? withdrawal : Task.CompletedTask;
            });
            Assert.True(await ReleaseRunAsync());
            Log.OnLine = null;
        }
        else
        {
            var (first, second) = (random.Next(3000), random.Next(3000));
            withdrawal = Task.Run(async () => { Thread.SpinWait(first); await WithdrawAsync(subject); });
            var release = Task.Run(async () => { Thread.SpinWait(second); Assert.True(await ReleaseRunAsync()); });
            await release;
        }
        await withdrawal;
    }

    public sealed class OnSqlite(ITestOutputHelper output) : ReleaseRaceTests(Provider.Sqlite, 30, output);

    public sealed class OnPostgreSql(ITestOutputHelper output) : ReleaseRaceTests(Provider.PostgreSql, 10, output);
}
