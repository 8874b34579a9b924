using System.Globalization;
using Medbook.PrivacyPortal.Commands.Sample.Tables;

namespace Medbook.PrivacyPortal.Commands.Sample.Making;

/// <summary>Practices, the agreements that members sign, the invoices that follow.</summary>
internal static class BusinessRows
{
    /// <summary>The practice a member leads; before the members, because they refer to it.</summary>
    public static IEnumerable<object> Practices(Person person, int seed) => person.LeadsPractice ? [PracticeOf(person, seed)] : [];

    /// <summary>The practice that <paramref name="person"/> leads.</summary>
    public static Practice PracticeOf(Person person, int seed)
    {
        var pick = person.Pick(seed, Purpose.Practice);
        return new Practice
        {
            Id = person.PracticeBlock,
            Name = pick.One(person.Words.Practices),
            VatNumber = Vat(person.PracticeBlock),
            Street = $"{pick.One(person.Words.Streets)} {pick.Between(1, 190)}",
            City = person.City,
            BillingEmail = string.Create(CultureInfo.InvariantCulture, $"practice{person.PracticeBlock}@example.net"),
        };
    }

    public static IEnumerable<object> Of(Person person, int seed, Numbers numbers)
    {
        if (person.Amount == Amount.AccountOnly) yield break;
        var pick = person.Pick(seed, Purpose.Agreements);
        var known = person.Id == KnownPeople.MemberId;

        if (known || person.Amount == Amount.Much || pick.Chance(0.4))
        {
            yield return Sign("person", person.Name, "", CommonWords.All.Products[0]);
        }
        if (known || person.Stage == Stage.Senior && pick.Chance(0.6))
        {
            yield return Sign("hospital", pick.One(person.Words.Hospitals), person.Stage == Stage.Senior ? person.Words.Positions.Senior : person.Words.Positions.Supervisor, CommonWords.All.Products[3]);
        }
        if (known || person.Stage >= Stage.Practitioner && pick.Chance(0.2))
        {
            yield return Sign("school", pick.One(person.Words.Schools), person.Words.Positions.Supervisor, CommonWords.All.Products[2]);
        }
        if (!person.LeadsPractice) yield break;

        var practice = Sign(pick.Chance(0.7) ? "practice" : "company", PracticeOf(person, seed).Name, person.Words.Positions.Practitioner, CommonWords.All.Products[1]);
        yield return practice;
        var last = practice.EndsOn ?? SampleTime.Day(SampleTime.Today);
        for (var year = practice.StartsOn.Year; year <= last.Year && year < practice.StartsOn.Year + 8; year++)
        {
            var issued = new DateTime(year, practice.StartsOn.Month, 1, 8, 30, 0, DateTimeKind.Utc).AddDays(pick.Between(1, 25)).AddMinutes(pick.Between(0, 400));
            if (issued > SampleTime.Today) yield break;
            var number = numbers.Next<Invoice>();
            yield return new Invoice
            {
                Id = number,
                Number = string.Create(CultureInfo.InvariantCulture, $"F{year}-{number:00000}"),
                AgreementRef = string.Create(CultureInfo.InvariantCulture, $"AG{practice.StartsOn.Year}/{practice.Id:00000}"),
                Attention = person.Name,
                IssuedAt = SampleTime.Local(issued),
                Amount = pick.Between(2, 6) * 121m,
                Paid = year < SampleTime.Today.Year || pick.Chance(0.6) ? "yes" : "no",
                ExportBatch = year < SampleTime.Today.Year ? string.Create(CultureInfo.InvariantCulture, $"ledger-{year}") : null,
            };
        }

        Agreement Sign(string party, string organisation, string signedAs, string product)
        {
            var number = numbers.Next<Agreement>();
            var starts = SampleTime.Day(pick.Moment(person.JoinedAt, person.LastSeen.AddDays(-20)));
            var ended = pick.Chance(0.3) ? starts.AddYears(pick.Between(1, 2)) : (DateOnly?)null;
            return new Agreement
            {
                Id = number,
                Number = string.Create(CultureInfo.InvariantCulture, $"AG-{starts.Year}-{number:00000}"),
                Party = party,
                Organisation = organisation,
                SignedById = person.Id,
                SignedAs = signedAs,
                Product = product,
                StartsOn = starts,
                EndsOn = ended < SampleTime.Day(SampleTime.Today) ? ended : null,
            };
        }
    }

    /// <summary>A number that no company can have: its two check digits are wrong on purpose.</summary>
    private static string Vat(int practice)
    {
        var stem = 9_990_000 + practice % 10_000;
        var wrong = (97 - stem % 97 + 1) % 100;
        var digits = string.Create(CultureInfo.InvariantCulture, $"0{stem:0000000}{wrong:00}");
        return $"BE {digits[..4]}.{digits[4..7]}.{digits[7..]}";
    }
}
