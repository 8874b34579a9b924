using Medbook.PrivacyPortal.DataMap.Checks;
using Medbook.PrivacyPortal.Tests.DataMap.Sources;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.DataMap.Checks;

/// <summary>An erasure that the database would refuse is found before anybody asks for one.</summary>
public abstract class ErasureCheckTests(Provider provider) : SourceTests(provider)
{
    private const string Members =
        """ "members": { #, "key": "id", "person": "id", "fields": { "id": { "type": "integer", "label": "N" }, "email": "E" } } """;

    [Theory]
    [InlineData("nick text NOT NULL", "\"null\"", "datasets.cards.fields.nick: 'nick' may not be NULL. Write a mask, or delete the row.")]
    [InlineData("nick text UNIQUE", "{ \"mask\": \"-\" }", "datasets.cards.fields.nick: 'nick' is unique, and a second row with the same mask would be refused. Write hash or null, or delete the row.")]
    [InlineData("nick text REFERENCES members (email)", "{ \"mask\": \"-\" }", "datasets.cards.fields.nick: 'nick' is part of a foreign key, and another value would point nowhere. Write null, or delete the row.")]
    [InlineData("nick text", "\"hash\"", null)]
    [InlineData("nick text", "\"null\"", null)]
    [InlineData("nick text NOT NULL", "{ \"mask\": \"-\" }", null)]
    [InlineData("nick text NOT NULL", "{ \"keep\": \"legal-claims\", \"why\": \"A court asks. | Een rechter vraagt. | Un juge demande.\" }", null)]
    public async Task The_erasure_of_a_field_fits_its_column(string column, string erasure, string? sentence)
    {
        await RunAsync($"""
            CREATE TABLE members (id integer NOT NULL PRIMARY KEY, email text NOT NULL UNIQUE);
            CREATE TABLE cards (id integer NOT NULL PRIMARY KEY, member_id integer, {column});
            """);

        var findings = await FindingsAsync($$"""
            {{Members}}, "cards": { #, "key": "id", "person": "member_id", "erasure": "null", "fields": {
              "id": { "type": "integer", "label": "N" }, "member_id": { "type": "integer", "label": "M" }, "nick": { "label": "N", "erasure": {{erasure}} } } }
            """);

        if (sentence is null) Assert.Equal([], findings);
        else Assert.Contains($"clinic: {sentence}", findings);
    }

    [Fact]
    public async Task A_hash_needs_room_where_the_database_counts_characters()
    {
        await RunAsync("""
            CREATE TABLE members (id integer NOT NULL PRIMARY KEY, email text NOT NULL);
            CREATE TABLE cards (id integer NOT NULL PRIMARY KEY, member_id integer, nick varchar(20));
            """);

        Assert.Equal(
            IsSqlite ? [] : ["clinic: datasets.cards.fields.nick: 'nick' takes 20 characters, and the hash has 64. Write a shorter mask, or null."],
            await FindingsAsync($$"""
                {{Members}}, "cards": { #, "key": "id", "person": "member_id", "erasure": "null", "fields": {
                  "id": { "type": "integer", "label": "N" }, "member_id": { "type": "integer", "label": "M" }, "nick": { "label": "N", "erasure": "hash" } } }
                """));
    }

    [Theory]
    [InlineData("", "\"erasure\": \"delete\"", null)]
    [InlineData("", "\"erasure\": { \"mask\": \"0\" }",
        "datasets.members.erasure: Rows of 'notes' point here by 'member_id' and stay, so the database refuses to delete. Delete them too, or write null for 'member_id'.")]
    [InlineData("ON DELETE CASCADE", "\"erasure\": \"delete\"", null)]
    [InlineData("ON DELETE CASCADE", "\"erasure\": { \"keep\": \"legal-claims\", \"why\": \"W\" }",
        "datasets.members.erasure: The database deletes the rows of 'notes' along with this one, and the map keeps them ('notes'). Write \"delete\" for 'notes', or another erasure here.")]
    [InlineData("ON DELETE SET NULL", "\"erasure\": \"delete\"",
        "datasets.members.erasure: The database would set 'notes.member_id' to NULL, which it may not be. Delete those rows first: map them with \"delete\".")]
    public async Task Rows_that_point_at_a_deleted_row_are_thought_of(string action, string erasure, string? sentence)
    {
        await RunAsync($"""
            CREATE TABLE members (id integer NOT NULL PRIMARY KEY, email text NOT NULL);
            CREATE TABLE notes (id integer NOT NULL PRIMARY KEY, member_id integer NOT NULL REFERENCES members (id) {action}, body text NOT NULL);
            """);

        var findings = await FindingsAsync($$"""
            {{Members}}, "notes": { #, "key": "id", "person": "member_id", {{erasure}}, "fields": {
              "id": { "type": "integer", "label": "N" }, "member_id": { "type": "integer", "label": "M" }, "body": "B" } }
            """);

        if (sentence is null) Assert.Equal([], findings);
        else Assert.Contains($"clinic: {sentence}", findings);
    }

