using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Checks;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.DataMap.Sources.Http;
using Medbook.PrivacyPortal.Tests.Support.Systems;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources.Http;

public sealed class SystemReadingTests : SystemSourceTests
{
    [Fact]
    public async Task A_person_is_found_by_a_verified_address_and_by_their_key_and_nobody_by_another()
    {
        Assert.Equal([Reader], await Source.FindPersonsAsync("Reader@Example.org", 2, None));
        Assert.Empty(await Source.FindPersonsAsync("unsure@example.org", 2, None));
        Assert.Equal(Reader, await ReadAsync(reading => reading.FindPersonAsync(Reader, None)));
        Assert.Null(await ReadAsync(reading => reading.FindPersonAsync(new PersonKey("contacts", ["9"]), None)));
        Assert.Null(await ReadAsync(reading => reading.FindPersonAsync(new PersonKey("members", ["1"]), None)));
    }

    [Fact]
    public async Task Somebody_who_does_not_have_the_address_is_not_the_person()
    {
        News.Misdeeds.Add(Misdeed.FindsAnybody);

        var fault = await Assert.ThrowsAsync<SourceFailedException>(() => Source.FindPersonsAsync("nobody@example.org", 2, None));

        Assert.Equal(SourceFault.Damaged, fault.Fault);
    }

    [Fact]
    public async Task People_without_an_account_are_known_by_the_rows_that_hold_their_address()
    {
        const string Map = """
            { "sources": { "news": { "provider": "http", "identities": { "senders": { "byAddress": true } }, "datasets": { "letters": {
                "label": "Letters", "key": "id", "person": { "column": "sender", "lower": true, "identity": "senders" },
                "category": "content", "activities": ["communication"], "origin": "provided", "retention": "until-asked",
                "fields": { "id": { "type": "integer", "label": "Number" }, "sender": "Sender" } } } } } }
            """;
        await using var system = await TestSystem.StartAsync([new TestTable("letters", ["id"], new SystemField("id", "integer", Nullable: false), new SystemField("sender", "text", Nullable: true))
        {
            People = new Dictionary<string, string> { [""] = "sender" },
        }.With(1, "writer@example.org").With(2, "other@example.org").With(3, null)]);
        await using var source = NewsletterMap.Source(system, Map);

        var writer = new PersonKey("senders", ["writer@example.org"]);
        Assert.Equal([writer], await source.FindPersonsAsync("Writer@Example.org", 2, None));
        Assert.Empty(await source.FindPersonsAsync("nobody@example.org", 2, None));
        await using var reading = await source.OpenAsync(None);
        Assert.Equal(writer, await reading.FindPersonAsync(writer, None));
        Assert.Equal(1, (await reading.SummariseAsync(source.Map.Find("letters")!, writer, None)).Count);
        Assert.DoesNotContain(system.Heard, call => call.Word == "find");
    }

    [Fact]
    public async Task Rows_come_by_key_with_the_values_the_map_says()
    {
        var rows = await RowsAsync(Query("mailings"));

        Assert.Equal(["1&9", "1&10", "1&11"], rows.Select(row => row.Key));
        Assert.Equal([1L, 9L, new DateTimeOffset(2021, 5, 3, 8, 30, 0, TimeSpan.FromHours(2)), "Spring", 4L, 0.5m], rows[0].Values);
        Assert.Equal([null, "Autumn", null, 12.25m], rows[2].Values.Skip(2));
        Assert.Equal(new DateOnly(1980, 2, 29), Assert.Single(await RowsAsync(Query("contacts"))).Values[3]);
    }

    [Fact]
    public async Task A_row_about_two_people_shows_each_their_own_part()
    {
        var rows = await RowsAsync(Query("questions", OthersData.Mask));

        Assert.Equal(["a-1 asker", "a-2 answerer", "b-1 asker answerer"], rows.Select(row => $"{row.Key} {string.Join(' ', row.Roles.Select(role => role.Name))}"));
        // Code, question, day; asker; answerer, answer.
        Assert.Equal(["a-1", "Is the test near me?", new DateOnly(2020, 1, 15), 1L, Masked.Value, Masked.Value], rows[0].Values);
        Assert.Equal([Masked.Value, 1L, null], rows[1].Values.Skip(3));
        Assert.Equal([1L, 1L, "Me."], rows[2].Values.Skip(3));
    }

