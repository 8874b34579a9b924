namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>
/// The SQL with which Roundcube makes its tables, from Debian's package: installed, else unpacked by <c>.ci/prepare</c>,
/// else unpacked now. It is Roundcube's, so the repository does not hold it.
/// </summary>
public static class RoundcubeSql
{
    private const string Installed = "/usr/share/roundcube/SQL";

    private static readonly string Unpacked = Path.Combine(Repository.Root, ".ci", "cache", "roundcube-core");

    private static readonly Lazy<Task<string>> Folder = new(FindFolderAsync);

    /// <summary>The folder of its files; where there is none, the test fails with a sentence that says what to run.</summary>
    public static Task<string> FindAsync() => Folder.Value;

    /// <summary>The statements for one of its databases.</summary>
    public static async Task<string> ReadAsync(Provider provider) =>
        await File.ReadAllTextAsync(Path.Combine(await FindAsync(), FileFor(provider)));

    private static async Task<string> FindFolderAsync() =>
        InFolders()
        ?? (await SystemPackages.TryUnpackAsync("roundcube-core", Installed, Unpacked) ? InFolders() : null)
        ?? throw SystemPackages.Missing("Roundcube's SQL");

    private static string? InFolders() =>
        new[] { Installed, Unpacked }.FirstOrDefault(folder => Enum.GetValues<Provider>().All(provider => File.Exists(Path.Combine(folder, FileFor(provider)))));

    private static string FileFor(Provider provider) => provider == Provider.PostgreSql ? "postgres.initial.sql" : "sqlite.initial.sql";
}
