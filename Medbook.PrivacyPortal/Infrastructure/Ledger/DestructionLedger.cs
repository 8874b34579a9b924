using Medbook.PrivacyPortal.Infrastructure.Settings;

namespace Medbook.PrivacyPortal.Infrastructure.Ledger;

/// <summary>
/// The ledger of destructions: a file in <c>LedgerFolder</c> that lines are only added to, so that what was destroyed is destroyed
/// again when an older backup comes back. It names records by an HMAC and never people. Several processes may add at once.
/// </summary>
/// <remarks>Rule D4; GDPR 5(2), 17.</remarks>
public sealed class DestructionLedger(PortalSettings settings, LedgerKey key, TimeProvider clock)
{
    /// <summary>
    /// How far before a backup a replay begins: a line is written shortly before or after the source has done what it says, so rows
    /// of just before may be in the backup.
    /// </summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    private readonly LedgerHead head = new(settings);

    private string FilePath => Path.Combine(settings.LedgerFolder!, "ledger.jsonl");

    private bool HasLines => head.IsThere || (new FileInfo(FilePath) is { Exists: true, Length: > 0 });

    /// <summary>Makes the key where there is none yet, so that it can be kept apart before the first line needs it.</summary>
    /// <exception cref="LedgerKeyMissingException">The ledger has lines and its key is gone.</exception>
    /// <exception cref="LedgerUnavailableException">It cannot be made.</exception>
    public void MakeKey() => key.Open(mayMake: !HasLines);

    /// <summary>Adds lines and returns when they are on the disk: only then may anybody say that something is destroyed.</summary>
    /// <param name="destructions">What is destroyed; each becomes one line or, where it is long, several.</param>
    /// <param name="ct">Cancels the wait for other processes. What was begun to be written is written whole.</param>
    /// <returns>The last line that was added, for a certificate to name.</returns>
    /// <exception cref="LedgerBrokenException">The ledger is not what was written: nothing was added.</exception>
    /// <exception cref="LedgerKeyMissingException">It has lines and its key is gone.</exception>
    /// <exception cref="LedgerUnavailableException">Its disk does not answer, or another process holds it too long.</exception>
    public async Task<LedgerPlace> AppendAsync(IReadOnlyCollection<Destruction> destructions, CancellationToken ct)
    {
        if (destructions.Any(d => d.Source.Length > Destruction.MaxName || d.Dataset.Length > Destruction.MaxName))
        {
            throw new ArgumentException($"A name of a source or dataset is longer than {Destruction.MaxName} characters.", nameof(destructions));
        }
        try
        {
            var secrets = key.Open(mayMake: !HasLines);
            // Before the lock: others need not wait for that.
            var named = destructions.Select(d => (Of: d, Names: secrets.NamesOf(d.Source, d.Dataset, d.Keys))).ToList();
            await using var held = await LedgerLock.TakeAsync(settings.LedgerFolder!, ct);
            using var file = new LedgerFile(FilePath, secrets, head);
            foreach (var (of, names) in named)
            {
                foreach (var chunk in names.Chunk(LedgerFormat.MostNames)) file.Add(clock.GetUtcNow(), of, chunk);
            }
            return file.Commit();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(fault);
        }
    }

    /// <summary>Reads the whole ledger and compares it with its head.</summary>
    /// <exception cref="LedgerKeyMissingException">It has lines and its key is gone.</exception>
    /// <exception cref="LedgerUnavailableException">Its disk does not answer.</exception>
    public LedgerCheck Verify() => Scan(_ => { });

    /// <summary>Where the ledger ends now.</summary>
    /// <exception cref="LedgerBrokenException">It is not what was written.</exception>
    public LedgerPlace End()
    {
        var check = Verify();
        return check.Fault is { } fault ? throw new LedgerBrokenException(fault, check.Place.Number + 1) : check.Place;
    }

    /// <summary>Whether a line is the one that stood at a place: an older ledger, or another one, does not have it.</summary>
    /// <exception cref="LedgerBrokenException">The ledger is not what was written.</exception>
    public bool Has(LedgerPlace place)
    {
        var found = place.Number == 0;
        Walk(null, reader => found |= reader.Number == place.Number && reader.Hash.ToString() == place.Hash);
        return found;
    }

    /// <summary>What the ledger names of one source, to compare its records with.</summary>
    /// <param name="source">The source.</param>
    /// <param name="since">
    /// Lines of before are left out: a source may give the key of a record that is gone to a new one, which is somebody else's.
    /// Null for keys that are never given twice.
    /// </param>
    /// <exception cref="LedgerBrokenException">The ledger is not what was written: nothing may be destroyed by it.</exception>
    public LedgerSet Open(string source, DateTimeOffset? since)
    {
        var set = new LedgerSet(source, key.Open(mayMake: !HasLines));
        Walk(since, reader =>
        {
            if (reader.Line.Source == source) set.Add(reader.Line.Dataset, reader.Names);
        });
        return set;
    }

    /// <summary>How many records of which datasets the ledger names.</summary>
    /// <param name="since">Lines of before are left out; null for all.</param>
    /// <exception cref="LedgerBrokenException">The ledger is not what was written.</exception>
    public IReadOnlyList<LedgerCount> Count(DateTimeOffset? since)
    {
        var counts = new SortedDictionary<(string Source, string Dataset), long>();
        Walk(since, reader =>
        {
            var of = (reader.Line.Source, reader.Line.Dataset);
            counts[of] = counts.GetValueOrDefault(of) + reader.Names.Length;
        });
        return [.. counts.Select(count => new LedgerCount(count.Key.Source, count.Key.Dataset, count.Value))];
    }

    private void Walk(DateTimeOffset? since, Action<LedgerReader> look)
    {
        var check = Scan(reader =>
        {
            if (since is null || reader.Line.At >= since) look(reader);
        });
        if (check.Fault is { } fault) throw new LedgerBrokenException(fault, check.Place.Number + 1);
    }

    private LedgerCheck Scan(Action<LedgerReader> look)
    {
        if (!HasLines) return new LedgerCheck(LedgerPlace.Beginning, 0, null, HasTornTail: false);
        var secrets = key.Open(mayMake: false);
        try
        {
            // Before the file: another process may add a line in between, and then the file is longer, never shorter.
            var (answered, fault) = head.Read(secrets);
            using var reader = new LedgerReader(LedgerFile.OpenRead(FilePath), secrets);
            var records = 0L;
            while (reader.Read())
            {
                records += reader.Names.Length;
                if (answered?.Number == reader.Number && answered.Hash != reader.Hash.ToString()) fault = LedgerFault.OtherHead;
                look(reader);
            }
            LedgerFault? missing = reader.Number < answered?.Number ? LedgerFault.EndMissing : null;
            return new LedgerCheck(new LedgerPlace(reader.Number, reader.Hash.ToString()), records, reader.Fault ?? missing ?? fault, reader.HasTornTail);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return new LedgerCheck(LedgerPlace.Beginning, 0, LedgerFault.EndMissing, HasTornTail: false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(fault);
        }
    }

    private static LedgerUnavailableException Unavailable(Exception fault) =>
        new($"The ledger of destructions cannot be read or written (code {fault.HResult}). Look at the disk of LedgerFolder and of KeyFolder.");
}
