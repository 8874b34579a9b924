using System.Globalization;
using Medbook.PrivacyPortal.Commands.Sample.Tables;

namespace Medbook.PrivacyPortal.Commands.Sample.Making;

/// <summary>What the service sees while it is used: devices, steps, log lines; and visitors who did not sign in.</summary>
internal static class TechnicalRows
{
    /// <summary>The usage rows of <see cref="KnownPeople.Member"/> in a heavy sample.</summary>
    public const int HeavyUsage = 100_000;

    private static readonly string[] AgeGroups = ["18-24", "25-34", "35-44", "45-54", "55+"];

    public static IEnumerable<object> Of(Person person, int seed, bool heavy, Numbers numbers)
    {
        if (person.Amount == Amount.AccountOnly) yield break;
        var pick = person.Pick(seed, Purpose.Technical);
        var devices = new List<Device>();
        for (var i = 0; i < (person.Amount == Amount.Much ? 3 : pick.Between(1, 2)); i++)
        {
            var words = CommonWords.All.Devices[(i * 2 + person.Id) % CommonWords.All.Devices.Length];
            var seen = pick.Moment(Later(person.JoinedAt, person.LastVisit.AddYears(-3)), person.LastVisit.AddDays(-3));
            devices.Add(new Device
            {
                Id = numbers.Next<Device>(),
                MemberId = person.Id,
                Kind = words.Kind,
                Model = words.Model,
                OperatingSystem = words.System,
                Browser = words.Browser,
                PushToken = words.Kind == "computer" ? null : $"sample-{Convert.ToHexString(pick.Bytes(12))}",
                FirstSeen = SampleTime.Seconds(seen),
                LastSeen = SampleTime.Seconds(i == 0 ? person.LastVisit : pick.Moment(seen, person.LastVisit)),
            });
            yield return devices[^1];
        }

        foreach (var usage in Usage(person, devices, heavy && person.Id == KnownPeople.MemberId, pick, numbers)) yield return usage;
        foreach (var line in Log(person, devices, pick)) yield return line;
    }

    /// <summary>Told backwards from the last visit, so that rows lie close together where there are many.</summary>
    private static IEnumerable<UsageEvent> Usage(Person person, IReadOnlyList<Device> devices, bool heavy, Pick pick, Numbers numbers)
    {
        var count = heavy ? HeavyUsage : person.Amount switch { Amount.Much => 240, Amount.Some => pick.Between(8, 45), _ => pick.Between(2, 15) };
        var moment = person.LastVisit;
        for (var i = 0; i < count && moment > person.JoinedAt; i++)
        {
            var page = pick.One(CommonWords.All.Pages);
            yield return new UsageEvent
            {
                Id = numbers.Next<UsageEvent>(),
                MemberId = person.Id,
                DeviceId = pick.One(devices).Id,
                Page = page.Path,
                Action = pick.One(page.Actions),
                Seconds = pick.Between(2, 240),
                OccurredMs = SampleTime.Milliseconds(moment),
            };
            moment = pick.Before(moment, heavy ? 0.98 : 0.75, heavy ? 1 : 6);
        }
    }

    private static IEnumerable<ServerLogLine> Log(Person person, IReadOnlyList<Device> devices, Pick pick)
    {
        var moment = person.LastVisit;
        for (var i = 0; i < (person.Amount >= Amount.Some ? 20 : 6) && moment > person.JoinedAt; i++)
        {
            var device = pick.One(devices);
            var page = pick.One(CommonWords.All.Pages);
            yield return new ServerLogLine
            {
                LoggedAt = SampleTime.Seconds(moment),
                Principal = string.Create(CultureInfo.InvariantCulture, $"member:{person.Id}"),
                // Addresses kept for documentation (RFC 3849).
                Ip = string.Create(CultureInfo.InvariantCulture, $"2001:db8:{person.Id & 0xffff:x}:{person.Id >> 16:x}::{device.Id & 0xffff:x}"),
                Method = pick.One(page.Actions) == "save" ? "POST" : "GET",
                Path = page.Path,
                Status = pick.Chance(0.97) ? 200 : 404,
                Agent = $"{device.Browser} ({device.OperatingSystem})",
            };
            moment = pick.Before(moment, 0.4, 60);
        }
    }

    /// <summary>Log lines of nobody in particular, and the totals of the app stores.</summary>
    public static IEnumerable<object> Visitors(int seed, int members)
    {
        var pick = new Pick(seed, 0, Purpose.Visitors);
        var logged = SampleTime.Today;
        for (var i = 0; i < members; i++)
        {
            logged = logged.AddSeconds(-pick.Between(1, Math.Max(2, 36_000_000 / (members))));
            var words = pick.One(CommonWords.All.Devices);
            yield return new ServerLogLine
            {
                LoggedAt = SampleTime.Seconds(logged),
                // Addresses kept for documentation (RFC 5737).
                Ip = string.Create(CultureInfo.InvariantCulture, $"198.51.100.{pick.Between(1, 254)}"),
                Method = "GET",
                Path = pick.Chance(0.7) ? "/" : "/help",
                Status = pick.Chance(0.9) ? 200 : 404,
                Agent = $"{words.Browser} ({words.System})",
            };
        }

        for (var month = new DateOnly(2025, 1, 1); month < SampleTime.Day(SampleTime.Today); month = month.AddMonths(1))
        {
            foreach (var store in new[] { "apple", "google" })
            {
                foreach (var group in AgeGroups)
                {
                    yield return new AppStatistic
                    {
                        Month = month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                        Store = store,
                        AgeGroup = group,
                        Users = pick.Between(20, 4000),
                    };
                }
            }
        }
    }

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;
}
