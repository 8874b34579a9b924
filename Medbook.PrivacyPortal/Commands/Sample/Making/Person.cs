using System.Globalization;
using System.Text;
using Medbook.PrivacyPortal.Commands.Sample.Tables;

namespace Medbook.PrivacyPortal.Commands.Sample.Making;

/// <summary>How far somebody is.</summary>
internal enum Stage
{
    Student,
    Trainee,
    Practitioner,
    Senior,
}

/// <summary>How much there is about somebody.</summary>
internal enum Amount
{
    /// <summary>The account and nothing else.</summary>
    AccountOnly,
    Little,
    Some,
    Much,
}

/// <summary>
/// A member as the generator knows them: worked out from seed and number each time, never kept, so that memory stays flat
/// and any row can name any other member.
/// </summary>
internal sealed record Person
{
    /// <summary>Members per practice: the first of them sends the invoices on.</summary>
    private const int PracticeSize = 5;

    public required int Id { get; init; }
    public required string Language { get; init; }
    public required Words Words { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public required string Email { get; init; }
    public required Stage Stage { get; init; }
    public required Amount Amount { get; init; }
    public required SpecialityWords Speciality { get; init; }
    public required string City { get; init; }
    public required DateOnly BornOn { get; init; }
    public required DateTime JoinedAt { get; init; }
    public bool EmailVerified { get; init; } = true;
    public DateTime? LeftAt { get; init; }

    /// <summary>How long before the last day of the sample, or of the account, the last visit was.</summary>
    public required TimeSpan Absent { get; init; }

    public DateTime LastVisit => LastSeen.Date - Absent;

    public string Name => $"{FirstName} {LastName}";

    /// <summary>How a colleague writes the name: "dr. N. Vandermeersel".</summary>
    public string ShortName => $"{(Stage == Stage.Student ? "" : "dr. ")}{FirstName[0]}. {LastName}";

    /// <summary>The last day there is something of this person.</summary>
    public DateTime LastSeen => LeftAt ?? SampleTime.Today;

    /// <summary>The day medical studies ended, or will end.</summary>
    public DateOnly GraduatedOn => new(BornOn.Year + 25, 6, 30);

    /// <summary>The day training as a specialist began.</summary>
    public DateOnly TrainingFrom => new(BornOn.Year + 25, 10, 1);

    public int PracticeBlock => (Id - 1) / PracticeSize + 1;

    public bool LeadsPractice => (Id - 1) % PracticeSize == 0 && Stage >= Stage.Practitioner;

    public Pick Pick(int seed, Purpose purpose) => new(seed, Id, purpose);

    /// <summary>The practice of this person's block; null where its first member leads none.</summary>
    public Practice? Practice(int seed)
    {
        if (Stage < Stage.Practitioner) return null;
        var lead = Of(seed, (PracticeBlock - 1) * PracticeSize + 1);
        return lead.LeadsPractice ? BusinessRows.PracticeOf(lead, seed) : null;
    }

    /// <summary>The member of a number.</summary>
    public static Person Of(int seed, int id)
    {
        var pick = new Pick(seed, id, Purpose.Person);
        var language = pick.Between(1, 10) switch { <= 5 => "nl", <= 9 => "fr", _ => "en" };
        var words = Words.In(language);
        var stage = pick.Between(1, 10) switch { <= 2 => Stage.Student, <= 6 => Stage.Trainee, <= 9 => Stage.Practitioner, _ => Stage.Senior };
        var amount = pick.Between(1, 20) switch { 1 => Amount.AccountOnly, <= 8 => Amount.Little, <= 18 => Amount.Some, _ => Amount.Much };
        var age = stage switch
        {
            Stage.Student => pick.Between(21, 24),
            Stage.Trainee => pick.Between(26, 31),
            Stage.Practitioner => pick.Between(32, 60),
            _ => pick.Between(45, 64),
        };
        var born = new DateOnly(SampleTime.Today.Year - age, pick.Between(1, 12), pick.Between(1, 28));
        var studying = new DateTime(born.Year + 20, 9, 15, 0, 0, 0, DateTimeKind.Utc);
        var first = pick.One(words.FirstNames);
        var last = pick.One(words.LastNames);
        var drawn = new Person
        {
            Id = id,
            Language = language,
            Words = words,
            FirstName = first,
            LastName = last,
            Email = AddressOf(first, last, id),
            Stage = stage,
            Amount = amount,
            Speciality = pick.One(words.Specialities),
            City = pick.One(words.Places),
            Absent = TimeSpan.FromDays(amount >= Amount.Some ? pick.Between(1, 12) : pick.Between(1, 200)) - TimeSpan.FromMinutes(pick.Between(7 * 60, 20 * 60)),
            BornOn = born,
            JoinedAt = pick.Moment(studying > SampleTime.FirstAccount ? studying : SampleTime.FirstAccount, SampleTime.Today.AddDays(-20)),
        };
        return KnownPeople.Adjust(drawn);
    }

    private static string AddressOf(string first, string last, int id)
    {
        var plain = new StringBuilder();
        foreach (var letter in $"{first}.{last}".Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (letter == '.' || char.IsAsciiLetterLower(letter)) plain.Append(letter);
        }
        return string.Create(CultureInfo.InvariantCulture, $"{plain}.{id}@example.org");
    }
}
