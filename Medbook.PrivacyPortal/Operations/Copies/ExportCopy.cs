using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Operations.Copies.Archive;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Copies;

/// <summary>No account and no source knows this address as verified.</summary>
public sealed record NobodyWithAddress() : Problem("copy.nobody-with-address");

/// <summary>A source cannot be asked who has this address, so nobody can say what belongs in the copy.</summary>
/// <param name="Source">Name of the source.</param>
public sealed record SourceNotAsked(string Source) : Problem("copy.source-not-asked")
{
    /// <inheritdoc />
    public override object[] Arguments => [Source];
}

/// <summary>The operator makes a copy for a person, with or without a portal account, by their verified address.</summary>
public sealed class ExportCopy(
    IDbContextFactory<PortalDb> dbs, SourceCatalog sources, ReadRegister readRegister, CopyWriter writer, Guard guard, TimeProvider clock)
{
    /// <summary>Streams the copy.</summary>
    /// <param name="who">The operator.</param>
    /// <param name="email">The person's address.</param>
    /// <param name="kind">Which right it answers.</param>
    /// <param name="reviewed">Whether an officer has read the free text for what it says about others; it is then in the copy.</param>
    /// <param name="language">In which language; null for that of the person's account, or English.</param>
    /// <param name="target">Where it is written to.</param>
    /// <param name="ct">Stops the writing.</param>
    public async Task<Result<CopyManifest>> RunAsync(
        Actor who, string email, CopyKind kind, bool reviewed, CultureInfo? language, Stream target, CancellationToken ct)
    {
        if (guard.Check(who, Permission.ExportCopy) is { } denied) return denied;
        var register = await readRegister.RunAsync(who, ct);
        if (!register.IsOk) return register.Problem;

        await using var db = await dbs.CreateDbContextAsync(ct);
        var (subject, spoken) = await SubjectOfAsync(db, email, ct);
        IReadOnlyList<PersonInSource> person;
        try
        {
            person = subject is { } known ? await PersonInSource.AllOfAsync(db, sources, known, ct) : await FindAsync(email, ct);
        }
        catch (SourceException fault)
        {
            return new SourceNotAsked(fault.SourceName);
        }
        if (person.All(p => p.Person is null)) return new NobodyWithAddress();

        db.AuditEntries.Add(AuditEntry.Of(who, AuditAction.CopyTaken, clock.GetUtcNow(), subject, detail: reviewed ? $"{kind} reviewed" : $"{kind}"));
        await db.SaveChangesAsync(ct);
        var order = new CopyOrder(kind, person, register.Value, reviewed, clock.GetUtcNow()) { Language = language ?? PortalCultures.Of(spoken) };
        return await writer.WriteAsync(order, target, ct);
    }

    private static async Task<(SubjectKey? Subject, string? Language)> SubjectOfAsync(PortalDb db, string email, CancellationToken ct)
    {
        var normalized = email.ToUpperInvariant();
        var found = await db.Users.Where(user => user.NormalizedEmail == normalized && user.EmailConfirmed)
            .Join(db.Subjects, user => user.Id, subject => subject.AccountId, (user, subject) => new { subject.Key, user.Language })
            .ToListAsync(ct);
        return found.Count == 0 ? (null, null) : (found[0].Key, found[0].Language);
    }

    // Without an account nothing is stored: the person is looked for and forgotten again.
    private async Task<IReadOnlyList<PersonInSource>> FindAsync(string email, CancellationToken ct)
    {
        var person = new List<PersonInSource>();
        foreach (var source in sources.All.Where(source => source.Name != Map.PortalSource))
        {
            var found = await source.FindPersonsAsync(email, atMost: 2, ct);
            person.Add(found.Count == 1
                ? new PersonInSource(source, found[0], LinkOutcome.Linked)
                : new PersonInSource(source, null, found.Count == 0 ? LinkOutcome.NoMatch : LinkOutcome.SeveralMatches));
        }
        return person;
    }
}
