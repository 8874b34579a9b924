using Medbook.PrivacyPortal.Commands.Sample;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Backup;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Persistence;

namespace Medbook.PrivacyPortal.Commands;

/// <summary>
/// Makes the portal ready before a verb runs: the schema, the register, the texts of choices, and in Development what a verb needs to show something.
/// </summary>
internal sealed class PreparePortal(PortalSettings settings, PortalSchema schema, RestoreMark restore, IServiceScopeFactory scopes)
{
    /// <summary>Prepares; what is in the way is returned as sentences.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(SchemaNeed need, CancellationToken ct)
    {
        if (need is SchemaNeed.None or SchemaNeed.Configured) return [];
        if (restore.IsThere)
        {
            return ["A restore began and did not end: what was erased may be there again. Run 'restore --force' until it ends; the portal does not serve before."];
        }
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
        if (await InstallConsentTextsAsync(ct) is { } rewritten) return [rewritten];
        return await SampleStart.EnsureAsync(settings, progress: null, ct) is { } refused ? [refused] : [];
    }

    private async Task InstallRegisterAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var installed = await scope.ServiceProvider.GetRequiredService<InstallRegister>().RunAsync(Actor.Portal, ct);
        if (!installed.IsOk) throw new InvalidOperationException($"The register could not be installed: {installed.Problem.Code}.");
    }

    private async Task<string?> InstallConsentTextsAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var installed = await scope.ServiceProvider.GetRequiredService<InstallConsentTexts>().RunAsync(Actor.Portal, ct);
        return installed.IsOk ? null : ProblemSentence.Of(scope.ServiceProvider, installed.Problem);
    }
}
