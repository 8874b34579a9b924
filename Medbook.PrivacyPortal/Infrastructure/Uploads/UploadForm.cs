using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Medbook.PrivacyPortal.Infrastructure.Uploads;

/// <summary>A file in a form, as it comes.</summary>
/// <param name="Name">What the sender calls it.</param>
/// <param name="Content">Its bytes, forward only, to be read before the next file.</param>
public sealed record SentFile(string? Name, Stream Content);

/// <summary>
/// A form with files that is read as it comes: the fields before the first file, then one file after the other. Reading it the
/// framework's way would write the files into a temporary folder, in clear.
/// </summary>
public sealed class UploadForm
{
    private const int MostFields = 8, MostFieldBytes = 4 * 1024, MostBoundary = 70;

    // What stands around a file and before it.
    private const int MostAround = 64 * 1024;

    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    private readonly MultipartReader reader;
    private SentFile? next;

    private UploadForm(MultipartReader reader) => this.reader = reader;

    /// <summary>Begins to read a form, up to its first file.</summary>
    /// <param name="context">The request.</param>
    /// <param name="mostBytes">Most bytes that all its files have together; the server reads no more than that.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>Null where it is no form with files, or not put together as one.</returns>
    public static async Task<UploadForm?> ReadAsync(HttpContext context, long mostBytes, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= MostBoundary } boundary) return null;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = mostBytes + MostAround;

        var form = new UploadForm(new MultipartReader(boundary, context.Request.Body));
        return await form.ReadFieldsAsync(ct) ? form : null;
    }

    /// <summary>A field that stands before the first file; null where there is none of that name.</summary>
    public string? this[string name] => fields.GetValueOrDefault(name);

    /// <summary>Whether a page of this portal sent it: its token stands in a field before the files, or in the header.</summary>
    public async Task<bool> IsOursAsync(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<AntiforgeryOptions>>().Value;
        if (options.HeaderName is not { } header) return false;
        if (this[options.FormFieldName] is { Length: > 0 } token) context.Request.Headers[header] = token;
        // Without one in the header the framework would look for it in the form, and read the form its own way.
        return context.Request.Headers.ContainsKey(header)
            && await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
    }

    /// <summary>Whether it did not break off; known once there is no next file.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>The next file; null after the last one, or where the form breaks off.</summary>
    public async Task<SentFile?> NextFileAsync(CancellationToken ct)
    {
        if (next is null) IsWhole = await ReadFieldsAsync(ct);
        var file = next;
        next = null;
        return file;
    }

    private async Task<bool> ReadFieldsAsync(CancellationToken ct)
    {
        try
        {
            while (await reader.ReadNextSectionAsync(ct) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var about)) return false;
                if (about.IsFileDisposition())
                {
                    var name = about.FileNameStar.HasValue ? about.FileNameStar : about.FileName;
                    next = new SentFile(HeaderUtilities.RemoveQuotes(name).Value, section.Body);
                    return true;
                }
                if (!await ReadFieldAsync(about, section.Body, ct)) return false;
            }
            return true;
        }
        // Not a form, cut short, or longer than the server reads.
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            return false;
        }
    }

    private async Task<bool> ReadFieldAsync(ContentDispositionHeaderValue about, Stream body, CancellationToken ct)
    {
        var value = new byte[MostFieldBytes + 1];
        var length = await body.ReadAtLeastAsync(value, value.Length, throwOnEndOfStream: false, ct);
        if (length > MostFieldBytes || fields.Count == MostFields) return false;
        fields[HeaderUtilities.RemoveQuotes(about.Name).Value ?? ""] = Encoding.UTF8.GetString(value, 0, length);
        return true;
    }
}
