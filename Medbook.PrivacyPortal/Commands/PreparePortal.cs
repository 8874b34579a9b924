using Medbook.PrivacyPortal.Commands.Sample;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Persistence;

namespace Medbook.PrivacyPortal.Commands;

/// <summary>
/// Makes the portal ready before a verb runs: the schema, the register, and in Development what a verb needs to show something.
/// </summary>
internal sealed class PreparePortal(PortalSettings settings, PortalSchema schema, IServiceScopeFactory scopes)
{
    /// <summary>Prepares; what is in the way is returned as sentences.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(SchemaNeed need, CancellationToken ct)
    {
        if (need == SchemaNeed.None) return [];
        switch (await schema.StateAsync(ct))
        {
            case SchemaState.Ahead:
                return ["The database was made by a newer version of the portal. Start that version; this one leaves it untouched."];
            case SchemaState.Behind when need == SchemaNeed.Migrate || settings.IsDevelopment:
                await schema.MigrateAsync(ct);
                break;
            case SchemaState.Behind:
                return ["The database is of another version. Run 'migrate' first."];
            case SchemaState.Current:
                break;
        }
        await InstallRegisterAsync(ct);
        return await SampleStart.EnsureAsync(settings, progress: null, ct) is { } refused ? [refused] : [];
    }

    private async Task InstallRegisterAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var installed = await scope.ServiceProvider.GetRequiredService<InstallRegister>().RunAsync(Actor.Portal, ct);
        if (!installed.IsOk) throw new InvalidOperationException($"The register could not be installed: {installed.Problem.Code}.");
    }
}
