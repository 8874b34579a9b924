using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>
/// Base of tests that run real operations on a real database, on both providers. A class of tests is abstract and ends with
/// <code>
/// public sealed class OnSqlite() : SubmitRequestTests(Provider.Sqlite);
/// public sealed class OnPostgreSql() : SubmitRequestTests(Provider.PostgreSql);
/// </code>
/// </summary>
public abstract class OperationTests(Provider provider) : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> disposables = [];
    private IServiceProvider? services;

    protected PortalDatabase Database { get; private set; } = null!;

    /// <summary>The clock of every operation; it stands still until a test moves it.</summary>
    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    protected DateTimeOffset Now => Clock.GetUtcNow();

    protected static CancellationToken None => CancellationToken.None;

    /// <summary>The portal's services with the real operations.</summary>
    protected IServiceProvider Services => services ??= Build();

    public virtual async Task InitializeAsync() => Database = await PortalDatabase.CreateAsync(provider);

    public virtual async Task DisposeAsync()
    {
        foreach (var disposable in Enumerable.Reverse(disposables)) await disposable.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>Settings that a class of tests adds or replaces.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string?>> MoreSettings => [];

    /// <summary>Services that a class of tests adds or replaces, for what lies outside the portal (never its own classes).</summary>
    protected virtual void Configure(IServiceCollection services) { }

    /// <summary>An operation, or another service, in a scope of its own.</summary>
    protected T Get<T>() where T : notnull
    {
        var scope = Services.CreateAsyncScope();
        disposables.Add(scope);
        return scope.ServiceProvider.GetRequiredService<T>();
    }

    /// <summary>A context of its own, to arrange and to look.</summary>
    protected async Task<PortalDb> OpenAsync() =>
        await Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();

    /// <summary>Reads something in a context of its own, untracked.</summary>
    protected async Task<T> ReadAsync<T>(Func<PortalDb, Task<T>> read)
    {
        await using var db = await OpenAsync();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await read(db);
    }

    /// <summary>A person with an account in the database, signed in and confirmed.</summary>
    protected async Task<Actor> AddPersonAsync(string email = "member@example.org")
    {
        await using var db = await OpenAsync();
        var account = new PortalUser
        {
            UserName = email, NormalizedUserName = email.ToUpperInvariant(),
            Email = email, NormalizedEmail = email.ToUpperInvariant(), EmailConfirmed = true,
        };
        var subject = Subject.OfAccount(account.Id, Now);
        db.Users.Add(account);
        db.Subjects.Add(subject);
        await db.SaveChangesAsync();
        return Actor.SignedIn(account.Id, subject.Key, [Role.Member], confirmed: true, secondFactor: false, session: $"session of {email}");
    }

    private static Map EmptyMap(PortalSettings settings) =>
        MapLoader.ReadText("test.json", """{ "sources": {} }""", settings.Provider).Map!;

    private ServiceProvider Build()
    {
        var collection = new ServiceCollection();
        var settings = Database.Settings(MoreSettings);
        collection.AddLogging().AddSingleton<TimeProvider>(Clock).AddSingleton(settings)
            .AddPersistence(settings)
            .AddVault()
            .AddOperations()
            // A map without a source, unless a class of tests brings one.
            .AddSingleton(_ => SourcesRegistration.Catalog(EmptyMap(settings), settings));
        Configure(collection);
        var built = collection.BuildServiceProvider(validateScopes: true);
        disposables.Insert(0, built);
        return built;
    }
}