    [Fact]
    public async Task Pages_begin_with_the_newest_and_turn_both_ways()
    {
        var first = await ReadAsync(reading => reading.PageAsync(Query("mailings"), null, 2, None));
        var second = await ReadAsync(reading => reading.PageAsync(Query("mailings"), first.Next, 2, None));
        var back = await ReadAsync(reading => reading.PageAsync(Query("mailings"), second.Previous, 2, None));
        var beyond = await ReadAsync(reading => reading.PageAsync(Query("mailings"), PageCursor.At(40), 2, None));

        Assert.Equal(["1&10", "1&9"], first.Rows.Select(row => row.Key));
        Assert.Equal(["1&11"], second.Rows.Select(row => row.Key));
        Assert.Equal((2L, null), (second.Skipped, second.Next));
        Assert.Equal(["1&10", "1&9"], back.Rows.Select(row => row.Key));
        Assert.Equal(["1&10", "1&9"], beyond.Rows.Select(row => row.Key));
        Assert.Null(first.Previous);
    }

    [Fact]
    public async Task A_row_is_found_by_its_key_where_it_is_the_persons()
    {
        Assert.Equal("Summer", (await ReadAsync(reading => reading.FindRowAsync(Query("mailings"), "1&10", None)))!.Values[3]);
        Assert.Null(await ReadAsync(reading => reading.FindRowAsync(Query("mailings"), "2&1", None)));
        Assert.Null(await ReadAsync(reading => reading.FindRowAsync(Query("mailings"), "10", None)));
    }

    [Fact]
    public async Task A_summary_counts_and_says_from_when_to_when()
    {
        var summary = await ReadAsync(reading => reading.SummariseAsync(Dataset("mailings"), Reader, None));

        Assert.Equal(new DatasetSummary(3, new DateOnly(2021, 5, 3), new DateOnly(2026, 6, 1), null, 0), summary);
        Assert.Equal(DatasetSummary.Empty, await ReadAsync(reading => reading.SummariseAsync(Dataset("mailings"), new("contacts", ["9"]), None)));
    }

    [Fact]
    public async Task A_summary_says_when_a_period_ends_and_what_has_not_begun()
    {
        await using var source = NewsletterMap.Source(News, NewsletterMap.WithPeriod("4 years"));
        await using var reading = await source.OpenAsync(None);

        Assert.Equal(
            new DatasetSummary(3, new DateOnly(2021, 5, 3), new DateOnly(2026, 6, 1), new DateOnly(2030, 6, 1), NotBegun: 1),
            await reading.SummariseAsync(source.Map.Find("mailings")!, Reader, None));
        Assert.Equal([0L, 1L, 2L, 3L], await reading.CountBegunAsync(source.Map.Find("mailings")!,
            [new(2021, 5, 2), new(2021, 5, 3), new(2025, 1, 1), new(2026, 6, 1)], None));
    }

    [Fact]
    public async Task A_row_of_somebody_else_is_no_answer()
    {
        // The system takes the number of a mailing for that of a person.
        var system = await TestSystem.StartAsync([new TestTable("mailings", ["contact", "number"], News.Tables["mailings"].Shape.Fields.ToArray())
        {
            People = new Dictionary<string, string> { [""] = "number" },
        }.With(2, 1, null, "Winter", null, null)]);
        await using (system)
        {
            await using var source = NewsletterMap.Source(system);
            await using var reading = await source.OpenAsync(None);

            var fault = await Assert.ThrowsAsync<SourceFailedException>(() => reading.FindRowAsync(Query("mailings"), "2&1", None));
            Assert.Equal(SourceFault.Damaged, fault.Fault);
            await Assert.ThrowsAsync<SourceFailedException>(() => reading.SummariseAsync(Dataset("mailings"), Reader, None));
        }
    }

