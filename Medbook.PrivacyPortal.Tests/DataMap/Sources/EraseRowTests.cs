using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources;

/// <summary>What an erasure does to a row and its fields.</summary>
public abstract class EraseRowTests(Provider provider) : ErasingTests(provider)
{
    private const string Notes = """ "notes": { #, "key": "id", "person": "member_id", "fields": { "body": "B" } } """;
    private const string NotesTable = "CREATE TABLE notes (id integer PRIMARY KEY, member_id bigint, body text);";
    private const string Keep = """ "erasure": { "keep": "legal-claims", "why": "W" } """;

    private string Blob => IsSqlite ? "blob" : "bytea";

    [Fact]
    public async Task Rows_of_the_person_are_deleted_and_nobody_elses()
    {
        await RunAsync(NotesTable + "INSERT INTO notes VALUES (1, 42, 'a'), (2, 7, 'b'), (3, 42, 'c'), (4, NULL, 'd'), (5, 42, 'e')");
        var source = Source(Notes);

        Assert.Equal("1 3 5", await FoundAsync(source, "notes"));
        Assert.Equal("1:Deleted 2:Gone 3:Deleted 4:Gone 99:Gone", await EraseAsync(source, "notes", "1", "2", "3", "4", "99"));

        Assert.Equal(["2|7|b", "4|-|d", "5|42|e"], await TableAsync("notes"));
        Assert.Equal(1, (await LeftAsync(source))["notes"]);
        Assert.Equal("1:Gone 5:Deleted", await EraseAsync(source, "notes", "1", "5"));
        Assert.Empty(await LeftAsync(source));
    }

    [Fact]
    public async Task A_row_that_became_somebody_elses_since_it_was_found_is_left_alone()
    {
        await RunAsync(NotesTable + "INSERT INTO notes VALUES (1, 42, 'a'), (2, 42, 'b')");
        var source = Source(Notes);
        Assert.Equal("1 2", await FoundAsync(source, "notes"));

        await RunAsync("UPDATE notes SET member_id = 7 WHERE id = 1");

        Assert.Equal("1:Gone 2:Deleted", await EraseAsync(source, "notes", "1", "2"));
        Assert.Equal(["1|7|a"], await TableAsync("notes"));
    }

    [Fact]
    public async Task Fields_of_a_row_that_stays_become_null_masked_hashed_or_are_kept()
    {
        await RunAsync("""
            CREATE TABLE cards (id integer PRIMARY KEY, member_id bigint, name text, phone text, code text, total integer);
            INSERT INTO cards VALUES (1, 42, 'Ann', '012', 'x1', 10), (2, 7, 'Bob', '013', 'x1', 20), (3, 42, 'Ann', NULL, 'x1', 30), (4, 42, NULL, NULL, NULL, 40);
            """);
        var source = Source($$"""
            "cards": { #, "key": "id", "person": "member_id", {{Keep}}, "fields": {
              "member_id": { "type": "integer", "label": "M", "erasure": "null" }, "name": { "label": "N", "erasure": { "mask": "(removed)" } },
              "phone": { "label": "P", "erasure": "null" }, "code": { "label": "C", "erasure": "hash" }, "total": { "type": "integer", "label": "T" } } }
            """);

        Assert.Equal("1:Changed 2:Gone 3:Changed 4:Changed", await EraseAsync(source, "cards", "1", "2", "3", "4"));

        var rows = (await TableAsync("cards")).ConvertAll(row => row.Split('|'));
        var hash = rows[0][4];
        Assert.Matches("^erased-[0-9a-f]{57}$", hash);
        // Equal values stay equal; nothing stays nothing.
        Assert.Equal(["1", "-", "(removed)", "-", hash, "10"], rows[0]);
        Assert.Equal(["2", "7", "Bob", "013", "x1", "20"], rows[1]);
        Assert.Equal(["3", "-", "(removed)", "-", hash, "30"], rows[2]);
        Assert.Equal(["4", "-", "-", "-", "-", "40"], rows[3]);
    }

