using System.CommandLine;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Accounts;

namespace Medbook.PrivacyPortal.Commands;

/// <summary><c>staff add</c>: gives somebody a role, and prints the link they begin with.</summary>
internal static class StaffCommand
{
    public static Command Create(CommandHost host) => new("staff", "The people who work with the portal.") { CreateAdd(host) };

    private static Command CreateAdd(CommandHost host)
    {
        var email = new Option<string>("--email") { Description = "The person's e-mail address.", Required = true };
        var role = new Option<string>("--role") { Description = "officer (decides), administrator (also settings), auditor (reads only).", Required = true };
        role.AcceptOnlyFromAmong("officer", "administrator", "auditor");
        var command = new Command("add", "Give somebody a role. Prints a link to set a password and a second factor; it works once, for 24 hours.")
        {
            email, role,
        };
        command.SetAction((parsed, ct) => host.RunAsync([], SchemaNeed.Current, app => AddAsync(
            app.Services, parsed.GetRequiredValue(email), Enum.Parse<Role>(parsed.GetRequiredValue(role), ignoreCase: true), ct), ct));
        return command;
    }

    private static async Task<int> AddAsync(IServiceProvider services, string email, Role role, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<AddStaff>().RunAsync(CommandHost.Operator, email, role, ct);
        if (!result.IsOk) return CommandHost.Refuse([ProblemSentence.Of(services, result.Problem)]);
        Console.Error.WriteLine("Hand this link to them, and to nobody else. It works once, for 24 hours:");
        Console.Out.WriteLine(result.Value);
        return ExitCode.Ok;
    }
}
