using System.CommandLine;
using System.Globalization;
using Medbook.PrivacyPortal.Infrastructure.Backup;
using Medbook.PrivacyPortal.Operations.Backups;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>backup</c>: makes one; <c>backup list</c> shows what there is.</summary>
internal static class BackupCommand
{
    public static Command Create(CommandHost host)
    {
        var keysTo = new Option<DirectoryInfo>("--keys-to")
        {
            Description = "Copy the keys, too, into a new folder there: apart from every backup, because they open all of them.", HelpName = "FOLDER",
        };
        var command = new Command("backup",
            "Make an encrypted backup in Backup:Folder while the portal serves, and remove those whose time is over. Exit code 1: it is there, with something to mend.")
        {
            keysTo,
        };
        command.SetAction((parsed, ct) => host.RunAsync([], SchemaNeed.Current, async app =>
        {
            await using var scope = app.Services.CreateAsyncScope();
            var say = Progress.NowAndThen(app.Services.GetRequiredService<TimeProvider>());
            var made = await scope.ServiceProvider.GetRequiredService<MakeBackup>().RunAsync(CommandHost.Operator, parsed.GetValue(keysTo)?.FullName, say, ct);
            return made.IsOk ? Report(made.Value) : CommandHost.Refuse([ProblemSentence.Of(app.Services, made.Problem)]);
        }, ct));
        command.Add(CreateList(host));
        return command;
    }

    private static Command CreateList(CommandHost host)
    {
        var command = new Command("list", "Show the backups, newest first: age, size, last day, state. Exit code 1: there is none, or one is unfinished or damaged.");
        command.SetAction((_, ct) => host.RunAsync([], SchemaNeed.Configured, async app =>
        {
            await using var scope = app.Services.CreateAsyncScope();
            var list = await scope.ServiceProvider.GetRequiredService<ListBackups>().RunAsync(CommandHost.Operator, ct);
            if (!list.IsOk) return CommandHost.Refuse([ProblemSentence.Of(app.Services, list.Problem)]);
            var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
            foreach (var backup in list.Value) Console.Out.WriteLine(Line(backup, now));
            if (list.Value.Count == 0) Console.Out.WriteLine("There is no backup.");
            return list.Value.Count > 0 && list.Value.All(backup => backup.State is BackupState.Verified or BackupState.Read) ? ExitCode.Ok : ExitCode.Findings;
        }, ct));
        return command;
    }

    private static int Report(BackupMade made)
    {
        foreach (var name in made.Removed) Console.Out.WriteLine($"Removed: {name}.");
        var manifest = made.Manifest;
        Console.Out.WriteLine($"Backup {manifest.Name}: {Size(manifest.Bytes)}, {manifest.Rows.Values.Sum()} rows, {manifest.Files} files. It is kept until {Day(manifest.KeepUntil)}.");
        if (made.Keys is not null) Console.Out.WriteLine($"Keys copied: {string.Join(", ", made.Keys)}. Those that the configuration gives (Vault:Keys) are not among them.");
        if (!manifest.IsVerified)
        {
            Console.Out.WriteLine("It was read whole, and not restored: the portal's user may create no database to try it in (ALTER ROLE … CREATEDB).");
        }
        if (made.Missing > 0) Console.Out.WriteLine($"Files of the vault whose bytes are missing: {made.Missing}. Run 'vault verify'.");
        return manifest.IsVerified && made.Missing == 0 ? ExitCode.Ok : ExitCode.Findings;
    }

    private static string Line(ShelvedBackup backup, DateTimeOffset now) =>
        $"{backup.Name}  {Age(now - backup.At),-9}  {(backup.Manifest is { } manifest ? Size(manifest.Bytes) : "-"),10}  "
        + $"{(backup.KeepUntil <= now ? "ended" : "until")} {Day(backup.KeepUntil)}  {Words(backup.State)}";

    private static string Words(BackupState state) => state switch
    {
        BackupState.Verified => "complete, restored once when it was made",
        BackupState.Read => "complete, read once when it was made",
        BackupState.Unfinished => "UNFINISHED: being made, or interrupted",
        BackupState.Damaged => "DAMAGED, or made with another backup.key",
    };

    private static string Age(TimeSpan age) => age.TotalDays >= 1 ? $"{(int)age.TotalDays} d" : age.TotalHours >= 1 ? $"{(int)age.TotalHours} h" : $"{Math.Max(0, (int)age.TotalMinutes)} min";

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Size(long bytes) => bytes < 10_000_000 ? $"{(bytes + 999) / 1000} kB" : $"{bytes / 1_000_000} MB";
}
