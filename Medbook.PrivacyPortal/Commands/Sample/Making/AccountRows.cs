using System.Globalization;
using System.Text.Json;
using Medbook.PrivacyPortal.Commands.Sample.Tables;

namespace Medbook.PrivacyPortal.Commands.Sample.Making;

/// <summary>The account, its addresses, what the member wants to be told, the studies they take part in.</summary>
internal static class AccountRows
{
    private static readonly string[] Topics = ["feedback", "deadlines", "newsletter"];
    private static readonly string[] QuietTimes = ["20:00", "21:30", "22:00"];
    private static readonly string[] TextSizes = ["normal", "large"];

    public static IEnumerable<object> Of(Person person, int seed, Numbers numbers)
    {
        var pick = person.Pick(seed, Purpose.Account);
        yield return Account(person, seed, pick);

        var verified = person.JoinedAt.AddMinutes(pick.Between(1, 90));
        yield return new MemberEmail
        {
            Id = numbers.Next<MemberEmail>(),
            MemberId = person.Id,
            Email = person.Email,
            IsPrimary = true,
            IsVerified = person.EmailVerified,
            VerifiedAt = person.EmailVerified ? verified : null,
        };
        if (person.Id == KnownPeople.MemberId || pick.Chance(0.1))
        {
            var confirmed = pick.Chance(0.7);
            yield return new MemberEmail
            {
                Id = numbers.Next<MemberEmail>(),
                MemberId = person.Id,
                Email = string.Create(CultureInfo.InvariantCulture, $"member{person.Id}@hospital.example.org"),
                IsVerified = confirmed,
                VerifiedAt = confirmed ? verified.AddDays(30) : null,
            };
        }
    }

    /// <summary>The rows that older parts of the application keep about an account.</summary>
    public static IEnumerable<object> Choices(Person person, int seed, Numbers numbers)
    {
        var pick = person.Pick(seed, Purpose.Choices);
        if (person.Amount == Amount.AccountOnly) yield break;

        foreach (var topic in Topics)
        {
            yield return new NotificationSetting
            {
                MemberRef = person.Id.ToString(CultureInfo.InvariantCulture),
                Topic = topic,
                ByEmail = topic != "newsletter" || pick.Chance(0.5),
                ByPush = pick.Chance(0.4),
                QuietFrom = topic != "deadlines" && pick.Chance(0.6) ? pick.One(QuietTimes) : "",
            };
        }

        foreach (var study in CommonWords.All.Studies)
        {
            if (!pick.Chance(person.Amount == Amount.Much ? 0.9 : 0.15)) continue;
            var consented = pick.Moment(Later(person.JoinedAt, SampleTime.Today.AddYears(-3)), person.LastSeen);
            yield return new StudyEnrolment
            {
                Id = numbers.Next<StudyEnrolment>(),
                MemberId = person.Id,
                Study = study.Name,
                Partner = study.Partner,
                Pseudonym = $"P-{Convert.ToHexString(pick.Bytes(4))}",
                ConsentedAt = consented,
                WithdrawnAt = pick.Chance(0.2) ? pick.Moment(consented, person.LastSeen) : null,
            };
        }
    }

    private static Member Account(Person person, int seed, Pick pick) => new()
    {
        Id = person.Id,
        Kind = "person",
        FirstName = person.FirstName,
        LastName = person.LastName,
        Title = person.Stage == Stage.Student ? "" : person.Stage == Stage.Senior && pick.Chance(0.5) ? "Prof. dr." : "Dr.",
        BirthDate = person.BornOn,
        Language = person.Language,
        // No Belgian operator has numbers that start with 0400.
        Phone = pick.Chance(0.8) || person.Id == KnownPeople.MemberId ? $"+32 400 00 {pick.Between(10, 99)} {pick.Between(10, 99)}" : null,
        Street = $"{pick.One(person.Words.Streets)} {pick.Between(1, 190)}",
        City = person.City,
        Speciality = person.Speciality.Name,
        ProviderNumber = person.Stage == Stage.Student ? null : string.Create(CultureInfo.InvariantCulture, $"SAMPLE-{person.Id:00000}-{pick.Between(100, 999)}"),
        Bio = pick.Chance(0.6) || person.Id == KnownPeople.MemberId ? pick.One(person.Words.Bios) : null,
        Preferences = JsonSerializer.Serialize(new
        {
            startPage = pick.One(CommonWords.All.StartPages),
            weeklySummary = pick.Chance(0.5),
            display = new { textSize = pick.One(TextSizes), topic = pick.One(CommonWords.All.Topics) },
        }),
        SharedWithCommittee = pick.Chance(0.9),
        PasswordHash = $"sample${Convert.ToBase64String(pick.Bytes(33))}",
        PracticeId = person.Practice(seed)?.Id,
        InvitedById = person.Id > KnownPeople.Count && pick.Chance(0.3) ? pick.Between(1, person.Id - 1) : null,
        CreatedAt = person.JoinedAt,
        LastSeenMs = SampleTime.Milliseconds(person.LastVisit),
        DeletedAt = person.LeftAt,
        RowVersion = pick.Between(1, 40),
    };

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;
}
