using Medbook.PrivacyPortal.DataMap.Loading;

namespace Medbook.PrivacyPortal.Tests.DataMap.Loading;

/// <summary>Each broken map says what is wrong, where, and what to write instead.</summary>
public class BrokenMapTests
{
    [Theory]
    // Shape.
    [InlineData("\"connection\": \"Clinic\"", "\"conection\": \"Clinic\"",
        "sources.clinic.conection: 'conection' is no word here. Did you mean 'connection'?")]
    [InlineData("\"provider\": \"sqlite\",", "",
        "sources.clinic: \"provider\" is missing. Write it here.")]
    [InlineData("\"until-asked\", ", "\"untill-asked\", ",
        "sources.clinic.datasets.members.retention: 'untill-asked' is no rule. Write until-asked, until-withdrawn, criteria, with-origin, or { \"after\": \"12 months\", \"from\": \"COLUMN\" }.")]
    [InlineData("\"type\": \"json\"", "\"type\": \"jason\"",
        "sources.clinic.datasets.members.fields.settings.type: \"jason\" does not fit here. Write one of text, integer, decimal, boolean, uuid, bytes, json, php, date, time, datetime.")]
    [InlineData("First name | Voornaam | Prénom", "First name | Voornaam",
        "sources.clinic.datasets.members.fields.first_name: 'First name | Voornaam' is not three texts. Write EN | NL | FR, or one text that is the same in all three.")]
    [InlineData("\"else\": true", "\"else\": \"yes\"",
        "sources.clinic.datasets.spam.else: \"yes\" does not fit here. Write true or false.")]
    [InlineData("\"excluded\": { \"id\": \"A number.\", \"ticket_id\": \"The number of the question.\" }", "\"excluded\": \"all\"",
        "sources.clinic.datasets.messages.excluded: \"all\" does not fit here. Write an object.")]
    [InlineData("\"row_version\":", "\"email_confirmed\":",
        "sources.clinic.datasets.members.excluded.email_confirmed: This name stands twice. Remove one.")]
    // What a field says or inherits.
    [InlineData("\"category\": \"identity\", ", "",
        "sources.clinic.datasets.members.fields.id: \"category\" is missing. Write it here, or once for the whole dataset.")]
    [InlineData("\"category\": \"contact\"", "\"category\": \"contct\"",
        "sources.clinic.datasets.members.fields.email: 'contct' is no kind of data. Known are account, billing, career, company, consent, contact, content, identity, medical-experience, security, technical, usage; add others under \"categories\".")]
    [InlineData("\"stored\": \"unix\"", "\"stored\": \"bytes\"",
        "sources.clinic.datasets.members.fields.created_at: datetime cannot be stored as bytes. Write native or iso or unix or unix-ms or ticks or format.")]
    [InlineData("\"stored\": \"unix\"", "\"stored\": \"format\"",
        "sources.clinic.datasets.members.fields.created_at: \"stored\": \"format\" and \"format\" belong together. Write both or none.")]
    [InlineData("\"stored\": \"unix\"", "\"zone\": \"Europe/Brussel\"",
        "sources.clinic.datasets.members.fields.created_at.zone: 'Europe/Brussel' is no time zone. Write an IANA name, for example Europe/Brussels.")]
    [InlineData("\"type\": \"json\",", "\"type\": \"json\", \"values\": { \"1\": \"One\" },",
        "sources.clinic.datasets.members.fields.settings.values: Only text and integer are codes, and this is json. Remove \"values\".")]
    [InlineData("\"secret\": true, \"rectifiable\": false", "\"secret\": true",
        "sources.clinic.datasets.members.fields.password: A secret is never shown, so nobody can correct it. Remove \"rectifiable\" or \"secret\".")]
    [InlineData("\"date\": \"created_at\"", "\"date\": \"first_name\"",
        "sources.clinic.datasets.members.date: 'first_name' is no field with a date. Name a field of type date or datetime.")]
    [InlineData("\"row_version\": \"A counter against two writes at once.\"", "\"row_version\": \" \"",
        "sources.clinic.datasets.members.excluded.row_version: The reason is empty. Write why it holds nothing personal.")]
    [InlineData("\"row_version\": \"A", "\"email\": \"A",
        "sources.clinic.datasets.members.excluded.email: The column 'email' is mapped and excluded. Remove one.")]
    [InlineData("\"basis\": { \"contracting\"", "\"basis\": { \"account\"",
        "sources.clinic.datasets.agreements.basis.account: No field of this dataset is held for 'account'. Write it under \"activities\" or remove it.")]
    // Whose rows these are.
    [InlineData("\"unlinked\": \"Adv", "\"person\": \"member_id\", \"unlinked\": \"Adv",
        "sources.clinic.datasets.spam: Whose rows these are must be said once: write \"person\", \"people\" or \"unlinked\".")]
    [InlineData("\"identity\": \"contact\"", "\"identity\": \"contacts\"",
        "sources.clinic.datasets.tickets.person: There is no identity 'contacts' in this source. Known are members, contact.")]
    [InlineData("{ \"on\": \"ticket_id = id\", \"via\": \"tickets\" }", "{ \"on\": \"ticket_id = id\", \"via\": \"ticket\" }",
        "sources.clinic.datasets.messages.person.via: There is no dataset 'ticket' in this source. Known are members, tickets, spam, messages, letters, search, agreements.")]
    [InlineData("{ \"on\": \"ticket_id = id\", \"via\": \"tickets\" }", "{ \"on\": \"ticket_id = id\", \"via\": \"spam\" }",
        "sources.clinic.datasets.messages.person: 'spam' is unlinked and leads to nobody. Choose another path.")]
    [InlineData("{ \"on\": \"ticket_id = id\", \"via\": \"tickets\" }", "[\"ticket_id = tickets.id\"]",
        "sources.clinic.datasets.messages.person: The path does not end. Write the column with the person's key as its last element.")]
    [InlineData("{ \"on\": \"ticket_id = id\", \"via\": \"tickets\" }", "[\"ticket_id = id\", \"member_id\"]",
        "sources.clinic.datasets.messages.person[0]: 'ticket_id = id' does not name the table. Write COLUMN = TABLE.COLUMN.")]
    [InlineData("{ \"on\": \"ticket_id = id\", \"via\": \"tickets\" }", "[\"member_id\", \"ticket_id = tickets.id\"]",
        "sources.clinic.datasets.messages.person[0]: The path goes on after its end. A step is written COLUMN = TABLE.COLUMN; only the last element is a column or a \"via\".")]
    [InlineData("{ \"on\": \"ticket_id = id\", \"via\": \"tickets\" }", "{ \"columns\": [\"a\", \"b\"] }",
        "sources.clinic.datasets.messages.person: The key of 'members' has 1 column(s), and the path ends in 2. Write { \"columns\": [...] } with as many.")]
    [InlineData("{ \"on\": \"ticket_id = id\", \"via\": \"tickets\" }", "{ \"on\": \"id = ticket_id\", \"via\": \"messages\" }",
        "sources.clinic.datasets.messages: The path to the person runs in a circle: messages via messages. End one of them in a column.")]
    [InlineData("\"key\": \"id\", \"addresses\"", "\"addresses\"",
        "sources.clinic.identities.members: \"key\" is missing. Write the column of the person's key.")]
    // Tables that datasets share.
    [InlineData("\"table\": \"tickets\", \"else\": true", "\"table\": \"tickets\", \"where\": { \"kind\": \"spam\" }",
        "sources.clinic.datasets.spam: Rows of the table 'tickets' outside the filter are mapped nowhere. Add a dataset with \"table\": \"tickets\" and \"else\": true.")]
    [InlineData("\"table\": \"tickets\", \"else\": true", "\"table\": \"tickets\"",
        "sources.clinic.datasets.spam: Other datasets use the table 'tickets' too. Write a \"where\", or \"else\": true for the rows they leave.")]
    [InlineData("\"label\": \"Messages | Berichten | Messages\"", "\"else\": true, \"label\": \"Messages | Berichten | Messages\"",
        "sources.clinic.datasets.messages.else: No other dataset filters the table 'messages'. Remove \"else\".")]
    [InlineData("\"excluded\": { \"countries\"", "\"excluded\": { \"letters\"",
        "sources.clinic.datasets.letters: The table 'letters' is mapped here and excluded there. Remove one.")]
    // Retention.
    [InlineData("\"after\": \"90 days\"", "\"after\": \"90 nights\"",
        "sources.clinic.datasets.spam.retention.after: '90 nights' is no period. Write a number and days, months or years.")]
    [InlineData("\"from\": \"ended_on\"", "\"from\": \"text\"",
        "sources.clinic.datasets.agreements.retention.from: 'text' is text, and a period starts from a date. Name a column with a date.")]
    [InlineData("\"retention\": \"until-asked\",\n          \"fields\": { \"body\"", "\"retention\": \"with-origin\",\n          \"fields\": { \"body\"",
        "sources.clinic.datasets.letters.retention: with-origin is for a \"copyOf\". Write how long these rows are kept.")]
    [InlineData("\"copyOf\": \"letters\"", "\"copyOf\": \"letter\"",
        "sources.clinic.datasets.search.copyOf: There is no other dataset 'letter' in this source.")]
    [InlineData("\"copyOf\": \"letters\"", "\"copyOf\": \"letters\", \"erasure\": { \"keep\": \"legal-claims\", \"why\": \"Needed. | Nodig. | Nécessaire.\" }",
        "sources.clinic.datasets.search.erasure: A copy is cleared with its origin, so nothing else ever happens to its rows. Remove \"erasure\", or \"copyOf\" where they are more than a copy of 'letters'.")]
    // Erasure.
    [InlineData("{ \"mask\": \"(removed)\" }", "{ \"keep\": \"legal-claims\" }",
        "sources.clinic.datasets.messages.erasure: What is kept needs its reason in words. Write \"why\": \"EN | NL | FR\" beside \"keep\".")]
    [InlineData("{ \"mask\": \"(removed)\" }", "\"mask\"",
        "sources.clinic.datasets.messages.erasure: 'mask' is no erasure. Write delete, null, hash, { \"mask\": \"TEXT\" } or { \"keep\": \"GROUND\", \"why\": \"EN | NL | FR\" }.")]
    [InlineData("\"first_name\": \"First name | Voornaam | Prénom\"", "\"first_name\": { \"label\": \"Name\", \"erasure\": \"hash\" }",
        "sources.clinic.datasets.members.fields.first_name: The row is deleted, so hash never happens. Remove it, or write another \"erasure\" for the row.")]
    [InlineData("\"fields\": { \"body\": \"Text | Tekst | Texte\" },\n          \"excluded\": { \"id\": \"A number.\", \"ticket", "\"fields\": { \"body\": { \"label\": \"Text\", \"erasure\": \"delete\" } },\n          \"excluded\": { \"id\": \"A number.\", \"ticket",
        "sources.clinic.datasets.messages.fields.body: Only a row can be deleted. Write null, mask or hash for the field, or \"erasure\": \"delete\" for the dataset.")]
    [InlineData("\"erasure\": \"null\", \"fields\"", "\"erasure\": { \"mask\": \"-\" }, \"fields\"",
        "sources.clinic.datasets.letters.people.sender.fields.from_id: The mask '-' is no integer. Write null, or a mask that fits the type.")]
    [InlineData("\"erasure\": \"null\", \"fields\"", "\"erasure\": \"hash\", \"fields\"",
        "sources.clinic.datasets.letters.people.sender.fields.from_id: Only text and bytes can become a hash, and this is integer. Write null or a mask that fits.")]
    [InlineData("\"from_id\": { \"type\": \"integer\", \"label\": \"Sender's number | Nummer afzender | Numéro expéditeur\" },", "",
        "sources.clinic.datasets.letters.people.sender: After an erasure the row would still lead to the person by 'from_id'. Map it as a field with null, mask or hash, or keep it with a ground.")]
    // What research may have.
    [InlineData("\"label\": \"Number | Nummer | Numéro\", \"origin\"", "\"research\": \"as-is\", \"label\": \"Number | Nummer | Numéro\", \"origin\"",
        "sources.clinic.datasets.members.fields.id.research: It says whose the row is. Remove \"research\".")]
    [InlineData("\"secret\": true", "\"research\": \"as-is\", \"secret\": true",
        "sources.clinic.datasets.members.fields.password.research: It is secret, and never leaves. Remove \"research\".")]
    [InlineData("\"label\": \"E-mail\"", "\"research\": \"generalised\", \"label\": \"E-mail\"",
        "sources.clinic.datasets.members.fields.email.research: It is an address. Remove \"research\".")]
    [InlineData("\"label\": \"Urgency", "\"research\": \"as-is\", \"label\": \"Urgency",
        "sources.clinic.datasets.tickets.fields.urgency.research: It may be about other people, and never leaves. Remove \"research\".")]
    [InlineData("\"type\": \"json\", \"label\": \"Settings", "\"type\": \"json\", \"research\": \"as-is\", \"label\": \"Settings",
        "sources.clinic.datasets.members.fields.settings.research: It has parts, and a study gets those that say so themselves. Remove \"research\".")]
    [InlineData("\"type\": \"boolean\", \"label\": \"Weekly", "\"type\": \"boolean\", \"research\": \"generalised\", \"label\": \"Weekly",
        "sources.clinic.datasets.members.fields.settings.parts.mail.weekly.research: No rule makes boolean coarser. Write as-is where it has few values that many people share, or remove \"research\".")]
    public void A_broken_map_names_the_place_and_the_mend(string part, string broken, string sentence)
    {
        Assert.Contains(part, ExampleMap.Text);
        var faults = MapLoader.ReadText("datamap.json", ExampleMap.Text.Replace(part, broken), "sqlite").Faults;

        Assert.Contains(sentence, faults.Select(f => $"{f.Path}: {f.Sentence}"));
        Assert.All(faults, fault => Assert.NotNull(fault.Line));
    }

