using System.Buffers.Text;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Medbook.PrivacyPortal.Domain;
using Microsoft.Net.Http.Headers;

namespace Medbook.PrivacyPortal.Features.Api;

/// <summary>Answers about several persons.</summary>
/// <param name="Persons">An answer for each person, in the order of the question.</param>
public sealed record ApiAnswers<T>(IReadOnlyList<T> Persons);

/// <summary>How an answer to a system is written.</summary>
internal static class ApiAnswer
{
    /// <summary>How everything is read and written here.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>About one person: kept by whoever asked, and asked about again with the tag of what it says.</summary>
    public static IResult OfOne<T>(HttpContext context, Result<IReadOnlyList<T>> answer)
    {
        if (!answer.IsOk) return NoSource;
        context.Response.Headers.CacheControl = "private, no-cache";
        var body = JsonSerializer.SerializeToUtf8Bytes(answer.Value.Single(), Json);
        // The framework compares it with If-None-Match, and leaves the body out where it is the same.
        return Results.Bytes(body, MediaTypeNames.Application.Json, entityTag: new EntityTagHeaderValue($"\"{Base64Url.EncodeToString(SHA256.HashData(body))}\""));
    }

    /// <summary>About several persons: kept by nobody.</summary>
    public static IResult OfMany<T>(HttpContext context, Result<IReadOnlyList<T>> answer)
    {
        if (!answer.IsOk) return NoSource;
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(new ApiAnswers<T>(answer.Value), Json);
    }

    private static IResult NoSource => Results.Problem("There is no such source.", statusCode: StatusCodes.Status404NotFound);
}