    [Fact]
    public async Task A_row_that_still_leads_to_the_person_is_found_until_its_fields_are_erased_and_then_no_more()
    {
        await RunAsync("""
            CREATE TABLE cards (id integer PRIMARY KEY, member_id bigint, name text, code text, raw text);
            INSERT INTO cards VALUES (1, 42, 'Ann', NULL, NULL), (2, 42, NULL, 'x', NULL), (3, 42, NULL, NULL, 'y'), (4, 42, '-', NULL, NULL),
              (5, 42, NULL, '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', NULL);
            """);
        var source = Source($$"""
            "cards": { #, "key": "id", "person": "member_id", {{Keep}}, "fields": {
              "member_id": { "type": "integer", "label": "M" }, "name": { "label": "N", "erasure": { "mask": "-" } },
              "code": { "label": "C", "erasure": "hash" }, "raw": { "label": "R", "erasure": "null" } } }
            """);
        Assert.Equal("1 2 3 5", await FoundAsync(source, "cards"));

        Assert.Equal("1:Changed 2:Changed 3:Changed 4:Gone 5:Changed", await EraseAsync(source, "cards", "1", "2", "3", "4", "5"));

        Assert.Equal("", await FoundAsync(source, "cards"));
        Assert.Empty(await LeftAsync(source));
        var erased = await TableAsync("cards");
        Assert.Equal("1:Gone 2:Gone 3:Gone 4:Gone 5:Gone", await EraseAsync(source, "cards", "1", "2", "3", "4", "5"));
        Assert.Equal(erased, await TableAsync("cards"));
    }

    [Fact]
    public async Task A_mask_is_stored_as_the_type_of_its_field()
    {
        var json = IsSqlite ? "text" : "jsonb";
        const string document = "[1]";
        await RunAsync($"""
            CREATE TABLE cards (id integer PRIMARY KEY, member_id bigint, words {Blob}, points integer, price {(IsSqlite ? "real" : "numeric(8,2)")}, yes boolean,
              flag smallint, said text, code {(IsSqlite ? "text" : "uuid")}, raw {Blob}, opaque {json}, stored {(IsSqlite ? "text" : "json")});
            INSERT INTO cards VALUES (1, 42, {Bytes("416e6e")}, 5, 3.5, true, 1, 'true', '6f9619ff-8b86-d011-b42d-00cf4fc964ff', {Bytes("6f9619ff8b86d011b42d00cf4fc964ff")},
              '{document}', '{document}');
            """);
        const string none = "00000000-0000-0000-0000-000000000000";
        var source = Source($$"""
            "cards": { #, "key": "id", "person": "member_id", {{Keep}}, "fields": {
              "member_id": { "type": "integer", "label": "M" },
              "words": { "stored": "bytes", "label": "W", "erasure": { "mask": "é" } }, "points": { "type": "integer", "label": "P", "erasure": { "mask": "-1" } },
              "price": { "type": "decimal", "label": "P", "erasure": { "mask": "0.50" } }, "yes": { "type": "boolean", "label": "Y", "erasure": { "mask": "false" } },
              "flag": { "type": "boolean", "label": "F", "erasure": { "mask": "false" } }, "said": { "type": "boolean", "stored": "text", "label": "S", "erasure": { "mask": "false" } },
              "code": { "type": "uuid", "label": "C", "erasure": { "mask": "{{none}}" } }, "raw": { "type": "uuid", "stored": "bytes", "label": "R", "erasure": { "mask": "{{none}}" } },
              "opaque": { "type": "json", "label": "O", "erasure": { "mask": "{}" } }, "stored": { "type": "json", "label": "S", "erasure": { "mask": "[]" } } } }
            """);

        Assert.Equal("1:Changed", await EraseAsync(source, "cards", "1"));

        var no = IsSqlite ? "0" : "False";
        Assert.Equal([$"1|42|c3a9|-1|{(IsSqlite ? "0.5" : "0.50")}|{no}|0|false|{none}|{none.Replace("-", "")}|{{}}|[]"], await TableAsync("cards"));
        Assert.Equal("", await FoundAsync(source, "cards"));
    }

