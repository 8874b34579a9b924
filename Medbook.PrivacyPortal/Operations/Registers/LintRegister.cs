using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Register.Lint;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Registers;

/// <summary>What the lint found.</summary>
/// <param name="Register">Number of the register's version that was compared.</param>
/// <param name="Policy">Number of the official text's version; null where none is published.</param>
/// <param name="Lines">The findings.</param>
public sealed record LintReport(int Register, int? Policy, IReadOnlyList<LintLine> Lines)
{
    /// <summary>Whether two things contradict each other.</summary>
    public bool HasDisagreement => Lines.Any(line => line.Finding.Severity == LintSeverity.Disagreement);
}

/// <summary>A finding.</summary>
/// <param name="Finding">What was found.</param>
/// <param name="Accepted">That an officer leaves it; null where nobody does.</param>
public sealed record LintLine(LintFinding Finding, AcceptedGap? Accepted);

/// <summary>Compares the official text, the register, the data map, the choices of people and the settings. Nothing is written.</summary>
/// <remarks>GDPR 5(2), 24, 30.</remarks>
public sealed class LintRegister(IDbContextFactory<PortalDb> dbs, RegisterFacts facts, Guard guard)
{
    public async Task<Result<LintReport>> RunAsync(Actor who, CancellationToken ct)
    {
        if (guard.Check(who, Permission.LintRegister) is { } denied) return denied;
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await facts.LintAsync(db, ct) is { } report ? report : new RegisterMissing();
    }
}
