// One violation of each rule, in namespaces that stand for folders; PlantedTests finds them.
#pragma warning disable CA1822, CS9113
using Microsoft.AspNetCore.Components;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Architecture.Planted.Persistence
{
    public sealed class PortalDb(DbContextOptions options) : DbContext(options)
    {
        public DbSet<Domain.Row> Rows => Set<Domain.Row>();

        public int Allowed() => Database.ExecuteSqlRaw("DELETE FROM Rows");
    }
}

namespace Medbook.PrivacyPortal.Tests.Architecture.Planted.Domain
{
    public sealed class Row
    {
        public int Id { get; set; }
    }

    public sealed class Rule
    {
        public bool Look(object db) => db is Persistence.PortalDb;

        public override string ToString() => "rule";
    }
}

namespace Medbook.PrivacyPortal.Tests.Architecture.Planted.Helpers
{
    public sealed class Misc;
}

namespace Medbook.PrivacyPortal.Tests.Architecture.Planted.Ui
{
    public sealed class Button
    {
        public MarkupString Html() => new("<b>no</b>");

        // Seen although it stands in a lambda inside a generic.
        public Func<List<Operations.Cases.OperationWithoutFault[]>> Make() => () => [];
    }
}

namespace Medbook.PrivacyPortal.Tests.Architecture.Planted.Features.Requests
{
    public sealed class RequestsPage
    {
        public Task<List<Domain.Row>> LoadAsync(Persistence.PortalDb db) => db.Rows.FromSqlRaw("SELECT * FROM Rows").ToListAsync();
    }
}

namespace Medbook.PrivacyPortal.Tests.Architecture.Planted.Features.Copies
{
    public sealed class CopiesPage
    {
        public string Title { get; } = typeof(Requests.RequestsPage).Name;

        public long Length(IFormFile file) => file.Length;
    }
}

namespace Medbook.PrivacyPortal.Tests.Architecture.Planted.Jobs
{
    public sealed class Sweep
    {
        public async Task RunAsync(SqliteConnection connection)
        {
            await using var command = new SqliteCommand();
            command.Connection = connection;
            ((System.Data.Common.DbCommand)command).CommandText = "DELETE FROM Rows";
            await command.ExecuteNonQueryAsync();
        }
    }
}

namespace Medbook.PrivacyPortal.Tests.Architecture.Planted.Domain.Circle
{
    public sealed class One
    {
        public Of.Two? Two { get; set; }
    }
}

namespace Medbook.PrivacyPortal.Tests.Architecture.Planted.Domain.Circle.Of
{
    public sealed class Two
    {
        public Three.Back? Three { get; set; }
    }
}

namespace Medbook.PrivacyPortal.Tests.Architecture.Planted.Domain.Circle.Of.Three
{
    public sealed class Back
    {
        public One? One { get; set; }
    }
}
