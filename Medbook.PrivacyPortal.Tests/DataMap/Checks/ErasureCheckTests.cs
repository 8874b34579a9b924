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

    private async Task<IEnumerable<string>> FindingsAsync(string datasets) =>
        (await SourceCheck.RunAsync(Source(datasets), None)).Select(f => f.ToString());

    public sealed class OnSqlite() : ErasureCheckTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : ErasureCheckTests(Provider.PostgreSql);
}
