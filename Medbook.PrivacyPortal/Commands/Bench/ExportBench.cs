using System.Globalization;
using System.IO.Compression;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Operations.Copies.Archive;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Operations.Vault;
using FileVault = Medbook.PrivacyPortal.Infrastructure.Vault.Vault;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>Makes copies of growing size into the vault, as a run does, and lets the shell do the same rows.</summary>
internal sealed class ExportBench(IServiceProvider services, BenchSource source, string folder, int runs, CompressionLevel compression)
{
    private readonly FileVault vault = services.GetRequiredService<FileVault>();
    private readonly CopyWriter writer = services.GetRequiredService<CopyWriter>();
    private readonly LiveSource live = services.GetRequiredService<SourceCatalog>().Find(BenchSource.Name)!;

    /// <returns>What kept it from measuring; null where it did.</returns>
    public async Task<Problem?> RunAsync(Actor who, int[] sizes, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var key = await scope.ServiceProvider.GetRequiredService<InitVault>().RunAsync(who, ct);
        var register = await scope.ServiceProvider.GetRequiredService<ReadRegister>().RunAsync(who, ct);
        if (!key.IsOk || !register.IsOk) return key.Problem ?? register.Problem;

        // One warm-up: what is measured is compiled code, and memory that a copy takes beyond what the process has anyway.
        await CopyAsync(register.Value, BenchSource.WarmUpPerson, ct);

        Print("rows", "CPU s", "peak MB", "above idle", "archive kB", "shell CPU s", "shell kB", "ratio");
        var ours = new Dictionary<int, double>();
        for (var person = 1; person <= sizes.Length; person++)
        {
            var (cpu, shell) = (new List<double>(), new List<double>());
            var (peak, above, bytes, shellBytes) = (0L, 0L, 0L, 0L);
            for (var run = 0; run < runs; run++)
            {
                var idle = ProcessMemory.Settle();
                var before = Environment.CpuUsage.TotalTime;
                bytes = await CopyAsync(register.Value, person, ct);
                cpu.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
                (peak, above) = (Math.Max(peak, ProcessMemory.Peak()), Math.Max(above, ProcessMemory.Peak() - idle));

                var (time, size) = await ShellExport.RunAsync(source.Database, BenchSource.RowsOf(person), folder, ct);
                shell.Add(time.TotalSeconds);
                shellBytes = size;
            }
            var rows = sizes[person - 1];
            ours[rows] = Median(cpu);
            Print(Text(rows, "N0"), Text(Median(cpu), "0.00"), Text(peak / 1e6, "0"), Text(above / 1e6, "0"), Text(bytes / 1e3, "N0"),
                Text(Median(shell), "0.00"), Text(shellBytes / 1e3, "N0"), Text(Median(cpu) / Math.Max(Median(shell), 0.01), "0.00"));
        }
        foreach (var (less, more) in sizes.Order().Zip(sizes.Order().Skip(1)).Where(pair => pair.First != pair.Second))
        {
            Console.Out.WriteLine($"CPU({Text(more, "N0")}) / CPU({Text(less, "N0")}) = {Text(ours[more] / ours[less], "0.0")}");
        }
        return null;
    }

    /// <returns>Length of the archive.</returns>
    private async Task<long> CopyAsync(RegisterVersion register, int person, CancellationToken ct)
    {
        var who = new PersonInSource(live, new PersonKey("members", [Text(person, "0")]), LinkOutcome.Linked);
        var order = new CopyOrder(CopyKind.Access, [who], register, Reviewed: false, services.GetRequiredService<TimeProvider>().GetUtcNow())
        {
            Compression = compression,
            OnProgress = (_, _) => ValueTask.CompletedTask,
        };
        var file = await vault.NewFileAsync(Guid.NewGuid(), ct);
        await using var target = await vault.OpenWriteAsync(file, ct);
        var manifest = await writer.WriteAsync(order, target, ct);
        if (manifest.Status != CopyStatus.Complete) throw new InvalidOperationException("The copy is not complete.");
        var length = await target.CompleteAsync(ct);
        vault.DeleteBytes(file.Id);
        return length;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static void Print(params string[] cells) => Console.Out.WriteLine(string.Join("  ", cells.Select(cell => cell.PadLeft(11))));
}
