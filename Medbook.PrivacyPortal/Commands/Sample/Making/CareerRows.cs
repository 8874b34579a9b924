using System.Globalization;
using System.Text;
using Medbook.PrivacyPortal.Commands.Sample.Tables;

namespace Medbook.PrivacyPortal.Commands.Sample.Making;

/// <summary>Studies, internships, rotations, posts, and the papers that prove them.</summary>
internal static class CareerRows
{
    private const string StillGoingOn = "9999-12-31";

    public static IEnumerable<object> Of(Person person, int seed, Numbers numbers)
    {
        if (person.Amount == Amount.AccountOnly) return [];
        var pick = person.Pick(seed, Purpose.Career);
        return Steps(person, seed, pick, numbers).Concat(Rotations(person, seed, pick, numbers)).Concat(Papers(person, pick, numbers));
    }

    private static IEnumerable<object> Steps(Person person, int seed, Pick pick, Numbers numbers)
    {
        var school = pick.One(person.Words.Schools);
        var studies = new DateOnly(person.BornOn.Year + 18, 9, 20);
        yield return Step(school, person.Words.Degrees[0], studies, studies.AddYears(3));
        if (person.Stage == Stage.Student)
        {
            yield return Step(school, person.Words.Degrees[1], studies.AddYears(3), null);
            yield break;
        }

        yield return Step(school, person.Words.Degrees[1], studies.AddYears(3), person.GraduatedOn);
        var qualified = person.TrainingFrom.AddYears(3);
        var training = $"{person.Words.Positions.Trainee}, {Small(person.Speciality.Name)}";
        yield return Step(pick.One(person.Words.Hospitals), training, person.TrainingFrom, person.Stage == Stage.Trainee ? null : qualified.AddDays(-1));
        if (person.Stage == Stage.Trainee) yield break;

        var workplaces = person.Speciality.Group == "family" ? person.Words.Practices : person.Words.Hospitals;
        var practitioner = $"{person.Words.Positions.Practitioner}, {Small(person.Speciality.Name)}";
        var moved = qualified.AddYears(pick.Between(2, 5));
        yield return Step(pick.One(workplaces), practitioner, qualified, moved.AddDays(-1));
        var position = person.Stage == Stage.Senior ? person.Words.Positions.Senior : practitioner;
        var now = person.Practice(seed)?.Name is { } practice && person.Speciality.Group == "family" ? practice : pick.One(workplaces);
        yield return Step(now, position, moved, null);

        CareerStep Step(string organisation, string what, DateOnly from, DateOnly? until) => new()
        {
            Id = numbers.Next<CareerStep>(),
            MemberId = person.Id,
            Organisation = organisation,
            Position = what,
            Country = "BE",
            StartedOn = SampleTime.Typed(from),
            EndedOn = until is { } end ? SampleTime.Typed(end) : pick.Chance(0.5) ? "" : "00/00/0000",
            Imported = Serialised(("system", "old-portfolio"), ("line", string.Create(CultureInfo.InvariantCulture, $"{from.Year}/{person.Id}"))),
        };
    }

    private static IEnumerable<object> Rotations(Person person, int seed, Pick pick, Numbers numbers)
    {
        var count = person.Amount switch { Amount.Much => 6, Amount.Some => pick.Between(2, 5), _ => pick.Between(0, 2) };
        var start = person.Stage == Stage.Student ? new DateOnly(person.BornOn.Year + 21, 10, 1) : person.TrainingFrom;
        for (var i = 0; i < count; i++)
        {
            var months = person.Stage == Stage.Student ? 2 : 6;
            var end = start.AddMonths(months).AddDays(-1);
            if (start > SampleTime.Day(person.LastSeen)) yield break;
            var lasts = end > SampleTime.Day(person.LastSeen);
            // Somebody further on supervises: the name stands here as text, also when that person has no account.
            var supervisor = Person.Of(seed, pick.Between(1, person.Id + 40));
            var speciality = i % 3 == 2 ? pick.One(person.Words.Specialities) : person.Speciality;
            yield return new Experience
            {
                Id = numbers.Next<Experience>(),
                MemberId = person.Id,
                Kind = person.Stage == Stage.Student ? "internship" : "rotation",
                Hospital = pick.One(speciality.Group == "family" ? person.Words.Practices : person.Words.Hospitals),
                Department = speciality.Department,
                Speciality = speciality.Name,
                StartsOn = SampleTime.Iso(start),
                EndsOn = lasts ? StillGoingOn : SampleTime.Iso(end),
                HoursPerWeek = pick.Between(76, 112) / 2m,
                Supervisor = $"dr. {supervisor.FirstName[0]}. {supervisor.LastName}",
                Description = pick.Chance(0.85) ? pick.One(person.Words.Experience) : null,
            };
            start = start.AddMonths(months);
        }
    }

    private static IEnumerable<object> Papers(Person person, Pick pick, Numbers numbers)
    {
        var count = person.Amount switch { Amount.Much => 4, Amount.Some => pick.Between(1, 3), _ => pick.Between(0, 1) };
        var papers = person.Words.Certificates.Where(paper => person.Stage != Stage.Student || paper.Years > 0).Take(count);
        foreach (var paper in papers)
        {
            // A paper that expires is a recent one; a diploma is as old as its studies.
            var issued = paper.Years > 0
                ? SampleTime.Day(person.LastSeen).AddDays(-pick.Between(40, 365 * paper.Years + 200))
                : person.GraduatedOn.AddDays(pick.Between(1, 40));
            var number = string.Create(CultureInfo.InvariantCulture, $"S{issued:yyyyMM}-{pick.Between(1000, 9999)}");
            yield return new Certificate
            {
                Id = numbers.Next<Certificate>(),
                MemberId = person.Id,
                Name = paper.Name,
                Issuer = paper.Issuer,
                Number = number,
                IssuedOn = issued,
                ValidUntil = paper.Years > 0 ? issued.AddYears(paper.Years) : null,
                ShareCode = pick.Uuid(),
                FileName = $"{number}.pdf",
                Scan = OnePage.Of(paper.Issuer, paper.Name, person.Name, number),
            };
        }
    }

    /// <summary>PHP's form: each text with its length.</summary>
    private static string Serialised(params (string Name, string Value)[] parts) =>
        string.Create(CultureInfo.InvariantCulture, $"a:{parts.Length}:{{{string.Concat(parts.Select(part => Text(part.Name) + Text(part.Value)))}}}");

    private static string Text(string text) => string.Create(CultureInfo.InvariantCulture, $"s:{Encoding.UTF8.GetByteCount(text)}:\"{text}\";");

    private static string Small(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
