using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources;

public abstract class FindPersonTests(Provider provider) : SourceTests(provider)
{
    private const string Contacts = """
        "contacts": { #, "key": "id", "person": { "column": "sender", "lower": true, "identity": "contact" }, "fields": { "sender": "Sender" } }
        """;

    [Fact]
    public async Task An_address_is_found_without_regard_to_upper_and_lower_case()
    {
        await RunAsync("CREATE TABLE members (id bigint PRIMARY KEY, email text); INSERT INTO members VALUES (42, 'Ann@Example.org'), (7, 'ann@example.org.uk'), (8, NULL)");

        Assert.Equal("members:42", await FindAsync(Source(""), "ANN@example.ORG"));
        Assert.Equal("", await FindAsync(Source(""), "ann@example.or_"));
        Assert.Equal("", await FindAsync(Source(""), "%"));
    }

    [Theory]
    [InlineData("JÖRG@example.org", "jörg@EXAMPLE.org", true)]
    [InlineData("Éloïse@example.org", "ÉLOÏSE@example.org", true)]
    [InlineData("\u212Aim@example.org", "kim@example.org", false)]
    [InlineData("ad\u0131n@example.org", "ADIN@example.org", false)]
    public async Task Letters_beyond_ascii_fold_too_and_look_alikes_do_not(string stored, string asked, bool found)
    {
        await RunAsync($"CREATE TABLE members (id bigint PRIMARY KEY, email text); INSERT INTO members VALUES (42, '{stored}')");

        Assert.Equal(found ? "members:42" : "", await FindAsync(Source(""), asked));
    }

    [Fact]
    public async Task Only_verified_addresses_count()
    {
        await RunAsync("""
            CREATE TABLE members (id bigint PRIMARY KEY, email text, confirmed boolean);
            INSERT INTO members VALUES (42, 'ann@example.org', true), (43, 'ann@example.org', false), (44, 'ann@example.org', NULL);
            """);
        var source = Source("", """ "members": { "key": "id", "addresses": "email", "where": { "confirmed": 1 } } """);

        Assert.Equal("members:42", await FindAsync(source, "ann@example.org"));
    }

    [Fact]
    public async Task Several_persons_with_one_address_are_told_and_no_more_than_asked_for()
    {
        await RunAsync("CREATE TABLE members (id bigint PRIMARY KEY, email text); INSERT INTO members VALUES (1, 'a@x.be'), (2, 'A@X.be'), (3, 'a@x.BE')");
        var source = Source("");

        Assert.Equal(3, (await source.FindPersonsAsync("a@x.be", 9, None)).Count);
        Assert.Equal(2, (await source.FindPersonsAsync("a@x.be", 2, None)).Count);
    }

    [Fact]
    public async Task Addresses_may_stand_in_several_columns_and_at_the_end_of_a_path()
    {
        await RunAsync("""
            CREATE TABLE members (id bigint PRIMARY KEY, email text, old_email text);
            CREATE TABLE addresses (member_id bigint, address text, verified integer);
            INSERT INTO members VALUES (42, 'ann@example.org', 'ann@old.example.org'), (7, 'bob@example.org', NULL);
            INSERT INTO addresses VALUES (7, 'bob@work.example.org', 1), (7, 'bob@work.example.org', 1), (7, 'ann@example.org', 0);
            """);
        var source = Source("", """
            "members": { "key": "id", "addresses": ["email", "old_email", { "path": [{ "on": "id = addresses.member_id", "where": { "verified": 1 } }], "column": "address" }] }
            """);

        Assert.Equal("members:42", await FindAsync(source, "ann@old.example.org"));
        Assert.Equal("members:7", await FindAsync(source, "Bob@Work.example.org"));
        Assert.Equal("members:42", await FindAsync(source, "ann@example.org"));
    }

    [Fact]
    public async Task The_first_identity_that_knows_the_address_decides()
    {
        await RunAsync("""
            CREATE TABLE members (id bigint PRIMARY KEY, email text); CREATE TABLE contacts (id integer PRIMARY KEY, sender text);
            INSERT INTO members VALUES (42, 'ann@example.org'); INSERT INTO contacts VALUES (1, 'ann@example.org'), (2, 'Cas@Example.org'), (3, 'Cas@Example.org');
            """);
        var source = Source(Contacts, """ "members": { "key": "id", "addresses": "email" }, "contact": { "byAddress": true } """);

        Assert.Equal("members:42", await FindAsync(source, "ann@example.org"));
        Assert.Equal("contact:cas%40example.org", await FindAsync(source, "CAS@example.org"));
        Assert.Equal("", await FindAsync(source, "nobody@example.org"));
    }

