using Medbook.PrivacyPortal.Domain;

namespace Medbook.PrivacyPortal.Commands.Bench;

/// <summary>Runs operations as a page or a job does: each in a scope of its own.</summary>
internal static class BenchOperations
{
    /// <summary>An operation that returns nothing.</summary>
    public static async Task<Result> GetAsync<T>(this IServiceProvider services, Func<T, Task<Result>> run) where T : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<T>());
    }

    /// <summary>An operation that returns something.</summary>
    public static async Task<Result<TValue>> GetAsync<T, TValue>(this IServiceProvider services, Func<T, Task<Result<TValue>>> run) where T : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<T>());
    }
}
