using Medbook.PrivacyPortal.DataMap.Checks;
using Medbook.PrivacyPortal.Tests.DataMap.Sources;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.DataMap.Checks;

/// <summary>A live database that differs from the map: each difference is a line with the place and the mend.</summary>
public abstract class SourceCheckTests(Provider provider) : SourceTests(provider)
{
    private const string Tables =
        """
        CREATE TABLE members (id integer NOT NULL PRIMARY KEY, email varchar(100) NOT NULL UNIQUE, name varchar(40), born varchar(10));
        CREATE TABLE notes (id integer NOT NULL PRIMARY KEY, member_id integer NOT NULL REFERENCES members (id) ON DELETE CASCADE, body text NOT NULL);
        INSERT INTO members VALUES (42, 'anna@example.org', 'Anna', '1980-05-01');
        INSERT INTO notes VALUES (1, 42, 'hello');
        """;

    private const string Members =
        """
        "members": { #, "key": "id", "person": "id", "fields": {
          "id": { "type": "integer", "label": "N" }, "email": "E", "name": "N", "born": { "type": "date", "stored": "iso", "label": "B" } } }
        """;

    private const string Notes =
        """ "notes": { #, "key": "id", "person": "member_id", "fields": { "id": { "type": "integer", "label": "N" }, "member_id": { "type": "integer", "label": "M" }, "body": "B" } } """;

    [Fact]
    public async Task A_map_that_fits_has_no_findings() => Assert.Equal([], await FindingsAsync(Tables, $"{Members}, {Notes}"));

    [Fact]
    public async Task A_table_that_nobody_mapped_is_found() => Assert.Equal(
        ["clinic: notes: The table is neither mapped nor excluded. Add a dataset for it, or write under \"excluded\" why it holds nothing personal."],
        await FindingsAsync(Tables, Members));

    [Fact]
    public async Task A_column_that_nobody_mapped_is_found() => Assert.Equal(
        ["clinic: datasets.notes: The column 'body' of 'notes' is neither mapped nor excluded. Add it to \"fields\", or write under \"excluded\" why it holds nothing personal."],
        await FindingsAsync(Tables, $"{Members}, {Notes.Replace(", \"body\": \"B\"", "")}"));

