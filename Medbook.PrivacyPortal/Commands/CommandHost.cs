using System.Data.Common;
using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Infrastructure.Backup;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Persistence;

namespace Medbook.PrivacyPortal.Commands;

/// <summary>What a verb needs of the portal's database before it starts.</summary>
internal enum SchemaNeed
{
    /// <summary>Nothing: the verb works without it.</summary>
    None,
    /// <summary>Nothing, but the configuration must be right.</summary>
    Configured,
    /// <summary>It must be of this version; in Development it is made so.</summary>
    Current,
    /// <summary>The same, and the data map names no activity that the register does not have.</summary>
    Mapped,
    /// <summary>It is made so, everywhere.</summary>
    Migrate,
}

/// <summary>Runs a verb on the portal's services, after the configuration and the database were checked.</summary>
internal sealed class CommandHost(Func<string[], WebApplicationBuilder> createBuilder)
{
    /// <summary>The command line as an actor: named after the operating-system user, and audited.</summary>
    public static Actor Operator => Actor.OperatorNamed(Environment.UserName);

    /// <summary>Runs <paramref name="verb"/>; what keeps it from running is said on standard error, with exit code 2.</summary>
    public async Task<int> RunAsync(string[] args, SchemaNeed need, Func<WebApplication, Task<int>> verb, CancellationToken ct)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = PortalCultures.English;
        var builder = createBuilder(args);
        var settings = PortalSettings.Read(builder.Configuration, builder.Environment);
        if (need != SchemaNeed.None && settings.Faults() is { Count: > 0 } faults) return Refuse(faults);

        await using var app = builder.Build();
        try
        {
            var prepare = app.Services.GetRequiredService<PreparePortal>();
            if (await prepare.RunAsync(need, ct) is { Count: > 0 } refusals) return Refuse(refusals);
            if (need == SchemaNeed.Mapped) await app.Services.GetRequiredService<MapStart>().RunAsync(ct);
            return await verb(app);
        }
        catch (BrokenMapException broken)
        {
            return Report(broken);
        }
        catch (Exception fault) when (fault is VaultException or LedgerException or BackupException)
        {
            return Refuse([fault.Message]);
        }
        catch (DbException fault)
        {
            return Refuse([DatabaseFault.Describe(fault, settings)]);
        }
    }

    // The faults are findings: somebody has to mend them. A file that is not there keeps the verb from running.
    private static int Report(BrokenMapException broken)
    {
        foreach (var fault in broken.Faults) Console.Error.WriteLine($"error: {fault}");
        return broken.Faults.All(f => f.Line is null) ? ExitCode.CannotRun : ExitCode.Findings;
    }

    /// <summary>Says why a verb cannot run.</summary>
    public static int Refuse(IEnumerable<string> reasons)
    {
        foreach (var reason in reasons) Console.Error.WriteLine($"error: {reason}");
        return ExitCode.CannotRun;
    }
}