    [Fact]
    public async Task A_key_of_several_columns_is_given_whole()
    {
        await RunAsync("""
            CREATE TABLE members (tenant text, number integer, email text, PRIMARY KEY (tenant, number));
            INSERT INTO members VALUES ('a&b', 42, 'ann@example.org');
            """);
        var source = Source("", """ "members": { "key": ["tenant", "number"], "addresses": "email" } """);

        Assert.Equal("members:a%26b&42", await FindAsync(source, "ann@example.org"));
    }

    [Fact]
    public async Task An_address_that_is_sql_is_an_address()
    {
        await RunAsync("CREATE TABLE members (id bigint PRIMARY KEY, email text); INSERT INTO members VALUES (42, 'ann@example.org')");

        Assert.Equal("", await FindAsync(Source(""), "' OR '1'='1"));
        Assert.Equal("", await FindAsync(Source(""), "x'; DROP TABLE members; --"));
        Assert.Equal("members:42", await FindAsync(Source(""), "ann@example.org"));
    }

    [Fact]
    public async Task An_index_without_case_gives_the_same_persons()
    {
        await RunAsync("CREATE TABLE members (id bigint PRIMARY KEY, email text); INSERT INTO members VALUES (42, 'Ann@Example.org'), (43, '\u212Aim@example.org'), (44, 'JÖRG@x.be')");
        await RunAsync(IsSqlite ? "CREATE INDEX by_email ON members (email COLLATE NOCASE)" : "CREATE INDEX by_email ON members (lower(email))");

        Assert.Equal("members:42", await FindAsync(Source(""), "ann@example.ORG"));
        Assert.Equal("", await FindAsync(Source(""), "kim@example.org"));
        Assert.Equal("members:44", await FindAsync(Source(""), "jörg@x.be"));
    }

    [Theory]
    [InlineData("42", "members:42")]
    [InlineData("042", "members:42")]
    [InlineData("43", "members:43")]
    [InlineData("44", null)]
    [InlineData("abc", null)]
    [InlineData("' OR '1'='1", null)]
    public async Task A_person_is_found_by_their_key_as_the_source_writes_it_also_without_a_verified_address(string key, string? found)
    {
        await RunAsync("""
            CREATE TABLE members (id bigint PRIMARY KEY, email text, confirmed integer);
            INSERT INTO members VALUES (42, 'ann@example.org', 1), (43, NULL, 0);
            """);
        var source = Source("", """ "members": { "key": "id", "addresses": "email", "where": { "confirmed": 1 } } """);

        Assert.Equal(found, await ByKeyAsync(source, new PersonKey("members", [key])));
    }

    [Fact]
    public async Task A_key_has_the_parts_and_the_identity_of_the_source()
    {
        await RunAsync("""
            CREATE TABLE members (tenant text, number integer, email text, PRIMARY KEY (tenant, number)); CREATE TABLE contacts (id integer PRIMARY KEY, sender text);
            INSERT INTO members VALUES ('a&b', 42, 'ann@example.org'); INSERT INTO contacts VALUES (2, 'Cas@Example.org');
            """);
        var source = Source(Contacts, """ "members": { "key": ["tenant", "number"], "addresses": "email" }, "contact": { "byAddress": true } """);

        Assert.Equal("members:a%26b&42", await ByKeyAsync(source, new PersonKey("members", ["a&b", "42"])));
        Assert.Equal("contact:cas%40example.org", await ByKeyAsync(source, new PersonKey("contact", ["CAS@example.org"])));
        Assert.Null(await ByKeyAsync(source, new PersonKey("members", ["a&b"])));
        Assert.Null(await ByKeyAsync(source, new PersonKey("contact", ["cas@example.org", "2"])));
        Assert.Null(await ByKeyAsync(source, new PersonKey("contact", ["nobody@example.org"])));
        Assert.Null(await ByKeyAsync(source, new PersonKey("robots", ["42"])));
    }

    private static async Task<string?> ByKeyAsync(LiveSource source, PersonKey key)
    {
        await using var reading = await source.OpenAsync(None);
        return (await reading.FindPersonAsync(key, None))?.ToString();
    }

    private static async Task<string> FindAsync(LiveSource source, string address) =>
        string.Join(' ', await source.FindPersonsAsync(address, 2, None));

    public sealed class OnSqlite() : FindPersonTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : FindPersonTests(Provider.PostgreSql);
}