    [Fact]
    public void All_faults_come_at_once_in_the_order_of_the_file_each_with_its_line()
    {
        const string json = """
            {
              "sources": {
                "one": {
                  "provider": 7,
                  "datasets": { "a": { "key": "id", "retention": "until-asked",
                    "person": "id" } },
                  "tables": {}
                }
              }
            }
            """;

        Assert.Equal(
            [
                "my/map.json:4: sources.one.provider: 7 does not fit here. Write a text.",
                "my/map.json:5: sources.one.datasets.a: \"label\" is missing. Write it here.",
                "my/map.json:7: sources.one.tables: 'tables' is no word here. Known are connection, datasets, excluded, identities, label, provider, system.",
            ],
            MapLoader.ReadText("my/map.json", json, "sqlite").Faults.Select(f => f.ToString()));
    }

    [Fact]
    public void A_file_that_is_no_JSON_names_the_line()
    {
        var fault = Assert.Single(MapLoader.ReadText("datamap.json", "{\n  \"sources\": {\n", "sqlite").Faults);

        Assert.Equal(3, fault.Line);
        Assert.StartsWith("datamap.json:3: This is no JSON.", fault.ToString());
    }

    [Fact]
    public void A_file_that_is_not_there_says_which_setting_names_it() =>
        Assert.Equal(
            "/nowhere/datamap.json: The file is not there. Set DataMap:Path to your datamap.json (it may list no source).",
            Assert.Single(MapLoader.Read("/nowhere/datamap.json", "sqlite").Faults).ToString());

