using System.Text.Json;

namespace Medbook.PrivacyPortal.Commands.Sample.Making;

/// <summary>The words of one language: invented people and places, and what doctors in training write.</summary>
internal sealed record Words
{
    public required string[] FirstNames { get; init; }
    public required string[] LastNames { get; init; }
    public required string[] Streets { get; init; }
    public required string[] Places { get; init; }
    public required string[] Hospitals { get; init; }
    public required string[] Schools { get; init; }
    public required string[] Practices { get; init; }
    public required string[] Bios { get; init; }
    public required string[] Experience { get; init; }
    public required PositionNames Positions { get; init; }
    public required string[] Degrees { get; init; }
    public required SpecialityWords[] Specialities { get; init; }
    public required EntryWords[] Entries { get; init; }
    public required string[] Feedback { get; init; }
    public required string[] Notes { get; init; }
    public required CertificateWords[] Certificates { get; init; }
    public required TicketWords[] Tickets { get; init; }
    public required MessageWords[] Contact { get; init; }
    public required string[] Helpdesk { get; init; }

    /// <summary>The words of a language: <c>nl</c>, <c>fr</c>, <c>en</c>.</summary>
    public static Words In(string language) => Languages[language];

    private static readonly IReadOnlyDictionary<string, Words> Languages =
        new[] { "nl", "fr", "en" }.ToDictionary(language => language, CommonWords.Read<Words>);
}

internal sealed record PositionNames(string Student, string Trainee, string Practitioner, string Senior, string Supervisor);

/// <summary><paramref name="Group"/> keeps entries away from specialities they make no sense in.</summary>
internal sealed record SpecialityWords(string Name, string Group, string Department);

internal sealed record EntryWords(string Group, string Kind, string Title, string Text);

/// <summary><paramref name="Years"/>: how long it is valid; 0 for ever.</summary>
internal sealed record CertificateWords(string Name, string Issuer, int Years);

internal sealed record TicketWords(string Subject, string Question, string Answer, string Thanks);

internal sealed record MessageWords(string Subject, string Text);

internal sealed record DeviceWords(string Kind, string Model, string System, string Browser);

internal sealed record StudyWords(string Name, string Partner);

/// <summary>A page of the application and what can be done there.</summary>
internal sealed record PageWords(string Path, string[] Actions);

/// <summary>What fits a kind of portfolio entry.</summary>
internal sealed record KindWords(string[] Roles, string[] Settings, string[] Topics);

/// <summary>What is the same in every language.</summary>
internal sealed record CommonWords
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public required DeviceWords[] Devices { get; init; }
    public required PageWords[] Pages { get; init; }
    public required Dictionary<string, KindWords> Kinds { get; init; }
    public required string[] StartPages { get; init; }
    public required string[] Topics { get; init; }
    public required string[] Products { get; init; }
    public required StudyWords[] Studies { get; init; }

    public static CommonWords All { get; } = Read<CommonWords>("common");

    internal static T Read<T>(string name)
    {
        using var file = typeof(Words).Assembly.GetManifestResourceStream($"Sample/{name}.json")!;
        return JsonSerializer.Deserialize<T>(file, Json)!;
    }
}
