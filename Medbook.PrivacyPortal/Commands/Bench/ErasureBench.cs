using System.Globalization;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Cases.Handling;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Operations.Vault;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>
/// Erasures of growing size (planned, approved, carried out, looked at again, audit, ledger and certificate) beside the same deletions by
/// hand, in turns.
/// </summary>
internal sealed class ErasureBench(IServiceProvider services, ErasureSource source, int runs)
{
    private const int WarmUpRows = 300_000;

    private static readonly Actor Officer =
        Actor.SignedIn("bench", SubjectKey.New(), [Role.Officer], confirmed: true, secondFactor: true, session: "bench");

    /// <summary>How many people it needs: one who is not counted, and two for each run, of whom one goes by hand.</summary>
    public static int PeopleFor(IReadOnlyCollection<int> sizes, int runs) => 1 + (sizes.Count * 2 * runs);

    /// <returns>What kept it from measuring; null where it did.</returns>
    public async Task<Problem?> RunAsync(IReadOnlyList<int> sizes, CancellationToken ct)
    {
        if ((await services.GetAsync<InitVault, string>(init => init.RunAsync(Actor.Portal, ct))).Problem is { } noKey) return noKey;
        // Who is not counted comes first: what is measured is compiled code.
        await source.FillAsync([WarmUpRows, .. sizes.SelectMany(size => Enumerable.Repeat(size, 2 * runs))], ct);
        if (await EraseAsync(person: 1, ct) is { IsOk: false } failed) return failed.Problem;

        Print("rows", "CPU s", "by hand", "ratio");
        var person = 2;
        foreach (var size in sizes)
        {
            var (ours, theirs) = (new List<double>(), new List<double>());
            for (var run = 0; run < runs; run++)
            {
                var erased = await EraseAsync(person++, ct);
                if (!erased.IsOk) return erased.Problem;
                ours.Add(erased.Value.TotalSeconds);
                if (await source.CountAsync(person - 1, ct) != 0) throw new InvalidOperationException("The erasure left rows.");
                theirs.Add((await ByHandAsync(person++, size, ct)).TotalSeconds);
            }
            var (cpu, raw) = (Median(ours), Median(theirs));
            Print(size.ToString("N0", CultureInfo.InvariantCulture), Number(cpu), Number(raw), Number(cpu / Math.Max(raw, 0.01)));
        }
        return null;
    }

    private async Task<TimeSpan> ByHandAsync(int person, int rows, CancellationToken ct)
    {
        var before = ProcessorTime.Now(source.IsOnServer);
        var shell = await source.DeleteByHandAsync(person, rows, ct);
        // Of a server what it worked itself is asked; a file is worked on by the shell alone.
        return source.IsOnServer ? ProcessorTime.Now(withServer: true) - before + shell : shell;
    }

    private async Task<Result<TimeSpan>> EraseAsync(int person, CancellationToken ct)
    {
        var granted = await GrantAsync(person, ct);
        if (!granted.IsOk) return granted.Problem;
        var before = ProcessorTime.Now(source.IsOnServer);
        if ((await services.GetAsync<PlanErasure>(plan => plan.RunAsync(Officer, granted.Value, ct))).Problem is { } notPlanned) return notPlanned;
        var plan = await services.GetAsync<ReadErasure, ErasureView>(read => read.RunAsync(Officer, granted.Value, ct));
        if (!plan.IsOk) return plan.Problem;
        if ((await services.GetAsync<ApproveErasure>(approve => approve.RunAsync(Officer, granted.Value, plan.Value.Plan.Revision, ct))).Problem is { } notApproved) return notApproved;
        if ((await services.GetAsync<CarryOutErasure, bool>(carryOut => carryOut.RunAsync(Actor.Portal, ct))).Problem is { } notDone) return notDone;
        return ProcessorTime.Now(source.IsOnServer) - before;
    }

    /// <returns>A request for everything, granted.</returns>
    private async Task<Result<Guid>> GrantAsync(int person, CancellationToken ct)
    {
        var who = Actor.SignedIn($"bench-{person}", BenchPeople.KeyOf(person), [Role.Member], confirmed: true, secondFactor: true, session: $"bench-{person}");
        var content = new DraftContent(RequestKind.Erasure, RequestScope.Everything, "");
        var started = await services.GetAsync<StartRequest, DraftSaved>(start => start.RunAsync(who, Guid.CreateVersion7(), content, "en-GB", ct));
        if (!started.IsOk) return started.Problem;
        var sent = await services.GetAsync<SubmitRequest, Acknowledgement>(submit => submit.RunAsync(who, started.Value.Id, ct));
        if (!sent.IsOk) return sent.Problem;
        var seen = await services.GetAsync<ReadCase, CaseView>(read => read.RunAsync(Officer, started.Value.Id, ct));
        if (!seen.IsOk) return seen.Problem;
        var request = seen.Value.Request;
        var register = await services.GetAsync<ReadRegister, RegisterVersion>(read => read.RunAsync(Officer, ct));
        if (!register.IsOk) return register.Problem;
        var (draft, labels) = (DecisionDraft.Grant(""), services.GetRequiredService<SourceCatalog>());
        var letter = DecisionLetters.Write(request, draft, register.Value, labels.LabelOf, services.GetRequiredService<TimeProvider>().GetUtcNow());
        var decided = await services.GetAsync<DecideRequest>(decide => decide.RunAsync(Officer, request.Id, request.Revision, draft, letter.Hash, ct));
        return decided.IsOk ? request.Id : decided.Problem;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static void Print(params string[] cells) => Console.WriteLine(string.Join("  ", cells.Select(cell => cell.PadLeft(12))));
}
