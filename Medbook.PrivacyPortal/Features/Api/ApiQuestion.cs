using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Operations.Systems;
using Microsoft.AspNetCore.Mvc;

namespace Medbook.PrivacyPortal.Features.Api;

/// <summary>What a system asks about several persons at once.</summary>
/// <param name="Source">Name of the source whose keys it knows persons by.</param>
/// <param name="Persons">Keys of persons: <c>members:42</c>.</param>
public sealed record ApiQuestion(string Source, IReadOnlyList<string> Persons)
{
    /// <summary>Most bytes of a question: a thousand of the longest keys.</summary>
    private const int MostBytes = 512 * 1024;

    /// <summary>Says to the server how long a question may be.</summary>
    internal static RequestSizeLimitAttribute Limit { get; } = new(MostBytes);

    /// <summary>Reads the body of a request.</summary>
    /// <returns>The question; or why it is none.</returns>
    internal static async Task<(ApiQuestion? Question, IResult? Refusal)> ReadAsync(HttpContext context)
    {
        try
        {
            // JSON is UTF-8, whatever else the header says.
            if (context.Request.HasJsonContentType() && await JsonSerializer.DeserializeAsync<ApiQuestion>(context.Request.Body, ApiAnswer.Json, context.RequestAborted) is { IsOne: true } asked) return (asked, null);
        }
        catch (JsonException)
        {
            // As any other body that is no question.
        }
        catch (BadHttpRequestException refused)
        {
            return (null, Results.Problem(statusCode: refused.StatusCode));
        }
        return (null, Results.Problem($"Name a source and at most {AskedPersons.Most} persons, each once, as the data map writes keys.", statusCode: StatusCodes.Status400BadRequest));
    }

    /// <summary>Why a person cannot be asked about by an address of this portal; null where they can.</summary>
    /// <param name="sources">The sources of the map.</param>
    /// <param name="source">Name of the source.</param>
    /// <param name="person">The person's key, as it stands in the address.</param>
    internal static IResult? RefusalOf(SourceCatalog sources, string? source, string person)
    {
        if (source is null || !PersonKey.TryParse(person, out var key)) return Results.Problem("Name a source, and a person as the data map writes keys.", statusCode: StatusCodes.Status400BadRequest);
        // A mail address has no business in an address that others write down.
        return sources.Find(source)?.Map.FindIdentity(key.Identity)?.IsAddress == true
            ? Results.Problem("This person is known by a mail address: ask with POST.", statusCode: StatusCodes.Status400BadRequest) : null;
    }

    private bool IsOne => Persons.Count <= AskedPersons.Most && Persons.All(person => person is not null && PersonKey.TryParse(person, out _)) && Persons.Distinct().Count() == Persons.Count;
}
