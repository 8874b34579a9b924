using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources;

public abstract class ValueTests(Provider provider) : SourceTests(provider)
{
    private string BytesType => IsSqlite ? "blob" : "bytea";

    public static TheoryData<string, string, string, object?> Values => new()
    {
        // the column's type, the stored literal, the words of the map, the value that is read
        { "text", "'Zoë'", "", "Zoë" },
        { "varchar(20)", "''", "", "" },
        { "integer", "7", "", "7" },
        { "BYTES", "BYTES:5a6fc3ab", """ "stored": "bytes" """, "Zoë" },
        { "bigint", "9007199254740993", """ "type": "integer" """, 9007199254740993L },
        { "smallint", "-3", """ "type": "integer" """, -3L },
        { "text", "'42'", """ "type": "integer", "stored": "text" """, 42L },
        { "numeric(12,4)", "1234.5", """ "type": "decimal" """, 1234.5m },
        { "double precision", "0.1", """ "type": "decimal" """, 0.1m },
        { "text", "'12.50'", """ "type": "decimal", "stored": "text" """, 12.50m },
        { "boolean", "true", """ "type": "boolean" """, true },
        { "smallint", "0", """ "type": "boolean" """, false },
        { "text", "'T'", """ "type": "boolean", "stored": "text" """, true },
        { "uuid", "'6F9619FF-8B86-D011-B42D-00CF4FC964FF'", """ "type": "uuid" """, new Guid("6f9619ff-8b86-d011-b42d-00cf4fc964ff") },
        { "text", "'6f9619ff8b86d011b42d00cf4fc964ff'", """ "type": "uuid", "stored": "text" """, new Guid("6f9619ff-8b86-d011-b42d-00cf4fc964ff") },
        { "BYTES", "BYTES:6f9619ff8b86d011b42d00cf4fc964ff", """ "type": "uuid", "stored": "bytes" """, new Guid("6f9619ff-8b86-d011-b42d-00cf4fc964ff") },
        { "BYTES", "BYTES:00ff", """ "type": "bytes" """, new byte[] { 0, 255 } },
        { "date", "'2024-02-29'", """ "type": "date" """, new DateOnly(2024, 2, 29) },
        { "text", "'29/02/2024'", """ "type": "date", "stored": "format", "format": "dd/MM/yyyy" """, new DateOnly(2024, 2, 29) },
        { "integer", "1709161200", """ "type": "date", "stored": "unix", "zone": "Europe/Brussels" """, new DateOnly(2024, 2, 29) },
        { "time", "'23:59:07'", """ "type": "time" """, new TimeOnly(23, 59, 7) },
        { "text", "'08:30'", """ "type": "time", "stored": "iso" """, new TimeOnly(8, 30) },
        { "timestamp", "'2024-07-01 10:20:30.5'", """ "type": "datetime" """, Utc(2024, 7, 1, 10, 20, 30, 500) },
        { "timestamp", "'2024-07-01 10:20:30'", """ "type": "datetime", "zone": "Europe/Brussels" """, new DateTimeOffset(2024, 7, 1, 10, 20, 30, TimeSpan.FromHours(2)) },
        { "timestamp", "'2024-01-01 10:20:30'", """ "type": "datetime", "zone": "Europe/Brussels" """, new DateTimeOffset(2024, 1, 1, 10, 20, 30, TimeSpan.FromHours(1)) },
        { "text", "'2024-07-01T10:20:30Z'", """ "type": "datetime", "stored": "iso", "zone": "Europe/Brussels" """, Utc(2024, 7, 1, 10, 20, 30, 0) },
        { "text", "'2024-07-01T10:20:30.1234567+02:00'", """ "type": "datetime", "stored": "iso" """, new DateTimeOffset(2024, 7, 1, 10, 20, 30, TimeSpan.FromHours(2)).AddTicks(1234567) },
        { "text", "'2024-07-01 10:20'", """ "type": "datetime", "stored": "iso" """, Utc(2024, 7, 1, 10, 20, 0, 0) },
        { "bigint", "1719829230", """ "type": "datetime", "stored": "unix" """, Utc(2024, 7, 1, 10, 20, 30, 0) },
        { "bigint", "1719829230500", """ "type": "datetime", "stored": "unix-ms" """, Utc(2024, 7, 1, 10, 20, 30, 500) },
        { "bigint", "638554260300000000", """ "type": "datetime", "stored": "ticks" """, Utc(2024, 7, 1, 10, 20, 30, 0) },
        { "text", "'01.07.2024 10h20'", """ "type": "datetime", "stored": "format", "format": "dd.MM.yyyy HH'h'mm", "zone": "Europe/Brussels" """, new DateTimeOffset(2024, 7, 1, 10, 20, 0, TimeSpan.FromHours(2)) },
        { "text", "'20240701102030 +0200'", """ "type": "datetime", "stored": "format", "format": "yyyyMMddHHmmss zzz" """, null },
        { "bigint", "0", """ "type": "datetime", "stored": "unix", "empty": [0] """, null },
        { "text", "'0000-00-00'", """ "type": "date", "empty": ["", "0000-00-00"] """, null },
        { "timestamp", "'0001-01-01 00:00:00'", """ "type": "datetime", "empty": ["0001-01-01 00:00:00", "-infinity"] """, null },
        { "text", "'N/A'", """ "empty": ["N/A"] """, null },
        { "text", "NULL", "", null },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_stored_value_is_read_as_what_the_map_says(string type, string literal, string words, object? expected)
    {
        // .NET reads +02:00 as zzz and not +0200: PostgreSQL and ISO have their own way, a declared format is what it says.
        if (words.Contains("zzz", StringComparison.Ordinal))
        {
            (literal, expected) = ("'20240701102030 +02:00'", new DateTimeOffset(2024, 7, 1, 10, 20, 30, TimeSpan.FromHours(2)));
        }

        Assert.Equal(expected, await ReadAsync(type, literal, words));
    }

    public static TheoryData<string, string, string> Misfits => new()
    {
        { "text", "'secret-canary'", """ "type": "integer", "stored": "text" """ },
        { "text", "'99999999999999999999'", """ "type": "integer", "stored": "text" """ },
        { "text", "'secret-canary'", """ "type": "decimal", "stored": "text" """ },
        { "integer", "2", """ "type": "boolean" """ },
        { "text", "'secret-canary'", """ "type": "uuid", "stored": "text" """ },
        { "text", "'2024-13-01'", """ "type": "datetime", "stored": "iso" """ },
        { "text", "'31/02/2024'", """ "type": "date", "stored": "format", "format": "dd/MM/yyyy" """ },
        { "bigint", "9223372036854775807", """ "type": "datetime", "stored": "unix" """ },
        { "BYTES", "BYTES:ff", """ "stored": "bytes" """ },
        { "text", "'{ secret-canary'", """ "type": "json" """ },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public async Task A_value_that_does_not_fit_names_the_place_and_never_the_value(string type, string literal, string words)
    {
        var error = await Assert.ThrowsAsync<ValueDoesNotFitException>(() => ReadAsync(type, literal, words));

        Assert.Equal(("clinic", "records", "value", "1"), (error.SourceName, error.Dataset, error.Column, error.RowKey));
        Assert.DoesNotContain("canary", error.ToString());
        Assert.Null(error.InnerException);
    }

    [Fact]
    public async Task Json_is_read_whole_or_in_parts()
    {
        await RunAsync($$"""
            CREATE TABLE records (id integer PRIMARY KEY, member_id bigint, whole {{(IsSqlite ? "text" : "jsonb")}}, split text);
            INSERT INTO records VALUES (1, 42, '{"a": [1, 2]}', '{"mail": {"weekly": true, "at": "2024-07-01"}, "names": ["x", "y"], "n": 7, "inner": "{\"deep\": 1.5}"}'),
              (2, 42, NULL, '{"mail": null}'), (3, 42, '[]', NULL);
            """);
        var source = Source("""
            "records": { #, "key": "id", "person": "member_id", "fields": {
              "whole": { "type": "json", "label": "Whole" },
              "split": { "type": "json", "label": "Split", "parts": {
                "mail.weekly": { "type": "boolean", "label": "Weekly" }, "mail.at": { "type": "date", "label": "At" }, "names.1": "Second", "n": { "type": "integer", "label": "N" },
                "missing": "Missing", "names": "Names", "hidden": { "label": "Hidden", "secret": true } } } } }
            """);

        var fields = ReadField.AllOf(source.Map.Find("records")!);
        var rows = await RowsAsync(source, "records");

        Assert.Equal(["whole", "split.mail.weekly", "split.mail.at", "split.names.1", "split.n", "split.missing", "split.names"], fields.Select(f => f.Name));
        Assert.Equal(2, Assert.IsType<JsonElement>(rows[0].Values[0]).GetProperty("a")[1].GetInt32());
        Assert.Equal([true, new DateOnly(2024, 7, 1), "y", 7L, null, """["x", "y"]"""], rows[0].Values.Skip(1));
        Assert.All(rows[1].Values, Assert.Null);
        Assert.All(rows[2].Values.Skip(1), Assert.Null);
    }

    [Fact]
    public async Task Php_is_read_whole_or_in_parts()
    {
        await RunAsync("""
            CREATE TABLE records (id integer PRIMARY KEY, member_id bigint, prefs text);
            INSERT INTO records VALUES (1, 42, 'a:3:{s:8:"timezone";s:4:"Zoë";s:4:"list";a:1:{i:0;i:5;}s:2:"on";b:1;}');
            """);
        var whole = Source(""" "records": { #, "key": "id", "person": "member_id", "fields": { "prefs": { "type": "php", "label": "Preferences" } } } """);
        var parts = Source("""
            "records": { #, "key": "id", "person": "member_id", "fields": { "prefs": { "type": "php", "label": "Preferences", "parts": {
              "timezone": "Zone", "list.0": { "type": "integer", "label": "First" }, "on": { "type": "boolean", "label": "On" } } } } }
            """);

        Assert.StartsWith("a:3:", Assert.IsType<string>((await RowsAsync(whole, "records"))[0].Values[0]));
        Assert.Equal(["Zoë", 5L, true], (await RowsAsync(parts, "records"))[0].Values);
    }

    [Fact]
    public async Task A_secret_is_never_asked_of_the_database()
    {
        await RunAsync("""
            CREATE TABLE real_records (id integer PRIMARY KEY, member_id bigint, name text);
            INSERT INTO real_records VALUES (1, 42, 'Ann');
            """);
        // Reading the column would fail.
        await RunAsync(IsSqlite
            ? "CREATE VIEW records AS SELECT id, member_id, name, abs(-9223372036854775807 - 1) AS password FROM real_records"
            : "CREATE VIEW records AS SELECT id, member_id, name, 1 / (id - id) AS password FROM real_records");
        var source = Source("""
            "records": { #, "key": "id", "person": "member_id", "fields": { "name": "Name", "password": { "label": "Password", "secret": true } } }
            """);

        Assert.Equal(["Ann"], Assert.Single(await RowsAsync(source, "records")).Values);
        Assert.Equal(["name"], ReadField.AllOf(source.Map.Find("records")!).Select(f => f.Name));
    }

    [Fact]
    public async Task What_is_about_others_is_masked_where_the_caller_says_so()
    {
        await RunAsync("""
            CREATE TABLE letters (id integer PRIMARY KEY, from_id bigint, from_name text, to_id bigint, to_name text, cc text, body text);
            INSERT INTO letters VALUES (1, 42, 'Ann', 7, 'Bob', 'Cas', 'x'), (2, 7, 'Bob', 42, 'Ann', NULL, 'y'), (3, 42, 'Ann', 42, 'Ann', 'Cas', 'z');
            """);
        var source = Source("""
            "letters": { #, "key": "id", "people": {
                "sender": { "label": "Sent", "person": "from_id", "erasure": "null", "fields": { "from_id": { "type": "integer", "label": "Sender" }, "from_name": "Sender" } },
                "receiver": { "label": "Received", "person": "to_id", "erasure": "null", "fields": { "to_id": { "type": "integer", "label": "Receiver" }, "to_name": "Receiver" } } },
              "fields": { "cc": { "label": "Copy", "others": "structured" }, "body": { "label": "Text", "others": "free-text" } } }
            """);
        object masked = Masked.Value;

        var rows = await RowsAsync(source, "letters", others: OthersData.Mask);
        Assert.Equal([masked, "x", 42L, "Ann", masked, masked], rows[0].Values);
        Assert.Equal([null, "y", masked, masked, 42L, "Ann"], rows[1].Values);
        Assert.Equal([masked, "z", 42L, "Ann", 42L, "Ann"], rows[2].Values);

        Assert.Equal(["Cas", "x", 42L, "Ann", 7L, "Bob"], (await RowsAsync(source, "letters", others: OthersData.Show))[0].Values);
    }

    [Fact]
    public async Task Only_the_fields_that_are_asked_for_are_read()
    {
        await RunAsync("CREATE TABLE records (id integer PRIMARY KEY, member_id bigint, a text, b text); INSERT INTO records VALUES (1, 42, 'x', 'y')");
        var source = Source(""" "records": { #, "key": "id", "person": "member_id", "fields": { "a": "A", "b": "B" } } """);
        var dataset = source.Map.Find("records")!;
        var reading = await OpenAsync(source);

        var row = await reading.FindRowAsync(
            new RowQuery(dataset, Person(), OthersData.Mask) { Fields = [.. ReadField.AllOf(dataset).Where(f => f.Name == "b")] }, "1", None);

        Assert.Equal(["y"], row!.Values);
    }

    private async Task<object?> ReadAsync(string type, string literal, string words)
    {
        type = type == "BYTES" ? BytesType : type;
        literal = literal.StartsWith("BYTES:", StringComparison.Ordinal) ? Bytes(literal[6..]) : literal;
        await RunAsync($"CREATE TABLE records (id integer PRIMARY KEY, member_id bigint, value {type}); INSERT INTO records VALUES (1, 42, {literal})");
        var source = Source($$""" "records": { #, "key": "id", "person": "member_id", "fields": { "value": { "label": "Value"{{(words.Length > 0 ? "," : "")}} {{words}} } } } """);
        return Assert.Single(await RowsAsync(source, "records")).Values[0];
    }

    private static DateTimeOffset Utc(int year, int month, int day, int hour, int minute, int second, int millisecond) =>
        new(year, month, day, hour, minute, second, millisecond, TimeSpan.Zero);

    public sealed class OnSqlite() : ValueTests(Provider.Sqlite)
    {
        [Fact]
        public async Task A_value_of_another_storage_class_is_read_where_it_fits()
        {
            await RunAsync("CREATE TABLE records (id integer PRIMARY KEY, member_id bigint, n, t); INSERT INTO records VALUES (1, 42, '7', 12), (2, 42, 7.0, x'6162')");
            var source = Source(""" "records": { #, "key": "id", "person": "member_id", "fields": { "n": { "type": "integer", "label": "N" }, "t": "T" } } """);

            Assert.Equal([[7L, "12"], [7L, "ab"]], (await RowsAsync(source, "records")).Select(row => row.Values));
        }
    }

    public sealed class OnPostgreSql() : ValueTests(Provider.PostgreSql)
    {
        [Theory]
        [InlineData("timestamptz", "'2024-07-01 10:20:30+02'", """ "type": "datetime", "zone": "America/New_York" """, "2024-07-01T08:20:30.0000000+00:00")]
        [InlineData("inet", "'10.0.0.1'", "", "10.0.0.1")]
        [InlineData("text[]", "'{a,b}'", "", "{a,b}")]
        [InlineData("char(5)", "'ab'", "", "ab   ")]
        [InlineData("mood", "'happy'", "", "happy")]
        [InlineData("positive", "7", """ "type": "integer" """, "7")]
        [InlineData("money", "12.5", """ "type": "decimal" """, "12.50")]
        [InlineData("timestamp", "'infinity'", """ "type": "datetime", "empty": ["infinity"] """, "")]
        [InlineData("date", "'-infinity'", """ "type": "date", "empty": ["-infinity"] """, "")]
        public async Task The_servers_own_types_are_read(string type, string literal, string words, string expected)
        {
            await RunAsync("CREATE TYPE mood AS ENUM ('happy'); CREATE DOMAIN positive AS integer CHECK (VALUE > 0)");

            var value = await ReadAsync(type, literal, words);

            Assert.Equal(expected, value is DateTimeOffset time ? time.ToString("O") : FormattableString.Invariant($"{value}"));
        }

        [Fact]
        public async Task Infinity_is_no_date_unless_the_map_says_what_it_means() =>
            await Assert.ThrowsAsync<ValueDoesNotFitException>(() => ReadAsync("timestamp", "'infinity'", """ "type": "datetime" """));
    }
}
