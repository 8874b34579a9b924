namespace Medbook.PrivacyPortal.Commands.Sample.Making;

/// <summary>
/// The members that exist in every sample, whatever its seed and size, because tests, documents and the demo need them.
/// </summary>
internal static class KnownPeople
{
    /// <summary>A general practitioner who also supervises: rows in every dataset. With <c>--heavy</c>, 100,000 usage rows.</summary>
    public const string Member = "member@example.org";

    /// <summary>An account and nothing else.</summary>
    public const string Quiet = "quiet@example.org";

    /// <summary>Two colleagues who both verified the mailbox of their practice: several matches, so none is linked.</summary>
    public const string Shared = "shared@example.org";

    /// <summary>The address was never verified: no match.</summary>
    public const string Unverified = "unverified@example.org";

    /// <summary>Left Medbook; the rows are marked as deleted and are still held.</summary>
    public const string Left = "left@example.org";

    /// <summary>Wrote through the contact form and has no account.</summary>
    public const string Visitor = "visitor@example.org";

    /// <summary>How many members the known ones take.</summary>
    public const int Count = 6;

    /// <summary>The number of <see cref="Member"/>.</summary>
    public const int MemberId = 1;

    /// <summary>Makes the first numbers the known people; the others stay as drawn.</summary>
    public static Person Adjust(Person drawn) => drawn.Id switch
    {
        MemberId => drawn with
        {
            Language = "nl",
            Words = Words.In("nl"),
            FirstName = "Nora",
            LastName = "Vandermeersel",
            Email = Member,
            Stage = Stage.Practitioner,
            Amount = Amount.Much,
            Speciality = Words.In("nl").Specialities[0],
            City = Words.In("nl").Places[0],
            Absent = TimeSpan.FromHours(7),
            BornOn = new DateOnly(1987, 3, 14),
            JoinedAt = new DateTime(2014, 9, 22, 7, 41, 8, DateTimeKind.Utc),
        },
        2 => drawn with { Email = Quiet, Amount = Amount.AccountOnly },
        3 or 4 => drawn with { Email = Shared, Stage = Stage.Practitioner, Amount = Amount.Some, BornOn = new DateOnly(1980 + drawn.Id, 5, 6) },
        5 => drawn with { Email = Unverified, Amount = Amount.Some, EmailVerified = false },
        6 => drawn with { Email = Left, Amount = Amount.Some, LeftAt = new DateTime(2026, 4, 3, 9, 12, 0, DateTimeKind.Utc), JoinedAt = new DateTime(2021, 10, 4, 8, 0, 0, DateTimeKind.Utc) },
        _ => drawn,
    };
}
