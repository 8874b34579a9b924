namespace Medbook.PrivacyPortal.Commands.Sample.Tables;

/// <summary>An internship, a rotation or a post.</summary>
internal sealed class Experience
{
    public int Id { get; init; }
    public int MemberId { get; init; }
    public required string Kind { get; init; }
    public required string Hospital { get; init; }
    public required string Department { get; init; }
    public required string Speciality { get; init; }

    /// <summary>ISO text.</summary>
    public required string StartsOn { get; init; }

    /// <summary>ISO text; <c>9999-12-31</c> while it lasts.</summary>
    public required string EndsOn { get; init; }

    public decimal HoursPerWeek { get; init; }
    public required string Supervisor { get; init; }
    public string? Description { get; init; }
}

/// <summary>A line of the curriculum vitae, imported from an older system: dates as typed.</summary>
internal sealed class CareerStep
{
    public int Id { get; init; }
    public int MemberId { get; init; }
    public required string Organisation { get; init; }
    public required string Position { get; init; }
    public required string Country { get; init; }

    /// <summary><c>dd/MM/yyyy</c>.</summary>
    public required string StartedOn { get; init; }

    /// <summary><c>dd/MM/yyyy</c>; empty or <c>00/00/0000</c> while it lasts.</summary>
    public required string EndedOn { get; init; }

    /// <summary>What the older system said of the line, as PHP serialised it.</summary>
    public required string Imported { get; init; }
}

/// <summary>A diploma or an attestation, with a scan.</summary>
internal sealed class Certificate
{
    public int Id { get; init; }
    public int MemberId { get; init; }
    public required string Name { get; init; }
    public required string Issuer { get; init; }
    public required string Number { get; init; }
    public DateOnly IssuedOn { get; init; }
    public DateOnly? ValidUntil { get; init; }
    /// <summary>Whoever has it may see that the paper is real.</summary>
    public Guid ShareCode { get; init; }

    public required string FileName { get; init; }
    public required byte[] Scan { get; init; }
}