    [Fact]
    public async Task A_value_of_another_type_fits_nowhere_and_is_named_without_itself()
    {
        News.Tables["mailings"].Rows[0]["clicks"] = JsonSerializer.SerializeToElement("secret words");

        var fault = await Assert.ThrowsAsync<ValueDoesNotFitException>(() => RowsAsync(Query("mailings")));

        Assert.Equal(("mailings", "clicks", "1&9"), (fault.Dataset, fault.Column, fault.RowKey));
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_is_given_twice_is_no_answer()
    {
        News.Tables["mailings"].With(1, 10, null, "Summer", null, null);

        Assert.Equal(SourceFault.Damaged, (await Assert.ThrowsAsync<SourceFailedException>(() => RowsAsync(Query("mailings")))).Fault);
    }

    [Fact]
    public async Task A_description_that_contradicts_itself_is_none()
    {
        await using var system = await TestSystem.StartAsync([new TestTable("contacts", ["number"], new SystemField("id", "integer", Nullable: false))]);
        await using var source = NewsletterMap.Source(system);

        Assert.Equal(SourceFault.Damaged, (await Assert.ThrowsAsync<SourceUnavailableException>(() => source.OpenAsync(None))).Fault);
    }

    [Fact]
    public async Task What_breaks_off_is_never_all()
    {
        News.Misdeeds.Add(Misdeed.DiesInExport);

        Assert.Equal(SourceFault.BrokeOff, (await Assert.ThrowsAsync<SourceFailedException>(() => RowsAsync(Query("mailings")))).Fault);
        Assert.Equal(SourceFault.BrokeOff, (await Assert.ThrowsAsync<SourceFailedException>(
            () => ReadAsync(reading => reading.SummariseAsync(Dataset("mailings"), Reader, None)))).Fault);
    }

    [Fact]
    public async Task A_system_that_refuses_cannot_be_opened_and_one_without_a_key_is_never_called()
    {
        News.Misdeeds.Add(Misdeed.Refuses);
        Assert.Equal(SourceFault.Refused, (await Assert.ThrowsAsync<SourceUnavailableException>(() => Source.OpenAsync(None))).Fault);
        Assert.Equal(SourceFault.Refused, Source.Fault);

        await using var keyless = NewsletterMap.Source(News, settings: NewsletterMap.Settings(News).Take(1));
        Assert.Equal(SourceFault.NotConfigured, (await Assert.ThrowsAsync<SourceUnavailableException>(() => keyless.OpenAsync(None))).Fault);
        Assert.Empty(News.Heard);
    }

    [Fact]
    public async Task The_check_finds_nothing_where_the_system_is_as_the_map_says() => Assert.Empty(await SourceCheck.RunAsync(Source, None));

    [Fact]
    public async Task The_check_finds_what_the_system_describes_otherwise_and_what_it_gives_otherwise()
    {
        News.Misdeeds.Add(Misdeed.WritesNumbersAsWords);
        Assert.Contains(await SourceCheck.RunAsync(Source, None), finding => (finding.Kind, finding.Place) == (FindingKind.ValuesDiffer, "datasets.mailings.fields.clicks"));

        await using var system = await TestSystem.StartAsync([new TestTable("contacts", ["id"], new("id", "text", Nullable: false), new("nick", "text", Nullable: true)), new TestTable("blocked", ["id"], new SystemField("id", "uuid", Nullable: false))]);
        await using var source = NewsletterMap.Source(system);
        var kinds = (await SourceCheck.RunAsync(source, None)).Select(finding => finding.Kind).ToHashSet();
        Assert.Superset(new HashSet<FindingKind> { FindingKind.UnmappedTable, FindingKind.UnmappedColumn, FindingKind.MissingTable, FindingKind.MissingColumn, FindingKind.TypeDiffers }, kinds);
    }
}
