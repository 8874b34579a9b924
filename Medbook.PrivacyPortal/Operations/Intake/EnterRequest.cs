using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Operations.Intake;

/// <summary>What an officer enters of a letter, a call or a mail.</summary>
/// <param name="Id">Identifier, chosen by the page, so that a second click enters no second one.</param>
/// <param name="Channel">How it came.</param>
/// <param name="Kind">Of which kind; unsorted where it is not clear yet.</param>
/// <param name="ArrivedOn">The day in Brussels on which it arrived.</param>
/// <param name="Words">What it says; may be empty where the kind says all.</param>
/// <param name="Address">Where receipt and answer can be mailed; empty where they go by post.</param>
/// <param name="Language">Culture name of its language.</param>
public sealed record EnteredRequest(
    Guid Id, RequestChannel Channel, RequestKind Kind, DateOnly ArrivedOn, string Words, string? Address, string Language);

/// <summary>
/// An officer enters a request that came by letter, call or mail, with the day it arrived: from that day its clock runs (rule T1).
/// It needs no signature and no proof of who wrote it; whether it is who it says is a question of its own (rule I1).
/// </summary>
public sealed class EnterRequest(IDbContextFactory<PortalDb> dbs, Guard guard, TimeProvider clock)
{
    /// <returns>The confirmation of receipt; it was mailed where an address is known.</returns>
    public async Task<Result<Acknowledgement>> RunAsync(Actor who, EnteredRequest entered, CancellationToken ct)
    {
        if (guard.Check(who, Permission.EnterRequest) is { } denied) return denied;
        if (entered.Channel is RequestChannel.Portal or RequestChannel.Guest) return new ChannelDoesNotFit();
        if (RightsRequest.NeedsWords(entered.Kind) && string.IsNullOrWhiteSpace(entered.Words)) return new WordsMissing();
        var address = string.IsNullOrWhiteSpace(entered.Address) ? null : MailAddress.Parse(entered.Address);
        if (address is null && !string.IsNullOrWhiteSpace(entered.Address)) return new AddressInvalid();
        try
        {
            return await EnterAsync(who, entered, address, ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Two clicks at once: one of them wrote the row. Anything else is an accident.
            await using var db = await dbs.CreateDbContextAsync(ct);
            if (await GivenAsync(db, who, entered.Id, ct) is not { } given) throw;
            return given;
        }
    }

    private async Task<Result<Acknowledgement>> EnterAsync(Actor who, EnteredRequest entered, string? address, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await GivenAsync(db, who, entered.Id, ct) is { } given) return given;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow();
        var person = Subject.Unknown(now);
        var entry = new RequestEntry(
            entered.Id, person.Key, entered.Channel, entered.Kind, entered.ArrivedOn, entered.Words.Trim(), address, entered.Language);
        var added = await Arrivals.AddAsync(db, who, person, entry, address, now, ct);
        if (!added.IsOk) return added.Problem;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return added.Value.Acknowledgement!;
    }

    // The officer's own first click; anybody else's request has no business being named by an identifier this page chose.
    private static async Task<Acknowledgement?> GivenAsync(PortalDb db, Actor who, Guid id, CancellationToken ct) =>
        (await db.Requests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.EnteredBy == who.Id, ct))?.Acknowledgement;
}