    [Fact]
    public void The_name_of_the_portals_own_source_is_taken() =>
        Assert.Equal(
            "sources.portal: This name belongs to the portal's own tables, which are part of the portal. Choose another.",
            Assert.Single(MapLoader.ReadText("datamap.json", """{ "sources": { "portal": { "provider": "sqlite" } } }""", "sqlite").Faults) is var fault
                ? $"{fault.Path}: {fault.Sentence}" : "");

    [Fact]
    public void A_part_that_is_erased_otherwise_than_its_column_is_a_fault()
    {
        var parted = ExampleMap.Text.Replace("\"fields\": { \"body\": \"Text | Tekst | Texte\" },\n          \"excluded\": { \"id\": \"A number.\", \"ticket",
            "\"fields\": { \"body\": { \"type\": \"json\", \"label\": \"T\", \"erasure\": \"null\", \"parts\": { \"a\": { \"label\": \"A\" }, \"b\": { \"label\": \"B\", \"erasure\": { \"mask\": \"-\" } } } } },"
            + "\n          \"excluded\": { \"id\": \"A number.\", \"ticket");

        var fault = Assert.Single(MapLoader.ReadText("datamap.json", parted, "sqlite").Faults);

        Assert.Equal("sources.clinic.datasets.messages.fields.body.parts.b", fault.Path);
        Assert.StartsWith("A part is erased with its column", fault.Sentence);
    }

    [Fact]
    public void Two_filters_that_a_row_may_fit_both_are_a_fault()
    {
        var overlapping = ExampleMap.Text.Replace("\"table\": \"tickets\", \"else\": true", "\"table\": \"tickets\", \"where\": { \"kind\": [\"spam\", \"problem\"] }");

        Assert.Contains(
            "A row may fit this filter and that of 'tickets'. Give both a column in common with different values.",
            MapLoader.ReadText("datamap.json", overlapping, "sqlite").Faults.Select(f => f.Sentence));
    }
}
