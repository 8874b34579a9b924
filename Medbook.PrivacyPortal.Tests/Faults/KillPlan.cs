using System.Globalization;
using Medbook.PrivacyPortal.Domain.Copies;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>A copy whose maker is killed, and its next maker, and perhaps a third.</summary>
internal sealed record KilledCopy(CopyKind Kind, IReadOnlyList<StopPoint> Kills);

/// <summary>Where copies are killed: the same places for the same seed, each phase at least five times.</summary>
internal static class KillPlan
{
    /// <summary>How often each phase is hit at least.</summary>
    public const int LeastPerPhase = 5;

    private const int MostPerCopy = 3;

    /// <summary>How many kills: <c>KILLS</c>, or five for each phase, which are more than fifty.</summary>
    public static int Kills => Math.Max(Setting("KILLS", 0), LeastPerPhase * Phases.Making.Length);

    /// <summary>What the places are drawn with: <c>KILL_SEED</c>.</summary>
    public static int Seed => Setting("KILL_SEED", 2026);

    /// <summary>Draws the places.</summary>
    /// <param name="seed">The same seed draws the same places.</param>
    /// <param name="kills">How many.</param>
    /// <param name="times">How often a copy of each kind comes to each phase.</param>
    public static List<KilledCopy> Draw(int seed, int kills, IReadOnlyDictionary<CopyKind, Dictionary<string, int>> times)
    {
        var random = new Random(seed);
        var phases = Enumerable.Repeat(Phases.Making, LeastPerPhase).SelectMany(phase => phase).ToList();
        while (phases.Count < kills) phases.Add(random.GetItems(Phases.Making, 1)[0]);
        var drawn = phases.ToArray();
        random.Shuffle(drawn);

        var copies = new List<KilledCopy>();
        for (var at = 0; at < drawn.Length;)
        {
            var kind = times.Keys.Order().ElementAt(random.Next(times.Count));
            var points = new List<StopPoint>();
            for (var most = random.Next(1, MostPerCopy + 1); points.Count < most && at < drawn.Length; at++)
            {
                points.Add(new StopPoint(drawn[at], random.Next(1, times[kind][drawn[at]] + 1)));
                // After that there is nothing left to be killed.
                if (drawn[at] == "finished") most = 0;
            }
            copies.Add(new KilledCopy(kind, points));
        }
        return copies;
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
