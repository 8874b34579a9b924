using System.Globalization;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Research.Extracts;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace Medbook.PrivacyPortal.Tests.Operations.Research.Extracts;

/// <summary>
/// Somebody withdraws while the extract they are in is released and, as soon as it is, downloaded: either they are in nothing that left, or
/// they are on the partner's list. <c>EXTRACT_RACES=500 dotnet test --filter FullyQualifiedName~ReleaseRace</c> tries five hundred times.
/// </summary>
public abstract class ReleaseRaceTests(Provider provider, int tries, ITestOutputHelper output) : ExtractTests(provider)
{
    private static readonly string[] Moments = ["looked at again", "written,", "released,"];

    private int Tries => Environment.GetEnvironmentVariable("EXTRACT_RACES") is { Length: > 0 } said ? int.Parse(said, CultureInfo.InvariantCulture) : tries;

    [Fact]
    public async Task A_withdrawal_and_a_release_never_pass_each_other()
    {
        await AddPeopleAsync(16);
        var (subject, random) = (People[4], new Random(6));
        var pseudonym = await PseudonymOfAsync(subject);
        var (leftWith, leftWithout, neverLeft) = (0, 0, 0);
        for (var i = 0; i < Tries; i++)
        {
            var prepared = await PreparedAsync();
            await AskReleaseAsync(prepared.Id);
            var left = await RaceAsync(prepared.Id, i % 2 == 0 ? Moments[random.Next(Moments.Length)] : null, random, subject);

            if (left is null) neverLeft++;
            else if (left.Contains(pseudonym)) leftWith++;
            else leftWithout++;
            // On the list as often as a file left with them; and of no file that nobody had yet is there anything to download.
            Assert.Equal(leftWith, await ReadAsync(db => db.RemovalNotices.CountAsync(n => n.Subject == subject)));
            var member = (await MembersAsync(prepared.Id)).SingleOrDefault(one => one.Subject == subject);
            Assert.Equal(left?.Contains(pseudonym) == true, member?.State == MemberState.Removed);
            var later = await Get<TakeExtract>().RunAsync(Officer, prepared.Id, None);
            if (later.IsOk)
            {
                await later.Value.DisposeAsync();
                Assert.DoesNotContain(pseudonym, await PseudonymsInAsync(prepared.Id));
            }
            await GiveAsync(subject);
        }
        output.WriteLine($"{Tries} tries: {leftWith} files left with the person, who is on the list; {leftWithout} without; {neverLeft} never left");
        Assert.True(leftWithout > 0);
    }

    /// <returns>The pseudonyms of what was downloaded as soon as it was released; null where it was thrown away before.</returns>
    private async Task<IReadOnlySet<string>?> RaceAsync(Guid id, string? moment, Random random, SubjectKey subject)
    {
        var (withdrawal, waits) = (Task.CompletedTask, random.Next(2) == 0);
        if (moment is null)
        {
            var (first, second) = (random.Next(3000), random.Next(3000));
            withdrawal = Task.Run(async () => { Thread.SpinWait(first); await WithdrawAsync(subject); });
            Thread.SpinWait(second);
        }
        Log.OnLine = line =>
        {
            // Once, to its end or side by side with the release.
            if (moment is null || !line.Contains(moment, StringComparison.Ordinal) || !line.StartsWith("Extract", StringComparison.Ordinal)) return;
            moment = null;
            withdrawal = Task.Run(() => WithdrawAsync(subject));
            if (waits) withdrawal.GetAwaiter().GetResult();
        };
        await Task.Run(async () => Assert.True(await ReleaseRunAsync()));
        Log.OnLine = null;
        var taken = await Get<TakeExtract>().RunAsync(Officer, id, None);
        IReadOnlySet<string>? left = null;
        if (taken.IsOk)
        {
            await using var extract = taken.Value;
            left = await PseudonymsInAsync(extract.Content);
        }
        await withdrawal;
        return left;
    }

    public sealed class OnSqlite(ITestOutputHelper output) : ReleaseRaceTests(Provider.Sqlite, 30, output);

    public sealed class OnPostgreSql(ITestOutputHelper output) : ReleaseRaceTests(Provider.PostgreSql, 10, output);
}
