using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.Tests.Support.Systems;

namespace Medbook.PrivacyPortal.Tests.DataMap.Loading;

/// <summary>A word that the protocol of systems cannot say is a fault of the map, and never passed over.</summary>
public sealed class SystemRulesTests
{
    [Theory]
    [InlineData("\"addresses\": \"email\"", "\"addresses\": \"email\", \"where\": { \"verified\": true }",
        "sources.news.identities.contacts.where: A system decides itself which addresses are verified. Remove \"where\".")]
    [InlineData("\"addresses\": \"email\"", "\"addresses\": { \"path\": \"id = logins.contact\", \"column\": \"email\" }",
        "sources.news.identities.contacts.addresses: A system finds the addresses of its persons itself. Name a field of the table, with no path.")]
    [InlineData("\"key\": [\"contact\", \"number\"]", "\"key\": \"none\"",
        "sources.news.datasets.mailings.key: A system is asked for rows by their key, and \"none\" is none. Name the fields that tell its rows apart.")]
    [InlineData("\"person\": \"contact\"", "\"person\": \"contact\", \"where\": { \"number\": 1 }",
        "sources.news.datasets.mailings: A system is asked for whole tables. Remove \"where\" and \"else\", and let it describe two tables where there are two kinds of rows.")]
    [InlineData("\"person\": \"contact\"", "\"person\": \"contact\", \"shared\": true",
        "sources.news.datasets.mailings.shared: Whether others reach a row is decided by the system. Remove \"shared\"; it answers for each row.")]
    [InlineData("\"person\": \"contact\"", "\"person\": \"contact\", \"copyOf\": \"contacts\"",
        "sources.news.datasets.mailings.copyOf: A system clears its own caches. Leave the table out of its description, or map it as a dataset of its own.")]
    [InlineData("\"person\": \"contact\"", "\"person\": [\"contact = logins.id\", \"contact\"]",
        "sources.news.datasets.mailings.person: A path through other tables cannot be asked for. Let the system give the person's key in this table, and name that field.")]
    [InlineData("\"person\": \"contact\"", "\"person\": { \"column\": \"contact\", \"cast\": \"integer\" }",
        "sources.news.datasets.mailings.person: A system gives the person's key as it is. Remove \"strip\", \"replace\" and \"cast\".")]
    [InlineData("\"type\": \"datetime\"", "\"type\": \"datetime\", \"stored\": \"unix\"",
        "sources.news.datasets.mailings.fields.sent.stored: A system gives values of the types it describes. Remove \"stored\".")]
    [InlineData("\"type\": \"datetime\"", "\"type\": \"datetime\", \"empty\": [0]",
        "sources.news.datasets.mailings.fields.sent.empty: A system gives nothing where there is nothing. Remove \"empty\".")]
    [InlineData("\"subject\": \"Subject", "\"subject\": { \"type\": \"php\", \"label\": \"Subject\" }, \"more\": \"Subject",
        "sources.news.datasets.mailings.fields.subject: A system gives no serialised form of PHP. Write json, or text.")]
    [InlineData("\"subject\": \"Subject", "\"subject\": { \"type\": \"json\", \"label\": \"Subject\", \"parts\": { \"a\": \"A\" } }, \"more\": \"Subject",
        "sources.news.datasets.mailings.fields.subject.parts: A value is asked for, erased and corrected as a whole. Remove \"parts\", or let the system give them as fields.")]
    [InlineData("\"origin\": \"observed\", \"retention\": \"until-asked\"", "\"origin\": \"observed\", \"retention\": { \"after\": \"1 year\", \"from\": { \"path\": \"contact = contacts.id\", \"column\": \"born\", \"type\": \"date\" } }",
        "sources.news.datasets.mailings.retention.from: A period begins with a field of the row itself. Let the system give the date in this table.")]
    public void What_the_protocol_cannot_say_is_said_to_whoever_writes_the_map(string before, string after, string fault)
    {
        Assert.Contains(before, NewsletterMap.Json, StringComparison.Ordinal);
        var json = NewsletterMap.Json.Replace(before, after, StringComparison.Ordinal);

        var found = MapLoader.ReadText("datamap.json", json, "sqlite").Faults.Select(one => one.ToString());
        Assert.Contains(found, one => one.EndsWith(fault, StringComparison.Ordinal));
        // Of a database the same words are good ones.
        var ofDatabase = MapLoader.ReadText("datamap.json", json.Replace("\"provider\": \"http\"", "\"provider\": \"sqlite\"", StringComparison.Ordinal), "sqlite").Faults;
        Assert.DoesNotContain(ofDatabase, one => one.ToString().EndsWith(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_datasets_do_not_share_a_table_of_a_system()
    {
        var json = NewsletterMap.Json.Replace("\"contacts\": {\n", "\"contacts\": { \"table\": \"mailings\",\n", StringComparison.Ordinal);

        Assert.Contains(MapLoader.ReadText("datamap.json", json, "sqlite").Faults,
            one => one.ToString().EndsWith("sources.news.datasets.contacts.table: A system is asked for whole tables, and another dataset has this one. Keep one of them.", StringComparison.Ordinal));
    }
}
