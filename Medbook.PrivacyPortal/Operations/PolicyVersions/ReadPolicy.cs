using System.Globalization;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Policy;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.PolicyVersions;

/// <summary>An official text, as a page shows it.</summary>
/// <param name="Version">Its number.</param>
/// <param name="EffectiveFrom">From which day on it counts.</param>
/// <param name="Language">The language it is in: another than asked where there is none in that one.</param>
/// <param name="Text">Its blocks.</param>
public sealed record OfficialPolicy(int Version, DateOnly EffectiveFrom, CultureInfo Language, PolicyText Text)
{
    /// <summary>A version in a language, or in the first one it is written in.</summary>
    /// <param name="version">The version.</param>
    /// <param name="language">Language of the page, as a culture name.</param>
    public static OfficialPolicy Of(PolicyVersion version, string language)
    {
        var wanted = PortalCultures.Of(language);
        var spoken = PortalCultures.All.OrderBy(culture => culture.Name != wanted.Name).First(culture => version.Text.In(culture).Length > 0);
        return new OfficialPolicy(version.Version, version.EffectiveFrom, spoken, PolicyMarkdown.Read(version.Text.In(spoken)));
    }
}

/// <summary>The official text that counts, and the one that will.</summary>
/// <param name="InForce">Null where none was published.</param>
/// <param name="Coming">Null where none is to come.</param>
public sealed record PolicyInForce(OfficialPolicy? InForce, OfficialPolicy? Coming);

/// <summary>Reads the official text, for everybody.</summary>
public sealed class ReadPolicy(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <param name="who">Anybody.</param>
    /// <param name="language">Language of the page, as a culture name.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<PolicyInForce>> RunAsync(Actor who, string language, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ReadPolicy) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var today = PolicyDrafts.Today(clock);
        var (now, last) = (await PolicyDrafts.OnAsync(db, today, ct), await PolicyDrafts.LastAsync(db, ct));
        return new PolicyInForce(
            now is null ? null : OfficialPolicy.Of(now, language),
            last is null || last.Version == now?.Version ? null : OfficialPolicy.Of(last, language));
    }
}