    [Fact]
    public async Task Bytes_become_a_hash_of_bytes_and_no_value_is_recognised_in_it()
    {
        await RunAsync($"""
            CREATE TABLE cards (id integer PRIMARY KEY, member_id bigint, words {Blob}, raw {Blob});
            INSERT INTO cards VALUES (1, 42, {Bytes("416e6e")}, {Bytes("0102")}), (2, 42, {Bytes("416e6e")}, {Bytes("0102")});
            """);
        var source = Source($$"""
            "cards": { #, "key": "id", "person": "member_id", {{Keep}}, "fields": { "member_id": { "type": "integer", "label": "M" },
              "words": { "stored": "bytes", "label": "W", "erasure": "hash" }, "raw": { "type": "bytes", "label": "R", "erasure": "hash" } } }
            """);

        await EraseAsync(source, "cards", "1");
        // Another key: the old one was thrown away.
        await EraseAsync(source, "cards", "2");

        var rows = (await TableAsync("cards")).ConvertAll(row => row.Split('|'));
        Assert.StartsWith("6572617365642d", rows[0][2]);
        Assert.Equal((128, 64), (rows[0][2].Length, rows[0][3].Length));
        Assert.NotEqual(rows[0][2], rows[1][2]);
        Assert.NotEqual(rows[0][3], rows[1][3]);
        Assert.Equal("", await FoundAsync(source, "cards"));
    }

    [Fact]
    public async Task What_is_kept_with_all_its_fields_is_not_touched()
    {
        await RunAsync(NotesTable + "INSERT INTO notes VALUES (1, 42, 'a')");
        var source = Source($$""" "notes": { #, "key": "id", "person": "member_id", {{Keep}}, "fields": { "member_id": { "type": "integer", "label": "M" }, "body": "B" } } """);

        Assert.Equal("", await FoundAsync(source, "notes"));
        Assert.Equal("1:Gone", await EraseAsync(source, "notes", "1"));
        Assert.Equal(["1|42|a"], await TableAsync("notes"));
    }

    [Fact]
    public async Task Each_role_of_a_row_is_erased_by_its_own_word()
    {
        await RunAsync("""
            CREATE TABLE letters (id integer PRIMARY KEY, from_id bigint, from_name text, to_id bigint, to_name text, body text);
            INSERT INTO letters VALUES (1, 42, 'Ann', 7, 'Bob', 'x'), (2, 7, 'Bob', 42, 'Ann', 'y'), (3, 42, 'Ann', 42, 'Ann', 'z'), (4, 7, 'Bob', 8, 'Cas', 'w');
            """);
        var source = Source(Letters(receiver: "delete"));

        Assert.Equal(["1 True", "2 True", "3 False"], (await FindAsync(source, "letters")).Select(row => $"{row.Key} {row.OthersToo}"));
        Assert.Equal("1:Changed 2:Deleted 3:Deleted 4:Gone", await EraseAsync(source, "letters", "1", "2", "3", "4"));

        // What both have in common is still the receiver's.
        Assert.Equal(["1|-|-|7|Bob|x", "4|7|Bob|8|Cas|w"], await TableAsync("letters"));
        Assert.Empty(await LeftAsync(source));
    }

    [Fact]
    public async Task What_all_persons_of_a_row_have_in_common_is_erased_with_the_last_of_them()
    {
        await RunAsync("""
            CREATE TABLE letters (id integer PRIMARY KEY, from_id bigint, from_name text, to_id bigint, to_name text, body text);
            INSERT INTO letters VALUES (1, 42, 'Ann', 7, 'Bob', 'x'), (2, NULL, NULL, 42, 'Ann', 'y'), (3, 42, 'Ann', 42, 'Ann', 'z');
            """);
        var source = Source(Letters(receiver: "null"));

        Assert.Equal("1:Changed 2:Changed 3:Changed", await EraseAsync(source, "letters", "1", "2", "3"));

        Assert.Equal(["1|-|-|7|Bob|x", "2|-|-|-|-|-", "3|-|-|-|-|-"], await TableAsync("letters"));
    }

