namespace Medbook.PrivacyPortal.Commands.Sample.Making;

/// <summary>
/// Chance that is the same on every machine: one stream per seed, person and purpose, so that more rows of one kind
/// change nothing about the others.
/// </summary>
internal sealed class Pick(int seed, int person, Purpose purpose)
{
    private readonly Random random = new(Mix(seed, person, (int)purpose));

    public T One<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>A whole number, both ends included.</summary>
    public int Between(int least, int most) => random.Next(least, most + 1);

    public bool Chance(double probability) => random.NextDouble() < probability;

    /// <summary>A moment on a working day's waking hours, UTC, to the second.</summary>
    public DateTime Moment(DateTime from, DateTime until)
    {
        var day = from.Date.AddDays(random.Next(Math.Max(1, (until - from).Days)));
        var moment = day.AddHours(random.Next(6, 21)).AddSeconds(random.Next(3600));
        return moment < from ? from : moment;
    }

    /// <summary>A moment in working hours some days later, and later than <paramref name="moment"/> on the same day.</summary>
    public DateTime Later(DateTime moment, int leastDays, int mostDays)
    {
        var later = moment.Date.AddDays(Between(leastDays, mostDays)).AddHours(Between(7, 17)).AddSeconds(random.Next(3600));
        return later > moment ? later : moment.AddMinutes(Between(20, 180));
    }

    /// <summary>The step before, when steps are told backwards: in the same visit, or on an earlier day.</summary>
    public DateTime Before(DateTime moment, double sameVisit, int mostDays) => Chance(sameVisit)
        ? moment.AddSeconds(-Between(15, 240))
        : moment.Date.AddDays(-Between(1, mostDays)).AddHours(Between(6, 21)).AddSeconds(random.Next(3600));

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    public Guid Uuid() => new(Bytes(16));

    private static int Mix(int seed, int person, int purpose)
    {
        var mixed = unchecked(((ulong)(uint)seed << 32) ^ ((ulong)(uint)person * 0x9E3779B97F4A7C15) ^ ((ulong)(uint)purpose << 17));
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return (int)(mixed >> 33);
    }
}

/// <summary>What a stream of chance is for.</summary>
internal enum Purpose
{
    Person,
    Account,
    Choices,
    Career,
    Portfolio,
    Technical,
    Practice,
    Agreements,
    Helpdesk,
    Contact,
    Visitors,
}
