// Operations with one fault each; PlantedTests finds them.
#pragma warning disable CA1822, CS9113
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Permission = Medbook.PrivacyPortal.Tests.Architecture.Planted.Domain.Permissions.Permission;

namespace Medbook.PrivacyPortal.Tests.Architecture.Planted.Domain.Permissions
{
    public enum Permission
    {
        OperationWithoutFault,
        OperationThatIsOpen,
        OperationWithoutGuard,
        OperationThatLoadsFirst,
        OperationOfAnotherPermission,
        OperationWithoutActor,
        OperationWithoutResult,
        OperationThatCannotBeStopped,
        OperationThatIsGone,
    }

    public sealed class Guard
    {
        public Problem? Check(Actor who, Permission permission) => who.Confirmed && permission >= 0 ? null : new NotFound();
    }
}

namespace Medbook.PrivacyPortal.Tests.Architecture.Planted.Operations.Cases
{
    using Guard = Planted.Domain.Permissions.Guard;

    public sealed class OperationWithoutFault(Guard guard)
    {
        public async Task<Result> RunAsync(Actor who, string words, CancellationToken ct)
        {
            if (guard.Check(who, Permission.OperationWithoutFault) is { } denied) return denied;

            // The compiler makes a class for what a lambda holds, before the first line.
            await Task.Run(() => words.Length, ct);
            return Result.Ok;
        }
    }

    public class OperationThatIsOpen(Guard guard)
    {
        public Task<Result> RunAsync(Actor who, CancellationToken ct) =>
            Task.FromResult(guard.Check(who, Permission.OperationThatIsOpen) is { } denied ? denied : Result.Ok);
    }

    public sealed class OperationWithoutPermission(Guard guard)
    {
        public Task<Result> RunAsync(Actor who, CancellationToken ct) =>
            Task.FromResult(guard.Check(who, Permission.OperationWithoutFault) is { } denied ? denied : Result.Ok);
    }

    public sealed class OperationWithoutGuard
    {
        public Task<Result> RunAsync(Actor who, CancellationToken ct) => Task.FromResult(Result.Ok);
    }

    public sealed class OperationThatLoadsFirst(Guard guard)
    {
        public async Task<Result> RunAsync(Actor who, CancellationToken ct)
        {
            if (who.Subject is null) return new NotFound();
            if (guard.Check(who, Permission.OperationThatLoadsFirst) is { } denied) return denied;
            await Task.Delay(1, ct);
            return Result.Ok;
        }
    }

    public sealed class OperationOfAnotherPermission(Guard guard)
    {
        public async Task<Result> RunAsync(Actor who, CancellationToken ct)
        {
            if (guard.Check(who, Permission.OperationWithoutFault) is { } denied) return denied;
            await Task.Delay(1, ct);
            return Result.Ok;
        }
    }

    public sealed class OperationWithoutActor(Guard guard)
    {
        public Task<Result> RunAsync(string who, CancellationToken ct) =>
            Task.FromResult(guard.Check(Actor.OperatorNamed(who), Permission.OperationWithoutActor) is { } denied ? denied : Result.Ok);
    }

    public sealed class OperationWithoutResult(Guard guard)
    {
        public Task<bool> RunAsync(Actor who, CancellationToken ct) =>
            Task.FromResult(guard.Check(who, Permission.OperationWithoutResult) is null);
    }

    public sealed class OperationThatCannotBeStopped(Guard guard)
    {
        public Task<Result> RunAsync(Actor who) =>
            Task.FromResult(guard.Check(who, Permission.OperationThatCannotBeStopped) is { } denied ? denied : Result.Ok);
    }
}
