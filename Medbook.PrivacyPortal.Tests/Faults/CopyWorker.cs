using System.Text.Json;
using Medbook.PrivacyPortal.DataMap;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Operations.Intake;
using Medbook.PrivacyPortal.Operations.Rectification;
using Medbook.PrivacyPortal.Operations.Research.Extracts;
using Medbook.PrivacyPortal.Operations.Retention;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>
/// A process of its own that makes copies with the portal's real services, so that it can be killed. Its log and its
/// commits are watched from outside; the portal knows nothing of it. Tests start it by <see cref="CopyProcess"/>.
/// </summary>
internal static class CopyWorker
{
    public static async Task<int> Main(string[] args)
    {
        if (args is ["uploads", var uploads]) return await UploadWorker.RunAsync(uploads);
        if (args is ["ledger", var folder, var name, var writes]) return await LedgerWorker.RunAsync(folder, name, writes);
        if (args is not [var text])
        {
            Console.Error.WriteLine("Run the tests with 'dotnet test'.");
            return 2;
        }
        var order = WorkerOrder.Read(text);
        var points = new StopPoints(order);
        await using (var services = Build(order, points))
        {
            // Each on a thread of its own, as the portal does it.
            await Task.WhenAll(Enumerable.Range(0, order.AtOnce).Select(_ => Task.Run(() => ActAsync(services, order))));
        }
        Console.Out.WriteLine($"ended {JsonSerializer.Serialize(new WorkerEnd(Peak(), points.Counts))}");
        return 0;
    }

    private static ServiceProvider Build(WorkerOrder order, StopPoints points)
    {
        var settings = PortalDatabase.SettingsFor(order.Provider, order.Connection, order.Folder, order.Settings);
        var clock = new FakeTimeProvider(order.Now);
        var stops = new StopsAtCommit(points);
        return new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddFilter("Microsoft", LogLevel.Warning).AddProvider(new StopsInLog(points, clock)))
            .AddSingleton<TimeProvider>(clock).AddSingleton(settings)
            .AddLocalization().AddPersistence(settings).AddVault().AddDataMap(settings).AddOperations()
            .ConfigureDbContext<SqlitePortalDb>(options => options.AddInterceptors(stops))
            .ConfigureDbContext<PostgreSqlPortalDb>(options => options.AddInterceptors(stops))
            .BuildServiceProvider(validateScopes: true);
    }

    private static async Task ActAsync(IServiceProvider portal, WorkerOrder order)
    {
        await using var scope = portal.CreateAsyncScope();
        var (services, none) = (scope.ServiceProvider, CancellationToken.None);
        var person = Actor.SignedIn("worker", new SubjectKey(order.Subject), [Role.Member], confirmed: true, secondFactor: false);
        switch (order.Act)
        {
            case WorkerAct.MakeCopies:
                while (ValueOf(await services.GetRequiredService<MakeCopy>().RunAsync(Actor.Portal, none))) { }
                break;
            case WorkerAct.CancelCopy:
                Check(await services.GetRequiredService<CancelCopy>().RunAsync(person, order.Copy, none));
                break;
            case WorkerAct.DiscardCopy:
                Check(await services.GetRequiredService<DiscardCopy>().RunAsync(person, order.Copy, none));
                break;
            case WorkerAct.ExpireCopies:
                ValueOf(await services.GetRequiredService<ExpireCopies>().RunAsync(Actor.Portal, none));
                break;
            case WorkerAct.TakeInMail:
                using (var mail = await TestMail.ReadAsync(order.Mail, order.Now)) ValueOf(await services.GetRequiredService<TakeInMail>().RunAsync(Actor.Portal, mail, none));
                break;
            case WorkerAct.CarryOutErasures:
                while (ValueOf(await services.GetRequiredService<CarryOutErasure>().RunAsync(Actor.Portal, none))) { }
                break;
            case WorkerAct.CarryOutSweeps:
                while (ValueOf(await services.GetRequiredService<CarryOutSweep>().RunAsync(Actor.Portal, none))) { }
                break;
            case WorkerAct.CarryOutRectifications:
                while (ValueOf(await services.GetRequiredService<CarryOutRectification>().RunAsync(Actor.Portal, none))) { }
                break;
            case WorkerAct.MakeExtracts:
                while (ValueOf(await services.GetRequiredService<MakeExtract>().RunAsync(Actor.Portal, none))) { }
                break;
            case WorkerAct.ReleaseExtracts:
                while (ValueOf(await services.GetRequiredService<ReleaseExtract>().RunAsync(Actor.Portal, none))) { }
                break;
            case WorkerAct.RemoveBytes:
                ValueOf(await services.GetRequiredService<RemoveVaultBytes>().RunAsync(Actor.Portal, none));
                break;
        }
    }

    private static T ValueOf<T>(Result<T> result) => result.IsOk ? result.Value : throw new InvalidOperationException(result.Problem?.Code);

    private static void Check(Result result)
    {
        if (!result.IsOk) throw new InvalidOperationException(result.Problem?.Code);
    }

    // Environment.WorkingSet is of this moment; the kernel keeps the highest.
    internal static long Peak()
    {
        const string Key = "VmHWM:";
        return !OperatingSystem.IsLinux() ? Environment.WorkingSet
            : 1024 * long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith(Key, StringComparison.Ordinal))[Key.Length..].Replace("kB", "").Trim());
    }
}