    [Fact]
    public async Task A_table_that_is_gone_is_found_with_the_name_that_was_probably_meant() => Assert.Equal(
        [
            "clinic: notes: The table is neither mapped nor excluded. Add a dataset for it, or write under \"excluded\" why it holds nothing personal.",
            "clinic: datasets.notes: There is no table 'note'. Did you mean 'notes'?",
        ],
        await FindingsAsync(Tables, $"{Members}, {Notes.Replace("#,", "#, \"table\": \"note\",")}"));

    [Theory]
    [InlineData("\"name\": \"N\"", "\"nam\": \"N\"", "clinic: datasets.members.fields: There is no column 'nam' in 'members'. Did you mean 'name'?")]
    [InlineData("\"person\": \"member_id\"", "\"person\": \"member\"", "clinic: datasets.notes.person: There is no column 'member' in 'notes'. Correct the name, or remove it from the map.")]
    [InlineData("\"person\": \"member_id\"", "\"person\": [\"member_id = member.id\", \"id\"]", "clinic: datasets.notes.person: The path joins 'member', and there is no such table. Did you mean 'members'?")]
    [InlineData("\"key\": \"id\", \"person\": \"member_id\"", "\"key\": \"member_id\", \"person\": \"member_id\"", "clinic: datasets.notes.key: Nothing keeps 'member_id' unique in 'notes', so a row could be taken for another. Write id.")]
    [InlineData("\"person\": \"member_id\"", "\"person\": \"member_id\", \"where\": { \"kind\": \"a\" }", "clinic: datasets.notes.where: There is no column 'kind' in 'notes'. Correct the name, or remove it from the map.")]
    public async Task A_name_that_is_not_there_is_found(string part, string broken, string sentence)
    {
        var rest = broken.Contains("where") ? """, "others": { #, "table": "notes", "else": true, "unlinked": "x", "key": "id", "fields": { "body": "B", "id": { "type": "integer", "label": "N" }, "member_id": { "type": "integer", "label": "M" } } } """ : "";

        Assert.Contains(sentence, await FindingsAsync(Tables, $"{Members}, {Notes}".Replace(part, broken) + rest));
    }

    [Fact]
    public async Task An_identity_whose_column_is_gone_is_found() => Assert.Contains(
        "clinic: identities.members.addresses: There is no column 'mail' in 'members'. Did you mean 'email'?",
        await FindingsAsync(Tables, $"{Members}, {Notes}", """ "members": { "key": "id", "addresses": "mail" } """));

    [Fact]
    public async Task A_type_that_does_not_fit_is_found_by_its_declaration_or_by_what_is_stored()
    {
        var findings = await FindingsAsync(Tables, $"{Members}, {Notes}".Replace("\"body\": \"B\"", "\"body\": { \"type\": \"integer\", \"label\": \"B\" }"));

        Assert.Contains(
            IsSqlite ? "clinic: datasets.notes.fields.body: 1 row holds no integer. Correct the type, or list under \"empty\" what means nothing."
                : "clinic: datasets.notes.fields.body: The column is text, and the map says integer. Write text, or say with \"stored\" how the value is kept as text.",
            findings);
    }

    [Fact]
    public async Task A_stored_value_that_is_no_date_is_found_and_one_that_means_nothing_is_not()
    {
        var tables = Tables + "INSERT INTO members VALUES (43, 'bert@example.org', 'Bert', 'May 1980'), (44, 'c@example.org', 'C', '0000-00-00');";
        var forgiving = Members.Replace("\"stored\": \"iso\"", "\"stored\": \"iso\", \"empty\": [\"0000-00-00\", \"May 1980\"]");

        Assert.Equal(
            ["clinic: datasets.members.fields.born: Some of the rows looked at hold no date stored as iso. Correct the type, or list under \"empty\" what means nothing."],
            await FindingsAsync(tables, $"{Members}, {Notes}"));
        Assert.Equal([], await FindingsAsync("", $"{forgiving}, {Notes}"));
    }

    [Fact]
    public async Task A_retention_anchor_that_is_no_date_is_found()
    {
        var notes = Notes.Replace("#", """ "label": "R", "category": "identity", "activities": "account", "origin": "provided", "retention": { "after": "1 year", "from": "body" } """)
            .Replace("\"body\": \"B\"", "\"body\": { \"type\": \"date\", \"label\": \"B\" }");

        Assert.Contains(await FindingsAsync(Tables, $"{Members}, {notes}"),
            line => line.StartsWith("clinic: datasets.notes.retention.from: A period starts from a date", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_view_counts_only_where_it_is_mapped()
    {
        const string view = "CREATE VIEW cards AS SELECT id, name FROM members;";

        Assert.Equal([], await FindingsAsync(Tables + view, $"{Members}, {Notes}"));
        Assert.Equal(
            ["clinic: datasets.cards: The column 'name' of 'cards' is neither mapped nor excluded. Add it to \"fields\", or write under \"excluded\" why it holds nothing personal."],
            await FindingsAsync("", $$"""{{Members}}, {{Notes}}, "cards": { #, "key": "id", "person": "id", "fields": { "id": { "type": "integer", "label": "N" } } } """));
    }

    [Fact]
    public async Task Columns_that_cannot_be_compared_are_found_where_the_database_would_refuse()
    {
        var findings = await FindingsAsync(Tables, $"{Members}, {Notes.Replace("\"person\": \"member_id\"", "\"person\": [\"member_id = members.name\", \"id\"]")}");

        Assert.Equal(
            IsSqlite ? [] : ["clinic: datasets.notes.person: 'notes.member_id' is integer and 'members.name' is character varying: they cannot be compared. Write { \"from\": { \"column\": \"member_id\", \"cast\": \"text\" }, … } on the one or the other."],
            findings);
    }

    [Fact]
    public async Task A_source_that_is_not_there_says_so_and_is_no_finding()
    {
        var source = Source(Members, connection: IsSqlite ? "Data Source=/nowhere/x.db" : Connection.Replace("Database=", "Database=no_"));
        var check = new MapCheck(Catalog(new() { Sources = [source.Map], Categories = new Dictionary<string, Medbook.PrivacyPortal.Domain.Texts.LocalText>() },
            IsSqlite ? "Data Source=/nowhere/x.db" : Connection.Replace("Database=", "Database=no_")));

        var report = Assert.Single(await check.RunAsync(None));

        Assert.False(report.Fits);
        Assert.Empty(report.Findings);
        Assert.Equal(["clinic: There is no such file or database. Check ConnectionStrings:clinic."], report.Lines);
    }

    [Fact]
    public async Task A_source_that_is_mended_fits_when_it_is_tried_again()
    {
        await RunAsync(Tables.Replace("body text", "words text"));
        var source = Source($"{Members}, {Notes}");
        var check = new MapCheck(Catalog(new() { Sources = [source.Map], Categories = new Dictionary<string, Medbook.PrivacyPortal.Domain.Texts.LocalText>() }, Connection));
        Assert.False(Assert.Single(await check.RunAsync(None)).Fits);

        await RunAsync("ALTER TABLE notes RENAME COLUMN words TO body");

        Assert.True(Assert.Single(await check.RetryAsync(None)).Fits);
        Assert.Empty(await check.RetryAsync(None));
    }

    private async Task<IEnumerable<string>> FindingsAsync(
        string sql, string datasets, string identities = """ "members": { "key": "id", "addresses": "email" } """)
    {
        if (sql.Length > 0) await RunAsync(sql);
        return (await SourceCheck.RunAsync(Source(datasets, identities), None)).Select(f => f.ToString());
    }

    public sealed class OnSqlite() : SourceCheckTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : SourceCheckTests(Provider.PostgreSql);
}
