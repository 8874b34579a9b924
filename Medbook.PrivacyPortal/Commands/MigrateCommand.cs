using System.CommandLine;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>migrate</c>: brings the portal's database to this version.</summary>
internal static class MigrateCommand
{
    public static Command Create(CommandHost host)
    {
        var command = new Command("migrate", "Create the portal's database, or bring it to this version.");
        command.SetAction((_, ct) => host.RunAsync([], SchemaNeed.Migrate, _ =>
        {
            Console.Out.WriteLine("The database is up to date.");
            return Task.FromResult(ExitCode.Ok);
        }, ct));
        return command;
    }
}