    [Fact]
    public async Task A_shared_row_goes_once_nobody_else_reaches_it()
    {
        await RunAsync("""
            CREATE TABLE households (id integer PRIMARY KEY, street text);
            CREATE TABLE lives_at (id integer PRIMARY KEY, household_id integer REFERENCES households (id), member_id bigint);
            INSERT INTO households VALUES (1, 'A'), (2, 'B'), (3, 'C'), (4, 'D');
            INSERT INTO lives_at VALUES (1, 1, 42), (2, 1, 7), (3, 2, 7), (4, 3, 42), (5, 3, 42), (7, 4, 42);
            """);
        var source = Source("""
            "households": { #, "key": "id", "shared": true, "person": ["id = lives_at.household_id", "member_id"], "fields": { "street": "Street" } },
            "living": { #, "table": "lives_at", "key": "id", "person": "member_id", "fields": { "household_id": { "type": "integer", "label": "H" } } }
            """);
        Assert.Equal(["1 True", "3 False", "4 False"], (await FindAsync(source, "households")).Select(row => $"{row.Key} {row.OthersToo}"));
        // The shared one is not to be changed: it does not count as left.
        Assert.Equal(2, (await LeftAsync(source))["households"]);

        var outcomes = await EraseWholeAsync(source);

        // The rows that lead there cannot go first, and the key is unhooked from them.
        Assert.Equal("households 1:Shared 3:Deleted 4:Deleted, living 1:Deleted 4:Deleted 5:Deleted 7:Deleted", outcomes);
        Assert.Equal(["1|A", "2|B"], await TableAsync("households"));
        Assert.Equal(["2|1|7", "3|2|7"], await TableAsync("lives_at"));
        Assert.Empty(await LeftAsync(source));
    }

    [Fact]
    public async Task An_address_of_the_persons_own_is_nobody_else_and_another_one_is()
    {
        await RunAsync("""
            CREATE TABLE members (id bigint PRIMARY KEY, email text);
            CREATE TABLE rooms (id integer PRIMARY KEY, member_id bigint, guest text);
            INSERT INTO members VALUES (42, 'Ann@example.org'), (7, 'bob@example.org');
            INSERT INTO rooms VALUES (1, 42, 'ann@example.org'), (2, 42, 'cas@example.org'), (3, 42, ''), (4, 42, NULL), (5, 7, 'ann@example.org');
            """);
        var source = Source("""
            "rooms": { #, "key": "id", "shared": true, "person": { "anyOf": ["member_id", { "column": "guest", "lower": true, "identity": "guests" }] }, "fields": { "guest": "G" } }
            """,
            """ "members": { "key": "id", "addresses": "email" }, "guests": { "byAddress": true } """);

        Assert.Equal("1:Deleted 2:Shared 3:Deleted 4:Deleted 5:Gone", await EraseAsync(source, "rooms", "1", "2", "3", "4", "5"));
        Assert.Equal(new ErasableRow("2", null, false, OthersToo: true), Assert.Single(await FindAsync(source, "rooms", new("guests", ["cas@example.org"]))));
    }

    [Fact]
    public async Task Nothing_is_erased_by_the_key_of_a_view_or_of_a_dataset_that_leads_to_nobody()
    {
        await RunAsync(NotesTable + "INSERT INTO notes VALUES (1, 42, 'a'); CREATE VIEW all_notes AS SELECT * FROM notes;");
        var source = Source("""
            "notes": { #, "key": "id", "unlinked": "X.", "fields": { "body": "B" } },
            "all_notes": { #, "key": "id", "person": "member_id", "fields": { "body": "B" } }
            """);

        Assert.Equal(("1:Gone", "1:Gone", ""), (await EraseAsync(source, "notes", "1"), await EraseAsync(source, "all_notes", "1"), await FoundAsync(source, "all_notes")));
        Assert.Equal(["1|42|a"], await TableAsync("notes"));
    }

    private static string Letters(string receiver) => $$"""
        "letters": { #, "key": "id", "erasure": "{{receiver}}", "people": {
            "sender": { "label": "Sent", "person": "from_id", "erasure": "null", "fields": { "from_id": { "type": "integer", "label": "Sender" }, "from_name": "Sender" } },
            "receiver": { "label": "Received", "person": "to_id", "fields": { "to_id": { "type": "integer", "label": "Receiver" }, "to_name": "Receiver" } } },
          "fields": { "body": "Text" } }
        """;

    public sealed class OnSqlite() : EraseRowTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : EraseRowTests(Provider.PostgreSql);
}
