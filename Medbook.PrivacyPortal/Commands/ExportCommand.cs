using System.CommandLine;
using System.Globalization;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Operations.Copies.Archive;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>export</c>: writes a copy of one person's data to a file; <c>export verify</c> checks one.</summary>
internal static class ExportCommand
{
    public static Command Create(CommandHost host)
    {
        var subject = new Option<string>("--subject") { Description = "The person's verified e-mail address.", Required = true };
        var kind = new Option<CopyKind>("--kind") { Description = "Which right the copy answers.", DefaultValueFactory = _ => CopyKind.Access };
        var to = new Option<FileInfo>("--out") { Description = "The ZIP file to write; it must not exist yet.", Required = true };
        var reviewed = new Option<bool>("--reviewed")
        {
            Description = "An officer has read the free text for what it says about other people: take it in.",
        };
        var language = new Option<string>("--language") { Description = "en, nl or fr; that of the person's account where nothing is said, else English." };
        language.AcceptOnlyFromAmong("en", "nl", "fr");
        var command = new Command("export", "Write a copy of one person's data. Exit code 1: the copy is not complete, and says so.")
        {
            subject, kind, to, reviewed, language,
        };
        command.SetAction((parsed, ct) => host.RunAsync([], SchemaNeed.Mapped, app => WriteAsync(
            app.Services, parsed.GetRequiredValue(subject), parsed.GetValue(kind), parsed.GetValue(reviewed),
            PortalCultures.Find(parsed.GetValue(language)), parsed.GetRequiredValue(to), ct), ct));
        command.Add(ExportVerifyCommand.Create(host));
        return command;
    }

    private static async Task<int> WriteAsync(
        IServiceProvider services, string email, CopyKind kind, bool reviewed, CultureInfo? language, FileInfo to, CancellationToken ct)
    {
        if (to.Exists) return CommandHost.Refuse([$"The file '{to.FullName}' exists already. Name another one."]);
        // Written beside its place and moved when whole: a file of that name is always a finished copy.
        var part = to.FullName + ".part";
        try
        {
            await using var scope = services.CreateAsyncScope();
            // A copy is signed, and the key that signs lies in the vault.
            if (await services.GetRequiredService<VaultStart>().RunAsync(ct) is { } keyless) return CommandHost.Refuse([ProblemSentence.Of(services, keyless)]);
            Result<CopyManifest> result;
            await using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                result = await scope.ServiceProvider.GetRequiredService<ExportCopy>()
                    .RunAsync(CommandHost.Operator, email, kind, reviewed, language, file, ct);
            }
            if (!result.IsOk) return CommandHost.Refuse([ProblemSentence.Of(services, result.Problem)]);

            File.Move(part, to.FullName);
            return Report(result.Value, to);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return CommandHost.Refuse([$"The file '{to.FullName}' cannot be written: {fault.Message}"]);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static int Report(CopyManifest copy, FileInfo to)
    {
        foreach (var source in copy.Sources.Where(source => source.Status is not CopyStatus.Complete))
        {
            Console.Error.WriteLine(source.Status == CopyStatus.NotLinked
                ? $"{source.Name}: nobody with this address."
                : $"{source.Name}: {source.Status}, {source.Failure}.");
        }
        var rows = copy.Sources.SelectMany(source => source.Datasets).Sum(dataset => dataset.Rows);
        Console.Out.WriteLine($"{rows} records in {copy.Files.Count} files: {to.FullName}");
        return copy.Status == CopyStatus.Complete ? ExitCode.Ok : ExitCode.Findings;
    }
}
