using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.Tests.DataMap.Loading;

public class MapLoaderTests
{
    private static readonly Source Clinic = ExampleMap.Load().Find("clinic")!;

    [Fact]
    public void The_example_of_the_README_is_a_map() =>
        Assert.Empty(MapLoader.ReadText("datamap.json", ExampleMap.Text, "sqlite").Faults);

    [Fact]
    public void A_map_without_sources_is_valid_and_still_has_the_portals_own_tables()
    {
        var map = MapLoader.ReadText("datamap.json", """{ "sources": {} }""", "postgresql").Map!;

        Assert.Equal([Map.PortalSource], map.Sources.Select(s => s.Name));
        Assert.Equal("postgresql", map.Sources[0].Provider);
    }

    [Fact]
    public void An_activity_that_the_register_does_not_have_is_said_once_for_each_place_it_is_written_at()
    {
        var lines = ExampleMap.Text.Split('\n').ToList();
        var map = ExampleMap.Load();

        var faults = MapActivities.Unknown(map, ["account", "communication", "contracting", "business-administration", "usage-experience"]);

        Assert.Equal(
            [
                "sources.clinic.datasets.tickets.activities: 'helpdesk'", "sources.clinic.datasets.spam.activities: 'site-security'",
                "sources.clinic.datasets.messages.activities: 'helpdesk'",
            ],
            faults.Select(fault => $"{fault.Path}: {fault.Sentence.Split(' ')[0]}"));
        Assert.All(faults, fault => Assert.Contains("\"activities\"", lines[fault.Line!.Value - 1], StringComparison.Ordinal));
        Assert.Empty(MapActivities.Unknown(map, [.. map.NamedActivities.Select(named => named.Activity)]));
    }

    [Fact]
    public void Fields_inherit_from_their_dataset_what_they_do_not_say()
    {
        var members = Clinic.Find("members")!;

        Assert.Equal(("identity", Origin.Provided, true), Facts("first_name"));
        Assert.Equal(("contact", Origin.Provided, true), Facts("email"));
        Assert.Equal(("identity", Origin.Derived, false), Facts("id"));
        Assert.Equal(["account"], members.Find("first_name")!.Activities);
        Assert.Equal(ErasureAction.Delete, members.Find("first_name")!.Erasure.Action);
        Assert.Equal("Prénom", members.Find("first_name")!.Label.Fr);
        Assert.Equal("E-mail", members.Find("email")!.Label.Nl);

        (string, Origin, bool) Facts(string column) =>
            members.Find(column) is { } field ? (field.Category, field.Origin, field.Rectifiable) : default;
    }

    [Fact]
    public void A_field_says_how_its_value_is_stored()
    {
        var created = Clinic.Find("members")!.Find("created_at")!;
        var closed = Clinic.Find("tickets")!.Find("closed_at")!;

        Assert.Equal((FieldType.DateTime, Storage.Unix, "UTC"), (created.Type, created.Stored, created.Zone));
        Assert.Equal(["0"], created.Empty);
        Assert.Equal((FieldType.Date, Storage.Format, "dd/MM/yyyy"), (closed.Type, closed.Stored, closed.Format));
    }

    [Fact]
    public void A_structured_value_has_parts_with_their_own_labels()
    {
        var part = Assert.Single(Clinic.Find("members")!.Find("settings")!.Parts);

        Assert.Equal(("mail.weekly", FieldType.Boolean, "Weekly mail"), (part.Column, part.Type, part.Label.En));
    }

    [Fact]
    public void A_code_is_read_as_what_it_means()
    {
        var urgency = Clinic.Find("tickets")!.Find("urgency")!;

        Assert.Equal("Hoog", urgency.MeaningOf(1L)?.Nl);
        Assert.Null(urgency.MeaningOf(3L));
        Assert.Null(urgency.MeaningOf(null));
        Assert.Null(Clinic.Find("members")!.Find("first_name")!.MeaningOf("1"));
    }

    [Fact]
    public void A_filter_knows_equal_in_and_null()
    {
        var where = Clinic.Find("tickets")!.Where;

        Assert.Equal(["kind", "merged_into"], where.Conditions.Select(c => c.Column));
        Assert.Equal(["question", "problem"], where.Conditions[0].Values);
        Assert.Equal([null], where.Conditions[1].Values);
        Assert.True(Clinic.Find("spam")!.Else);
    }

