using System.Data.Common;
using System.Runtime.CompilerServices;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>Counts the phases of a worker. At a stop it says so on its standard output, and goes on with the next line of its input.</summary>
internal sealed class StopPoints(WorkerOrder order)
{
    private readonly Lock oneAtATime = new();

    /// <summary>How often each phase was reached.</summary>
    public Dictionary<string, int> Counts { get; } = [];

    public void Reach(string phase)
    {
        lock (oneAtATime)
        {
            var point = new StopPoint(phase, Counts[phase] = Counts.GetValueOrDefault(phase) + 1);
            if (!order.StopsEverywhere && !order.Stops.Contains(point)) return;
            Console.Out.WriteLine($"at {point.Occurrence} {point.Phase}");
            // Whoever started this process is gone: nobody is left to decide anything.
            if (Console.In.ReadLine() is null) Environment.Exit(1);
        }
    }
}

/// <summary>The phases that stand in the log. With each of them a second goes by, so that the run gives its signs of life.</summary>
internal sealed class StopsInLog(StopPoints points, FakeTimeProvider clock) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Writer(points, clock);

    public void Dispose() { }

    private sealed class Writer(StopPoints points, FakeTimeProvider clock) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is not null) Console.Error.WriteLine($"{formatter(state, exception)} {exception}");
            if (Phases.OfEvent(eventId.Name) is not { } phase) return;
            clock.Advance(TimeSpan.FromSeconds(1));
            points.Reach(phase);
        }
    }
}

/// <summary>The moments before and after a commit that writes down a step of a copy, and the save of the job that removes bytes.</summary>
internal sealed class StopsAtCommit(StopPoints points) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private readonly ConditionalWeakTable<DbContext, string> steps = [];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (StepOf(eventData.Context!) is { } step)
        {
            steps.AddOrUpdate(eventData.Context!, step);
            points.Reach($"{step} saving");
        }
        return ValueTask.FromResult(result);
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (steps.TryGetValue(eventData.Context!, out var step)) points.Reach($"{step} committing");
        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (steps.TryGetValue(eventData.Context!, out var step))
        {
            steps.Remove(eventData.Context!);
            points.Reach($"{step} committed");
        }
        return ValueTask.FromResult(result);
    }

    private static string? StepOf(DbContext db) =>
        db.ChangeTracker.Entries<AuditEntry>().FirstOrDefault(entry => entry.State == EntityState.Added) is { } entry ? entry.Entity.Action.ToString()
        : db.ChangeTracker.Entries<VaultFile>().Any(file => file.State == EntityState.Added) ? "file added"
        : db.ChangeTracker.Entries<VaultFile>().Any(file => file.Property(f => f.BytesGoneAt).IsModified) ? "bytes gone"
        : db.ChangeTracker.Entries<ErasureStep>().FirstOrDefault(step => step.State == EntityState.Modified) is { } step ? StepOf(step)
        : null;

    private static string StepOf(EntityEntry<ErasureStep> step) =>
        step.Entity.IsDone ? "step finished" : step.Entity.Intent.Count > 0 ? "step intended" : "step answered";
}
