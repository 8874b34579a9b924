using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources;

public abstract class PathTests(Provider provider) : SourceTests(provider)
{
    private const string Tickets = """
        "tickets": { #, "key": "id", "person": "member_id", "fields": { "id": { "type": "integer", "label": "Id" } } }
        """;

    [Fact]
    public async Task A_column_leads_to_the_person()
    {
        await RunAsync("CREATE TABLE tickets (id integer PRIMARY KEY, member_id bigint); INSERT INTO tickets VALUES (1, 42), (2, 7), (3, 42), (4, NULL)");

        Assert.Equal("1 3", await KeysAsync(Source(Tickets), "tickets"));
    }

    [Fact]
    public async Task Steps_lead_to_the_person_and_no_row_comes_twice()
    {
        await RunAsync("""
            CREATE TABLE members (id bigint PRIMARY KEY, email text);
            CREATE TABLE households (id integer PRIMARY KEY, street text);
            CREATE TABLE lives_at (household_id integer, member_id bigint);
            INSERT INTO households VALUES (1, 'A'), (2, 'B'), (3, 'C');
            INSERT INTO lives_at VALUES (1, 42), (1, 42), (1, 7), (2, 7), (3, 42), (3, NULL), (NULL, 42);
            """);
        var source = Source("""
            "households": { #, "key": "id", "shared": true, "person": ["id = lives_at.household_id", "member_id"], "fields": { "street": "Street" } }
            """);

        Assert.Equal("1 3", await KeysAsync(source, "households"));
        await using var reading = await OpenAsync(source);
        Assert.Equal(2, (await reading.SummariseAsync(source.Map.Find("households")!, Person(), None)).Count);
    }

    [Fact]
    public async Task A_step_may_join_its_own_table()
    {
        await RunAsync("""
            CREATE TABLE posts (id integer PRIMARY KEY, parent_id integer, member_id bigint);
            INSERT INTO posts VALUES (1, NULL, 42), (2, 1, 7), (3, 1, 8), (4, NULL, 7), (5, 4, 42);
            """);
        var source = Source("""
            "answers": { #, "table": "posts", "key": "id", "person": ["parent_id = posts.id", "member_id"], "fields": { "id": { "type": "integer", "label": "Id" } } }
            """);

        Assert.Equal("2 3", await KeysAsync(source, "answers"));
    }

    [Fact]
    public async Task Any_of_several_ways_is_enough()
    {
        await RunAsync("""
            CREATE TABLE tickets (id integer PRIMARY KEY, member_id bigint, thread text);
            CREATE TABLE readers (thread text, member_id bigint);
            INSERT INTO tickets VALUES (1, 42, 'a'), (2, 7, 'b'), (3, 7, 'c'), (4, 42, 'b');
            INSERT INTO readers VALUES ('b', 42), ('b', 42), ('c', 8);
            """);
        var source = Source("""
            "tickets": { #, "key": "id", "person": { "anyOf": ["member_id", ["thread = readers.thread", "member_id"]] }, "fields": { "thread": "Thread" } }
            """);

        Assert.Equal("1 2 4", await KeysAsync(source, "tickets"));
    }

    [Fact]
    public async Task A_path_goes_on_via_another_dataset_with_its_filter()
    {
        await RunAsync("""
            CREATE TABLE tickets (id integer PRIMARY KEY, member_id bigint, spam integer);
            CREATE TABLE messages (id integer PRIMARY KEY, ticket_id integer);
            CREATE TABLE files (id integer PRIMARY KEY, message_id integer);
            INSERT INTO tickets VALUES (1, 42, 0), (2, 42, 1), (3, 7, 0);
            INSERT INTO messages VALUES (10, 1), (11, 1), (20, 2), (30, 3);
            INSERT INTO files VALUES (100, 10), (110, 11), (200, 20), (300, 30);
            """);
        var source = Source("""
            "tickets": { #, "key": "id", "where": { "spam": 0 }, "person": "member_id", "fields": { "id": { "type": "integer", "label": "Id" } } },
            "spam": { #, "table": "tickets", "key": "id", "else": true, "unlinked": "Spam.", "fields": { "id": { "type": "integer", "label": "Id" } } },
            "messages": { #, "key": "id", "person": { "on": "ticket_id = id", "via": "tickets" }, "fields": { "ticket_id": { "type": "integer", "label": "Ticket" } } },
            "files": { #, "key": "id", "person": { "on": "message_id = id", "via": "messages" }, "fields": { "message_id": { "type": "integer", "label": "Message" } } }
            """);

        Assert.Equal("10 11", await KeysAsync(source, "messages"));
        Assert.Equal("100 110", await KeysAsync(source, "files"));
    }

