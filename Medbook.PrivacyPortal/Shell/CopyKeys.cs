using System.Net.Mime;
using System.Security.Cryptography;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Copies;
using Microsoft.Net.Http.Headers;

namespace Medbook.PrivacyPortal.Shell;

/// <summary><c>/.well-known/copy-keys.json</c>: the public keys that prove where a copy comes from, for everybody.</summary>
public static class CopyKeys
{
    /// <summary>Where they are published.</summary>
    public const string Path = "/.well-known/copy-keys.json";

    /// <summary>Maps the address.</summary>
    public static void MapCopyKeys(this IEndpointRouteBuilder routes) => routes.MapGet(Path, ReadAsync).AllowAnonymous();

    private static async Task<IResult> ReadAsync(HttpContext context, ReadCopyKeys keys, CancellationToken ct)
    {
        var read = await keys.RunAsync(Actor.From(context.User), ct);
        if (!read.IsOk) return Results.NotFound();
        var json = read.Value.ToJson();
        // A new key is seen within the hour; whoever checks asks again by tag.
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.Bytes(json, MediaTypeNames.Application.Json, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(json)[..16])}\""));
    }
}
