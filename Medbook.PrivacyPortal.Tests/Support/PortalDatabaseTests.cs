using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Medbook.PrivacyPortal.Tests.Support;

public abstract class PortalDatabaseTests(Provider provider) : OperationTests(provider)
{
    [Fact]
    public async Task A_person_written_in_one_test_is_there_in_that_test()
    {
        var person = await AddPersonAsync();

        Assert.Equal(person.Id, await ReadAsync(db => db.Subjects.Where(s => s.Key == person.Subject).Select(s => s.AccountId).SingleAsync()));
    }

    [Fact]
    public async Task Every_test_begins_with_an_empty_migrated_database()
    {
        Assert.Equal(0, await ReadAsync(db => db.Subjects.CountAsync()));
        await using var db = await OpenAsync();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public async Task The_interceptors_of_the_portal_are_at_work()
    {
        await using var db = await OpenAsync();
        var entry = AuditEntry.Of(TestActors.Operator(), AuditAction.SubjectLinked, Now);
        db.AuditEntries.Add(entry);
        await db.SaveChangesAsync();

        db.AuditEntries.Remove(entry);
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task The_model_is_the_one_the_migrations_make()
    {
        await using var db = await OpenAsync();
        Assert.False(db.Database.HasPendingModelChanges(), "The model changed without a migration: see .docs/migrations.md.");
        Assert.Equal(Database.Provider == Provider.Sqlite ? typeof(SqlitePortalDb) : typeof(PostgreSqlPortalDb), db.GetType());
    }

    [Fact]
    public async Task The_compiled_model_is_the_one_that_the_configuration_makes()
    {
        await using var db = await OpenAsync();
        var (made, compiled) = (db.GetService<IDesignTimeModel>().Model, db.Model);
        Assert.StartsWith("Medbook.PrivacyPortal.Persistence.CompiledModels", compiled.GetType().FullName, StringComparison.Ordinal);
        Assert.Equal(Lines(made), Lines(compiled));
    }

    // What is stored and how: the tables, the rules of each property, and what turns a value into one of the database.
    private static IEnumerable<string> Lines(IModel model) =>
    [
        .. model.ToDebugString(MetadataDebugStringOptions.ShortDefault).Split('\n'),
        .. model.GetRelationalModel().ToDebugString(MetadataDebugStringOptions.ShortDefault).Split('\n'),
        .. model.GetEntityTypes().SelectMany(entity => entity.GetProperties())
            .Select(property => $"{property.DeclaringType.Name}.{property.Name}: {property.GetTypeMapping().Converter?.GetType()}"),
    ];

    public sealed class OnSqlite() : PortalDatabaseTests(Provider.Sqlite)
    {
        // What EF writes to change a column does; a start that was killed in between could never be made again.
        [Fact]
        public async Task No_migration_leaves_its_transaction()
        {
            await using var db = await OpenAsync();
            var script = db.GetService<IMigrator>().GenerateScript();
            Assert.Contains("CREATE TABLE \"Requests\"", script, StringComparison.Ordinal);
            Assert.DoesNotContain("PRAGMA foreign_keys", script, StringComparison.Ordinal);
        }
    }

    public sealed class OnPostgreSql() : PortalDatabaseTests(Provider.PostgreSql);
}
