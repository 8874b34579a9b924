using System.Globalization;
using System.Net.Mime;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Registers;

namespace Medbook.PrivacyPortal.Features.Manage.RegisterEditor;

/// <summary>The register in force as a file, for staff.</summary>
public static class RegisterEndpoint
{
    /// <summary><c>GET /manage/register/register.csv</c> in the language of the reader, and <c>register.json</c> in all of them.</summary>
    public static void MapRegister(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/manage/register/register.csv", (HttpContext context, ExportRegister export, CancellationToken ct) =>
            AnswerAsync(context, export, RegisterForm.Csv, "text/csv; charset=utf-8", ct)).RequireAuthorization("Staff");
        routes.MapGet("/manage/register/register.json", (HttpContext context, ExportRegister export, CancellationToken ct) =>
            AnswerAsync(context, export, RegisterForm.Json, MediaTypeNames.Application.Json, ct)).RequireAuthorization("Staff");
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, ExportRegister export, RegisterForm form, string type, CancellationToken ct)
    {
        var made = await export.RunAsync(Actor.From(context.User), form, CultureInfo.CurrentUICulture, ct);
        if (!made.IsOk) return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        return Results.File(made.Value.Content, type, string.Create(CultureInfo.InvariantCulture, $"register-{made.Value.Version}.{(form == RegisterForm.Csv ? "csv" : "json")}"));
    }
}