    [Fact]
    public async Task A_step_may_have_a_filter_of_its_own()
    {
        await RunAsync("""
            CREATE TABLE messages (id integer PRIMARY KEY, ticket_id integer);
            CREATE TABLE tickets (id integer PRIMARY KEY, member_id bigint, kind text);
            INSERT INTO tickets VALUES (1, 42, 'question'), (2, 42, 'spam'), (3, 42, NULL);
            INSERT INTO messages VALUES (10, 1), (20, 2), (30, 3);
            """);
        var source = Source("""
            "messages": { #, "key": "id", "person": [{ "on": "ticket_id = tickets.id", "where": { "kind": ["question", null] } }, "member_id"],
              "fields": { "ticket_id": { "type": "integer", "label": "Ticket" } } }
            """);

        Assert.Equal("10 30", await KeysAsync(source, "messages"));
    }

    [Fact]
    public async Task Several_pairs_of_columns_must_all_be_equal()
    {
        await RunAsync("""
            CREATE TABLE notes (id integer PRIMARY KEY, tenant text, author text);
            CREATE TABLE authors (tenant text, name text, member_id bigint);
            INSERT INTO authors VALUES ('a', 'x', 42), ('b', 'x', 7), (NULL, 'y', 42);
            INSERT INTO notes VALUES (1, 'a', 'x'), (2, 'b', 'x'), (3, 'a', 'y'), (4, NULL, 'y');
            """);
        var source = Source("""
            "notes": { #, "key": "id", "person": [{ "on": ["tenant = authors.tenant", "author = authors.name"] }, "member_id"], "fields": { "author": "Author" } }
            """);

        Assert.Equal("1", await KeysAsync(source, "notes"));
    }

    [Fact]
    public async Task A_key_of_several_columns_leads_to_the_person()
    {
        await RunAsync("""
            CREATE TABLE visits (id integer PRIMARY KEY, tenant text, member integer);
            INSERT INTO visits VALUES (1, 'a&b', 42), (2, 'a', 42), (3, 'a&b', 7);
            """);
        var source = Source(
            """ "visits": { #, "key": "id", "person": { "columns": ["tenant", "member"] }, "fields": { "tenant": "Tenant" } } """,
            """ "members": { "key": ["tenant", "number"], "addresses": "email" } """);

        Assert.Equal("1", await KeysAsync(source, "visits", new PersonKey("members", ["a&b", "42"])));
    }

    [Fact]
    public async Task A_prefix_is_cut_off_at_the_end_of_a_path()
    {
        await RunAsync("""
            CREATE TABLE events (id integer PRIMARY KEY, actor text);
            INSERT INTO events VALUES (1, 'member:42'), (2, 'member:420'), (3, '42'), (4, 'Member:42'), (5, 'staff:42'), (6, NULL);
            """);
        var source = Source("""
            "events": { #, "key": "id", "person": { "column": "actor", "strip": "member:" }, "fields": { "actor": "Actor" } }
            """);

        Assert.Equal("1", await KeysAsync(source, "events"));
    }

    [Fact]
    public async Task A_step_may_cut_replace_and_cast_on_either_side()
    {
        await RunAsync("""
            CREATE TABLE letters (id integer PRIMARY KEY, ref text);
            CREATE TABLE tickets (id integer PRIMARY KEY, member_id bigint);
            INSERT INTO tickets VALUES (1042, 42), (1007, 7), (0, 42);
            INSERT INTO letters VALUES (1, 'T-10/42'), (2, 'T-10/07'), (3, 'T-abc'), (4, '1042'), (5, 'T-'), (6, 'T-01042'), (7, NULL);
            """);
        var source = Source("""
            "from": { #, "table": "letters", "key": "id", "where": { "id": [1, 2, 3, 4, 5, 6, 7] },
              "person": [{ "from": { "column": "ref", "strip": "T-", "replace": { "/": "" }, "cast": "integer" }, "table": "tickets", "to": "id" }, "member_id"],
              "fields": { "ref": "Reference" } },
            "to": { #, "table": "letters", "key": "id", "else": true,
              "person": [{ "from": { "column": "ref", "strip": "T-" }, "table": "tickets", "to": { "column": "id", "cast": "text" } }, "member_id"],
              "fields": { "ref": "Reference" } }
            """);

        Assert.Equal("1 6", await KeysAsync(source, "from"));
        await RunAsync("UPDATE letters SET ref = 'T-1042', id = 0 WHERE id = 1");
        Assert.Equal("0", await KeysAsync(source, "to"));
    }

