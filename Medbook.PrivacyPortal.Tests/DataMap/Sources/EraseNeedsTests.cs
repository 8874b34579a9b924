using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources;

/// <summary>Rows that point at each other or lead through each other: what goes first, what is unhooked, what stays because it is needed.</summary>
public abstract class EraseNeedsTests(Provider provider) : ErasingTests(provider)
{
    private const string Posts = """
        "posts": { #, "key": "id", "person": "member_id", "fields": { "id": { "type": "integer", "label": "I" }, "parent_id": { "type": "integer", "label": "P" } } }
        """;

    private const string Messages = """
        "tickets": { #, "key": "id", "person": "member_id", "fields": { "id": { "type": "integer", "label": "I" } } },
        "messages": { #, "key": "id", "person": { "on": "ticket_id = id", "via": "tickets" }, "fields": { "ticket_id": { "type": "integer", "label": "T" } } },
        "files": { #, "key": "id", "person": { "on": "message_id = id", "via": "messages" }, "fields": { "message_id": { "type": "integer", "label": "M" } } }
        """;

    [Theory]
    [InlineData("")]
    [InlineData("ON DELETE RESTRICT")]
    [InlineData("ON DELETE CASCADE")]
    public async Task A_thread_of_one_person_goes_whatever_the_batches(string action)
    {
        // Parents before and behind their answers, one that answers itself, and three in a circle.
        await RunAsync($"""
            CREATE TABLE posts (id integer PRIMARY KEY, parent_id integer REFERENCES posts (id) {action}, member_id bigint);
            INSERT INTO posts VALUES (1, NULL, 42), (2, 1, 42), (9, NULL, 42), (4, 9, 42), (5, 4, 42), (6, NULL, 42), (7, NULL, 42), (8, 7, 42), (20, NULL, 7), (21, 20, 7);
            UPDATE posts SET parent_id = 6 WHERE id = 6;
            UPDATE posts SET parent_id = 8 WHERE id = 7;
            """);

        await EraseWholeAsync(Source(Posts), batch: 2);

        Assert.Equal(["20|-|7", "21|20|7"], await TableAsync("posts"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ON DELETE CASCADE")]
    public async Task A_row_that_somebody_else_answered_stays_and_nothing_of_theirs_changes(string action)
    {
        await RunAsync($"""
            CREATE TABLE posts (id integer PRIMARY KEY, parent_id integer REFERENCES posts (id) {action}, member_id bigint);
            INSERT INTO posts VALUES (1, NULL, 42), (2, 1, 7), (3, NULL, 42), (4, 3, 42);
            """);
        var source = Source(Posts);

        Assert.Equal("posts 1:Needed 3:Deleted 4:Deleted", await EraseWholeAsync(source));

        Assert.Equal(["1|-|42", "2|1|7"], await TableAsync("posts"));
        Assert.Equal(1, (await LeftAsync(source))["posts"]);
        Assert.Equal(0, await WithAsync(source, erasing => erasing.CountLeftAsync(source.Map.Find("posts")!, Person(), ["1", "1", "99"], None)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ON DELETE CASCADE")]
    public async Task Rows_that_point_by_a_column_that_may_not_be_null_go_before_what_they_point_at(string action)
    {
        await RunAsync($"""
            CREATE TABLE posts (id integer PRIMARY KEY, parent_id integer NOT NULL REFERENCES posts (id) {action}, member_id bigint);
            INSERT INTO posts VALUES (1, 1, 42), (2, 1, 42), (3, 2, 42), (4, 3, 42), (5, 5, 7);
            """);

        Assert.Equal("posts 1:Deleted 2:Deleted 3:Deleted 4:Deleted", await EraseWholeAsync(Source(Posts), batch: 2));
        Assert.Equal(["5|5|7"], await TableAsync("posts"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ON DELETE CASCADE")]
    [InlineData("ON DELETE SET NULL")]
    public async Task A_row_that_is_spared_keeps_what_it_points_at_and_is_not_changed(string action)
    {
        await RunAsync($"""
            CREATE TABLE posts (id integer PRIMARY KEY, parent_id integer REFERENCES posts (id) {action}, member_id bigint);
            INSERT INTO posts VALUES (1, NULL, 42), (2, 1, 42), (3, 2, 42), (4, 1, 42);
            """);
        var source = Source(Posts);

        var outcomes = await WithAsync(source, async erasing =>
        {
            erasing.Spare(source.Map.Find("posts")!, ["3"]);
            return await erasing.EraseAsync(source.Map.Find("posts")!, Person(), ["1", "2", "4"], None);
        });

        Assert.Equal(["1 Needed", "2 Needed", "4 Deleted"], outcomes.OrderBy(row => row.Key).Select(row => $"{row.Key} {row.Outcome}"));
        Assert.Equal(["1|-|42", "2|1|42", "3|2|42"], await TableAsync("posts"));
    }

    [Fact]
    public async Task Tables_that_point_at_each_other_are_erased_where_one_pointer_may_be_null()
    {
        await RunAsync("""
            CREATE TABLE albums (id integer PRIMARY KEY, member_id bigint, cover_id integer);
            CREATE TABLE photos (id integer PRIMARY KEY, member_id bigint, album_id integer NOT NULL REFERENCES albums (id));
            """ + (IsSqlite
            ? "DROP TABLE albums; CREATE TABLE albums (id integer PRIMARY KEY, member_id bigint, cover_id integer REFERENCES photos (id));"
            : "ALTER TABLE albums ADD FOREIGN KEY (cover_id) REFERENCES photos (id);") + """
            INSERT INTO albums VALUES (1, 42, NULL), (2, 7, NULL), (3, 42, NULL);
            INSERT INTO photos VALUES (10, 42, 1), (11, 42, 1), (20, 7, 2), (30, 42, 3);
            UPDATE albums SET cover_id = 10 WHERE id = 1;
            UPDATE albums SET cover_id = 20 WHERE id = 2;
            """);
        var source = Source("""
            "albums": { #, "key": "id", "person": "member_id", "fields": { "id": { "type": "integer", "label": "I" }, "cover_id": { "type": "integer", "label": "C" } } },
            "photos": { #, "key": "id", "person": "member_id", "fields": { "id": { "type": "integer", "label": "I" } } }
            """);

        Assert.Equal("photos 10:Deleted 11:Deleted 30:Deleted, albums 1:Deleted 3:Deleted", await EraseWholeAsync(source));

        Assert.Equal(["2|7|20"], await TableAsync("albums"));
        Assert.Equal(["20|7|2"], await TableAsync("photos"));
    }

    [Fact]
    public async Task Rows_on_the_way_to_the_person_go_after_those_that_lead_through_them()
    {
        await RunAsync("""
            CREATE TABLE tickets (id integer PRIMARY KEY, member_id bigint);
            CREATE TABLE messages (id integer PRIMARY KEY, ticket_id integer);
            CREATE TABLE files (id integer PRIMARY KEY, message_id integer);
            INSERT INTO tickets VALUES (1, 42), (2, 7);
            INSERT INTO messages VALUES (10, 1), (11, 1), (20, 2);
            INSERT INTO files VALUES (100, 10), (110, 11), (200, 20);
            """);
        var source = Source(Messages);

        Assert.Equal("files 100:Deleted 110:Deleted, messages 10:Deleted 11:Deleted, tickets 1:Deleted", await EraseWholeAsync(source));

        Assert.Equal(["2|7"], await TableAsync("tickets"));
        Assert.Equal(["20|2"], await TableAsync("messages"));
        Assert.Equal(["200|20"], await TableAsync("files"));
    }

    [Fact]
    public async Task A_row_through_which_another_leads_to_the_person_stays_as_long_as_that_one()
    {
        await RunAsync("""
            CREATE TABLE tickets (id integer PRIMARY KEY, member_id bigint);
            CREATE TABLE messages (id integer PRIMARY KEY, ticket_id integer);
            CREATE TABLE files (id integer PRIMARY KEY, message_id integer);
            INSERT INTO tickets VALUES (1, 42), (2, 42);
            INSERT INTO messages VALUES (10, 1), (20, 2);
            """);
        var source = Source(Messages);

        Assert.Equal("10:Deleted", await EraseAsync(source, "messages", "10"));
        Assert.Equal("1:Deleted 2:Needed", await EraseAsync(source, "tickets", "1", "2"));
        Assert.Equal("20:Deleted", await EraseAsync(source, "messages", "20"));
        Assert.Equal("2:Deleted", await EraseAsync(source, "tickets", "2"));
    }

    [Theory]
    [InlineData("ON DELETE SET NULL")]
    [InlineData("ON DELETE CASCADE")]
    public async Task Rows_whose_way_the_database_would_cut_go_before_what_it_cuts_it_for(string action)
    {
        // The way of the notes is their own column, that of the rooms a table between, which no dataset is made of.
        await RunAsync($"""
            CREATE TABLE members (id bigint PRIMARY KEY, email text);
            CREATE TABLE notes (id integer PRIMARY KEY, member_id bigint REFERENCES members (id) ON DELETE SET NULL, body text);
            CREATE TABLE rooms (id integer PRIMARY KEY, name text);
            CREATE TABLE keys (room_id integer, member_id bigint REFERENCES members (id) {action});
            INSERT INTO members VALUES (42, 'a'), (7, 'b');
            INSERT INTO notes VALUES (1, 42, 'x'), (2, 7, 'y');
            INSERT INTO rooms VALUES (10, 'A'), (20, 'B');
            INSERT INTO keys VALUES (10, 42), (20, 7);
            """);
        var source = Source("""
            "members": { #, "key": "id", "person": "id", "fields": { "email": "E" } },
            "notes": { #, "key": "id", "person": "member_id", "erasure": "null", "fields": { "member_id": { "type": "integer", "label": "M" }, "body": "B" } },
            "rooms": { #, "key": "id", "person": ["id = keys.room_id", "member_id"], "fields": { "name": "N" } }
            """);

        Assert.Equal("42:Needed", await EraseAsync(source, "members", "42"));
        Assert.Equal("notes 1:Changed, rooms 10:Deleted, members 42:Deleted", await EraseWholeAsync(source));

        Assert.Equal(["1|-|-", "2|7|y"], await TableAsync("notes"));
        Assert.Equal(["20|B"], await TableAsync("rooms"));
        Assert.Equal(["7|b"], await TableAsync("members"));
    }

    [Fact]
    public async Task Rows_that_lead_through_other_rows_of_their_own_table_are_all_found_and_erased()
    {
        await RunAsync("""
            CREATE TABLE tickets (id integer PRIMARY KEY, member_id bigint, merged_into_id integer REFERENCES tickets (id) ON DELETE SET NULL);
            INSERT INTO tickets VALUES (1, 42, NULL), (2, NULL, 1), (3, 42, 1), (4, NULL, 3), (5, 7, NULL), (6, NULL, 5);
            """);
        var source = Source("""
            "tickets": { #, "key": "id", "person": { "anyOf": ["member_id", ["merged_into_id = tickets.id", "member_id"]] }, "fields": { "member_id": { "type": "integer", "label": "M" } } }
            """);
        Assert.Equal("1 2 3 4", await FoundAsync(source, "tickets"));

        Assert.Equal("1:Needed", await EraseAsync(source, "tickets", "1"));
        Assert.Equal("tickets 1:Deleted 2:Deleted 3:Deleted 4:Deleted", await EraseWholeAsync(source, batch: 1));
        Assert.Equal(["5|7|-", "6|-|5"], await TableAsync("tickets"));
    }

    [Fact]
    public async Task A_foreign_key_of_a_table_that_nobody_erases_keeps_the_row_and_leaves_the_rest_of_the_batch()
    {
        await RunAsync("""
            CREATE TABLE notes (id integer PRIMARY KEY, member_id bigint);
            CREATE TABLE counters (note_id integer REFERENCES notes (id));
            INSERT INTO notes VALUES (1, 42), (2, 42);
            INSERT INTO counters VALUES (1);
            """);

        Assert.Equal("1:Needed 2:Deleted", await EraseAsync(Source(""" "notes": { #, "key": "id", "person": "member_id", "fields": { "id": { "type": "integer", "label": "I" } } } """), "notes", "1", "2"));
    }

    [Fact]
    public async Task A_row_that_the_database_would_delete_along_stays_with_what_it_points_at_where_it_is_a_record()
    {
        await RunAsync("""
            CREATE TABLE notes (id integer PRIMARY KEY, member_id bigint);
            CREATE TABLE marks (id integer PRIMARY KEY, note_id integer REFERENCES notes (id) ON DELETE CASCADE, member_id bigint);
            CREATE TABLE counters (note_id integer REFERENCES notes (id) ON DELETE CASCADE);
            INSERT INTO notes VALUES (1, 42), (2, 42);
            INSERT INTO marks VALUES (1, 1, 7), (2, 2, 42);
            INSERT INTO counters VALUES (1), (2);
            """);
        var source = Source("""
            "notes": { #, "key": "id", "person": "member_id", "fields": { "id": { "type": "integer", "label": "I" } } },
            "marks": { #, "key": "id", "person": "member_id", "fields": { "id": { "type": "integer", "label": "I" } } }
            """);

        Assert.Equal("marks 2:Deleted, notes 1:Needed 2:Deleted", await EraseWholeAsync(source));
        Assert.Equal(["1|1|7"], await TableAsync("marks"));
        Assert.Equal(["1"], await TableAsync("counters"));
    }

    [Fact]
    public async Task Copies_of_a_row_go_with_it_and_those_of_others_stay()
    {
        await RunAsync("""
            CREATE TABLE letters (id integer PRIMARY KEY, member_id bigint, body text);
            CREATE TABLE words (letter_id integer REFERENCES letters (id), word text);
            INSERT INTO letters VALUES (1, 42, 'a b'), (2, 42, 'c'), (3, 7, 'd');
            INSERT INTO words VALUES (1, 'a'), (1, 'b'), (2, 'c'), (3, 'd');
            """);
        var source = Source("""
            "letters": { #, "key": "id", "person": "member_id", "fields": { "body": "B" } },
            "words": { #, "key": "none", "copyOf": "letters", "person": { "on": "letter_id = id", "via": "letters" }, "fields": { "word": "W" } }
            """);

        Assert.Equal("1:Deleted", await EraseAsync(source, "letters", "1"));
        Assert.Equal(["2|c", "3|d"], await TableAsync("words"));
        Assert.Equal("words :Deleted, letters 2:Deleted", await EraseWholeAsync(source));
        Assert.Equal(["3|d"], await TableAsync("words"));
    }

    [Fact]
    public async Task A_copy_of_a_row_that_stays_goes_when_the_row_changes()
    {
        await RunAsync("""
            CREATE TABLE letters (id integer PRIMARY KEY, member_id bigint, body text);
            CREATE TABLE words (letter_id integer, word text);
            INSERT INTO letters VALUES (1, 42, 'a b');
            INSERT INTO words VALUES (1, 'a'), (1, 'b');
            """);
        var source = Source("""
            "letters": { #, "key": "id", "person": "member_id", "erasure": "null", "fields": { "member_id": { "type": "integer", "label": "M" }, "body": "B" } },
            "words": { #, "key": "none", "copyOf": "letters", "person": { "on": "letter_id = id", "via": "letters" }, "fields": { "word": "W" } }
            """);

        Assert.Equal("1:Changed", await EraseAsync(source, "letters", "1"));
        Assert.Equal(["1|-|-"], await TableAsync("letters"));
        Assert.Empty(await TableAsync("words"));
    }

    public sealed class OnSqlite() : EraseNeedsTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : EraseNeedsTests(Provider.PostgreSql);
}