    [Fact]
    public void A_person_is_reached_by_column_by_alternatives_and_via_another_dataset()
    {
        var direct = Clinic.Find("members")!.People.Single().Paths.Single();
        var either = Clinic.Find("tickets")!.People.Single().Paths;
        var via = Clinic.Find("messages")!.People.Single().Paths.Single();

        Assert.Equal(("id", "members"), (direct.Columns.Single().Column, direct.Identity));
        Assert.Equal(["members", "contact"], either.Select(p => p.Identity));
        Assert.True(either[1].Columns.Single().Lowercase);
        Assert.Equal("tickets", via.Via);
        Assert.Equal(("tickets", "ticket_id", "id"), Pair(via.Steps.Single()));
    }

    [Theory]
    [InlineData("""["ticket_id = tickets.id", "member_id"]""")]
    [InlineData("""[{ "on": ["ticket_id = tickets.id"] }, { "column": "member_id" }]""")]
    [InlineData("""[{ "from": "ticket_id", "table": "tickets", "to": "id" }, { "columns": ["member_id"], "identity": "members" }]""")]
    public void A_path_is_written_short_or_in_full(string person)
    {
        var path = ReadPath(person);

        Assert.Equal(("tickets", "ticket_id", "id"), Pair(path.Steps.Single()));
        Assert.Equal(("member_id", "members"), (path.Columns.Single().Column, path.Identity));
    }

    [Fact]
    public void A_step_may_cast_cut_replace_filter_and_join_several_columns()
    {
        var path = ReadPath("""
            [{ "from": [{ "column": "ref", "strip": "T-", "replace": { "/": "" }, "cast": "integer", "lower": true }, "tenant"],
               "table": "tickets", "to": ["id", "tenant"], "where": { "kind": "question" } }, "member_id"]
            """);

        var step = path.Steps.Single();
        Assert.Equal(2, step.Pairs.Count);
        Assert.Equal(("T-", true, FieldType.Integer), (step.Pairs[0].From.StripPrefix, step.Pairs[0].From.Lowercase, step.Pairs[0].From.Cast));
        Assert.Equal([new("/", "")], step.Pairs[0].From.Replace);
        Assert.True(step.Pairs[1].From.IsPlain);
        Assert.Equal("question", step.Where.Conditions.Single().Values.Single());
    }

    [Fact]
    public void Roles_have_their_own_path_fields_and_erasure()
    {
        var letters = Clinic.Find("letters")!;

        Assert.Equal(["sender", "receiver"], letters.People.Select(p => p.Name));
        Assert.Equal([ErasureAction.Null, ErasureAction.Delete], letters.People.Select(p => p.Erasure.Action));
        Assert.Equal(["from_id", "from_name"], letters.People[0].Fields.Select(f => f.Column));
        Assert.Equal(["body", "from_id", "from_name", "to_id", "to_name"], letters.AllFields.Select(f => f.Column));
    }

    [Fact]
    public void The_other_words_of_a_dataset_are_read()
    {
        Assert.Equal("letters", Clinic.Find("search")!.CopyOf);
        Assert.Empty(Clinic.Find("search")!.Key);
        Assert.True(Clinic.Find("agreements")!.Shared);
        Assert.Contains("train the filter", Clinic.Find("spam")!.Unlinked);
        Assert.Equal("(removed)", Clinic.Find("messages")!.Find("body")!.Erasure.Mask);
        Assert.Equal(["contracting"], Clinic.Find("agreements")!.Bases.Keys);
        Assert.True(Clinic.FindIdentity("contact")!.IsAddress);
        Assert.Equal(1L, Clinic.FindIdentity("members")!.Where.Conditions.Single().Values.Single());
    }

    [Fact]
    public void A_period_starts_from_a_date_here_or_at_the_end_of_a_path()
    {
        var here = Clinic.Find("agreements")!.Retention;
        var there = Clinic.Find("messages")!.Retention;

        Assert.Equal((new RetentionPeriod(10, 0, 0), true, FieldType.Date), (here.Period!.Value, here.AtLeast, here.Anchor!.Type.Type));
        Assert.Equal(("tickets", "ticket_id", "id"), Pair(there.Anchor!.Steps.Single()));
        Assert.Equal("dd/MM/yyyy", there.Anchor.Type.Format);
        Assert.Equal(RetentionRule.WithOrigin, Clinic.Find("search")!.Retention.Rule);
    }

    private static (string, string, string) Pair(PathStep step) => (step.Table, step.Pairs[0].From.Column, step.Pairs[0].To.Column);

    private static PersonPath ReadPath(string person)
    {
        var text = ExampleMap.Text.Replace("""{ "on": "ticket_id = id", "via": "tickets" }""", person);
        var reading = MapLoader.ReadText("datamap.json", text, "sqlite");
        Assert.Empty(reading.Faults);
        return reading.Map!.Find("clinic")!.Find("messages")!.People.Single().Paths.Single();
    }
}