    [Fact]
    public async Task Text_and_number_meet_by_a_cast_at_the_end_of_a_path()
    {
        await RunAsync("""
            CREATE TABLE logs (id integer PRIMARY KEY, who text);
            INSERT INTO logs VALUES (1, '42'), (2, '042'), (3, '42x'), (4, ''), (5, '7');
            """);
        var source = Source("""
            "logs": { #, "key": "id", "person": { "column": "who", "cast": "integer" }, "fields": { "who": "Who" } }
            """);

        Assert.Equal("1 2", await KeysAsync(source, "logs"));
    }

    [Fact]
    public async Task A_uuid_leads_to_the_person_from_text_and_from_bytes()
    {
        var uuid = "6f9619ff-8b86-d011-b42d-00cf4fc964ff";
        await RunAsync($"""
            CREATE TABLE logs (id integer PRIMARY KEY, who text, raw {(IsSqlite ? "blob" : "bytea")});
            INSERT INTO logs VALUES (1, '{uuid.ToUpperInvariant()}', NULL), (2, 'nobody', NULL), (3, NULL, {Bytes(uuid.Replace("-", ""))}), (4, NULL, {Bytes("00")});
            """);
        var source = Source("""
            "logs": { #, "key": "id", "person": { "anyOf": [{ "column": "who", "cast": "uuid" }, { "column": "raw", "cast": "uuid" }] }, "fields": { "who": "Who" } }
            """);

        Assert.Equal("1 3", await KeysAsync(source, "logs", Person(uuid)));
    }

    [Fact]
    public async Task Addresses_meet_in_lower_case()
    {
        await RunAsync("""
            CREATE TABLE members (id bigint PRIMARY KEY, email text);
            CREATE TABLE contacts (id integer PRIMARY KEY, sender text);
            INSERT INTO members VALUES (42, 'Ann@Example.org'), (7, 'bob@example.org');
            INSERT INTO contacts VALUES (1, 'ann@example.ORG'), (2, 'bob@example.org'), (3, NULL);
            """);
        var source = Source("""
            "contacts": { #, "key": "id",
              "person": [{ "from": { "column": "sender", "lower": true }, "table": "members", "to": { "column": "email", "lower": true } }, "id"],
              "fields": { "sender": "Sender" } }
            """);

        Assert.Equal("1", await KeysAsync(source, "contacts"));
    }

    [Fact]
    public async Task The_address_itself_leads_to_people_without_an_account()
    {
        await RunAsync("""
            CREATE TABLE contacts (id integer PRIMARY KEY, sender text, member_id bigint);
            INSERT INTO contacts VALUES (1, 'Ann@Example.org', NULL), (2, 'bob@example.org', 42), (3, NULL, 42);
            """);
        var source = Source("""
            "contacts": { #, "key": "id", "person": { "anyOf": ["member_id", { "column": "sender", "lower": true, "identity": "contact" }] }, "fields": { "sender": "Sender" } }
            """,
            """ "members": { "key": "id", "addresses": "email" }, "contact": { "byAddress": true } """);

        Assert.Equal("1", await KeysAsync(source, "contacts", new PersonKey("contact", ["ann@example.org"])));
        Assert.Equal("2 3", await KeysAsync(source, "contacts", Person()));
    }

    [Fact]
    public async Task Filters_know_equal_in_and_null_and_else_takes_the_rest()
    {
        await RunAsync("""
            CREATE TABLE tickets (id integer PRIMARY KEY, member_id bigint, kind text, spam boolean);
            INSERT INTO tickets VALUES (1, 42, 'question', false), (2, 42, 'problem', false), (3, 42, 'question', true),
              (4, 42, NULL, false), (5, 42, 'other', NULL), (6, 42, NULL, NULL), (7, 7, 'other', false);
            """);
        var fields = """ "person": "member_id", "fields": { "kind": "Kind" } """;
        var source = Source($$"""
            "asked": { #, "table": "tickets", "key": "id", "where": { "kind": ["question", "problem"], "spam": false }, {{fields}} },
            "nameless": { #, "table": "tickets", "key": "id", "where": { "kind": null, "spam": 0 }, {{fields}} },
            "rest": { #, "table": "tickets", "key": "id", "else": true, {{fields}} }
            """);

        Assert.Equal("1 2", await KeysAsync(source, "asked"));
        Assert.Equal("4", await KeysAsync(source, "nameless"));
        Assert.Equal("3 5 6", await KeysAsync(source, "rest"));
    }