    [Fact]
    public async Task A_table_without_personal_data_that_points_here_keeps_the_row_too()
    {
        await RunAsync("""
            CREATE TABLE members (id integer NOT NULL PRIMARY KEY, email text NOT NULL);
            CREATE TABLE counters (member_id integer PRIMARY KEY REFERENCES members (id));
            """);

        Assert.Contains(
            "clinic: datasets.members.erasure: Rows of 'counters' point here by 'member_id' and stay, so the database refuses to delete. Delete them too, or write null for 'member_id'.",
            await FindingsAsync(Members));
    }

    [Theory]
    [InlineData("nick integer", "\"type\": \"integer\"", "{ \"mask\": \"3000000000\" }", "'nick' is integer, and the mask is none. Write null, or a mask that fits.")]
    [InlineData("nick json", "\"type\": \"json\"", "{ \"mask\": \"(removed)\" }", "'nick' is json, and the mask is none. Write null, or a mask that fits.")]
    [InlineData("nick inet", "\"type\": \"text\"", "\"hash\"", "'nick' is inet, and the hash is none. Write null, or a mask that fits.")]
    [InlineData("nick json", "\"type\": \"json\"", "{ \"mask\": \"{}\" }", null)]
    [InlineData("nick smallint", "\"type\": \"boolean\"", "{ \"mask\": \"false\" }", null)]
    public async Task What_is_written_over_a_value_is_of_the_type_that_the_database_enforces(string column, string type, string erasure, string? sentence)
    {
        await RunAsync($"CREATE TABLE members (id integer NOT NULL PRIMARY KEY, email text NOT NULL); CREATE TABLE cards (id integer NOT NULL PRIMARY KEY, member_id integer, {column})");

        Assert.Equal(
            sentence is null || IsSqlite ? [] : [$"clinic: datasets.cards.fields.nick: {sentence}"],
            await FindingsAsync($$"""
                {{Members}}, "cards": { #, "key": "id", "person": "member_id", "erasure": "null", "fields": {
                  "id": { "type": "integer", "label": "N" }, "member_id": { "type": "integer", "label": "M" }, "nick": { "label": "N", {{type}}, "erasure": {{erasure}} } } }
                """));
    }

    [Theory]
    [InlineData("integer NOT NULL", true)]
    [InlineData("integer", false)]
    public async Task A_circle_is_found_where_no_pointer_in_it_may_be_null(string pointer, bool isFound)
    {
        await RunAsync("""
            CREATE TABLE members (id integer NOT NULL PRIMARY KEY, email text NOT NULL);
            CREATE TABLE albums (id integer NOT NULL PRIMARY KEY, member_id integer);
            CREATE TABLE photos (id integer NOT NULL PRIMARY KEY, member_id integer, album_id integer NOT NULL REFERENCES albums (id));
            """ + (IsSqlite
            ? $"DROP TABLE albums; CREATE TABLE albums (id integer NOT NULL PRIMARY KEY, member_id integer, cover_id {pointer} REFERENCES photos (id));"
            : $"ALTER TABLE albums ADD COLUMN cover_id {pointer} REFERENCES photos (id);"));

        Assert.Equal(
            isFound ? ["clinic: datasets.albums.erasure: Each of these has to be erased before the next: 'albums', 'photos', 'albums'. Let a foreign key among them be NULL, or lead to the person by a column of the row itself."] : [],
            await FindingsAsync($$"""
                {{Members}},
                "albums": { #, "key": "id", "person": "member_id", "fields": { "id": { "type": "integer", "label": "I" }, "member_id": { "type": "integer", "label": "M" }, "cover_id": { "type": "integer", "label": "C" } } },
                "photos": { #, "key": "id", "person": "member_id", "fields": { "id": { "type": "integer", "label": "I" }, "member_id": { "type": "integer", "label": "M" }, "album_id": { "type": "integer", "label": "A" } } }
                """));
    }

    private async Task<IEnumerable<string>> FindingsAsync(string datasets) =>
        (await SourceCheck.RunAsync(Source(datasets), None)).Select(f => f.ToString());

    public sealed class OnSqlite() : ErasureCheckTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : ErasureCheckTests(Provider.PostgreSql);
}