    [Fact]
    public async Task A_row_says_which_of_several_people_the_person_is()
    {
        await RunAsync("""
            CREATE TABLE letters (id integer PRIMARY KEY, from_id bigint, from_name text, to_id bigint, to_name text, body text);
            INSERT INTO letters VALUES (1, 42, 'Ann', 7, 'Bob', 'x'), (2, 7, 'Bob', 42, 'Ann', 'y'), (3, 42, 'Ann', 42, 'Ann', 'z'), (4, 7, 'Bob', 8, 'Cas', 'w');
            """);
        var source = Source("""
            "letters": { #, "key": "id", "people": {
                "sender": { "label": "Sent", "person": "from_id", "erasure": "null", "fields": { "from_id": { "type": "integer", "label": "Sender" }, "from_name": "Sender" } },
                "receiver": { "label": "Received", "person": "to_id", "erasure": "null", "fields": { "to_id": { "type": "integer", "label": "Receiver" }, "to_name": "Receiver" } } },
              "fields": { "body": "Text" } }
            """);

        var rows = await RowsAsync(source, "letters");

        Assert.Equal(["1 sender", "2 receiver", "3 sender receiver"], rows.Select(row => $"{row.Key} {string.Join(' ', row.Roles.Select(r => r.Name))}"));
    }

    [Fact]
    public async Task Nobody_has_rows_of_a_dataset_without_a_path()
    {
        await RunAsync("CREATE TABLE logs (id integer PRIMARY KEY, line text); INSERT INTO logs VALUES (1, '42')");
        var source = Source(""" "logs": { #, "key": "id", "unlinked": "Nobody can be told from it.", "fields": { "line": "Line" } } """);

        Assert.Equal("", await KeysAsync(source, "logs"));
    }

    [Fact]
    public async Task Keys_that_are_bytes_or_stand_in_columns_without_a_type_are_found()
    {
        await RunAsync($"""
            CREATE TABLE files (id {(IsSqlite ? "" : "bytea")} PRIMARY KEY, owner {(IsSqlite ? "" : "bytea")});
            INSERT INTO files VALUES ({Bytes("0a")}, {Bytes("ff00")}), ({Bytes("0b")}, {Bytes("ff01")});
            """);
        var source = Source(""" "files": { #, "key": "id", "person": "owner", "fields": { "id": { "type": "bytes", "label": "Id" } } } """);

        Assert.Equal(@"\x0a", await KeysAsync(source, "files", Person(@"\xff00")));
    }

    [Fact]
    public async Task A_view_is_read_like_a_table()
    {
        await RunAsync("""
            CREATE TABLE tickets_all (id integer PRIMARY KEY, member_id bigint);
            INSERT INTO tickets_all VALUES (1, 42), (2, 7);
            CREATE VIEW tickets AS SELECT id, member_id FROM tickets_all;
            """);

        Assert.Equal("1", await KeysAsync(Source(Tickets), "tickets"));
    }

    public sealed class OnSqlite() : PathTests(Provider.Sqlite)
    {
        [Fact]
        public async Task A_key_without_a_declared_type_matches_number_and_text()
        {
            await RunAsync("CREATE TABLE tickets (id integer PRIMARY KEY, member_id); INSERT INTO tickets VALUES (1, 42), (2, '42'), (3, 4.2)");

            Assert.Equal("1 2", await KeysAsync(Source(Tickets), "tickets"));
        }
    }

    public sealed class OnPostgreSql() : PathTests(Provider.PostgreSql)
    {
        [Fact]
        public async Task A_table_may_lie_in_another_schema()
        {
            await RunAsync("""
                CREATE SCHEMA desk; CREATE TABLE desk.tickets (id integer PRIMARY KEY, member_id bigint);
                INSERT INTO desk.tickets VALUES (1, 42); CREATE TABLE tickets (id integer PRIMARY KEY, member_id bigint);
                """);

            Assert.Equal("1", await KeysAsync(Source(Tickets.Replace("#", """ #, "table": "desk.tickets" """)), "tickets"));
        }
    }
}
