using Medbook.PrivacyPortal.DataMap.Sources.Http;
using Medbook.PrivacyPortal.Tests.Support.Systems;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources.Http;

/// <summary>Each word, spoken with a system that is honest.</summary>
public sealed class SystemClientTests : IAsyncLifetime
{
    private static readonly SystemErasure Takes = new(Takes: true, []);

    private TestSystem system = null!;
    private SystemClient client = null!;

    public async Task InitializeAsync()
    {
        system = await TestSystem.StartAsync(Newsletter.Tables());
        client = SystemClient.Of("newsletter", system.Address, TestSystem.Secret);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await system.DisposeAsync();
    }

    [Fact]
    public async Task A_system_says_what_it_holds()
    {
        var description = await client.DescribeAsync(default);

        Assert.Equal(["contacts", "mailings", "questions"], description.Tables.Select(table => table.Name));
        Assert.Equal(new SystemField("email", "text", Nullable: false, MaxLength: 120), description.Tables[0].Fields[1]);
        Assert.Equal(["contact", "number"], description.Tables[1].Key);
    }

    [Theory]
    [InlineData("reader@example.org", "1")]
    [InlineData("unsure@example.org", null)]
    [InlineData("nobody@example.org", null)]
    public async Task A_person_is_found_by_a_verified_address(string address, string? id)
    {
        var found = await client.FindAsync(new("contacts", "contacts", address, null, 2), default);

        Assert.Equal(id is null ? [] : [id], found.Persons.Select(person => Assert.Single(person)));
    }

    [Fact]
    public async Task A_person_is_found_by_a_key_that_was_written_down() =>
        Assert.Equal(["3"], Assert.Single((await client.FindAsync(new("contacts", "contacts", null, ["3"], 1), default)).Persons));

    [Fact]
    public async Task Rows_come_in_the_order_of_their_key_with_the_fields_that_were_asked_for()
    {
        var rows = await ExportAsync(new("mailings", new() { Person = Newsletter.Person }, ["number", "sent"]));

        Assert.Equal(["9", "10", "11"], rows.Select(row => row.Key![1]));
        Assert.Equal("2021-05-03T08:30:00+02:00", rows[0].Values![1].GetString());
        Assert.All(rows, row => Assert.Null(row.Roles));
    }

    [Fact]
    public async Task A_page_of_the_newest_rows_leaves_out_what_was_shown_already() =>
        Assert.Equal(["9"], (await ExportAsync(new("mailings", new() { Person = Newsletter.Person }, [], Newest: "sent", Skip: 1, Limit: 1))).Select(row => row.Key![1]));

    [Fact]
    public async Task Rows_about_several_people_say_which_of_them_the_person_is()
    {
        var rows = await ExportAsync(new("questions", new() { Person = Newsletter.Person }, []));

        Assert.Equal(["a-1 asker", "a-2 answerer", "b-1 asker,answerer"], rows.Select(row => $"{row.Key![0]} {string.Join(',', row.Roles!)}"));
        Assert.Equal(["a-1", "b-1"], (await ExportAsync(new("questions", new() { Person = Newsletter.Person, Role = "asker" }, []))).Select(row => row.Key![0]));
    }

    [Fact]
    public async Task A_plan_is_paged_counts_everything_and_changes_nothing()
    {
        var question = new PlanQuestion("questions", new() { Person = Newsletter.Person }, Takes, "on", null, 2);
        var first = await client.PlanAsync(question, default);
        var second = await client.PlanAsync(question with { After = first.Rows[^1].Key }, default);

        Assert.Equal((3, 3), (first.Count, second.Count));
        Assert.Equal(["a-1", "a-2", "b-1"], first.Rows.Concat(second.Rows).Select(row => row.Key[0]));
        Assert.Equal([true, true, false], first.Rows.Concat(second.Rows).Select(row => row.OthersToo));
        Assert.Equal([new DateOnly(2020, 1, 15), new DateOnly(2026, 1, 15), null], first.Rows.Concat(second.Rows).Select(row => row.Begun));
        Assert.Equal(4, system.Tables["questions"].Rows.Count);
    }

    [Fact]
    public async Task An_erasure_says_of_each_row_what_became_of_it()
    {
        var theirs = new SystemRows { Person = Newsletter.Person, Keys = [["9"], ["1", "9"], ["2", "1"]] };
        var needed = await client.EraseAsync(new("contacts", new() { Person = Newsletter.Person, Keys = [["1"]] }, Takes), "e-1", default);
        var erased = await client.EraseAsync(new("mailings", theirs, Takes), "e-2", default);
        var changed = await client.EraseAsync(
            new("questions", new() { Person = Newsletter.Person, Role = "asker", Keys = [["a-1"]] }, new(Takes: false, [new("question", "mask", "…"), new("asker", "null")])), "e-3", default);

        Assert.Equal(["needed", "gone", "deleted", "gone", "changed"], needed.Rows.Concat(erased.Rows).Concat(changed.Rows).Select(row => row.Outcome));
        Assert.Equal(("…", null, "It is."), (Value("question"), Value("asker"), Value("answer")));

        string? Value(string field) => system.Tables["questions"].Value("a-1", field);
    }

    [Fact]
    public async Task A_value_is_corrected_only_where_it_is_the_one_that_was_shown()
    {
        Assert.Equal("other", (await RectifyAsync("Someone", "Another", "r-1")).Outcome);
        Assert.Equal("changed", (await RectifyAsync("First Reader", "Another", "r-2")).Outcome);
        var same = await RectifyAsync("First Reader", "Another", "r-3");

        Assert.Equal(("same", "Another", "Another"), (same.Outcome, same.Found.GetString(), system.Tables["contacts"].Value("1", "name")));
        Assert.Equal("missing", (await client.RectifyAsync(new("contacts", Newsletter.Person, ["2"], "name", SystemJson.Nothing, SystemJson.Nothing, false), "r-4", default)).Outcome);
        Assert.Equal("refused", (await RectifyAsync("Another", new string('x', 61), "r-5")).Outcome);
    }

    [Fact]
    public async Task An_older_word_about_limits_does_not_take_the_place_of_a_newer_one()
    {
        Assert.Equal(7, (await client.RestrictAsync(new(Newsletter.Person, ["newsletter"], [], 7), "l-7", default)).Revision);
        Assert.Equal(7, (await client.RestrictAsync(new(Newsletter.Person, [], [], 6), "l-6", default)).Revision);
        Assert.Equal(["newsletter"], system.Limits[Newsletter.Person].Activities);
    }

    private Task<RectifyAnswer> RectifyAsync(string expected, string proposed, string key) =>
        client.RectifyAsync(new("contacts", Newsletter.Person, ["1"], "name", Json(expected), Json(proposed), DryRun: false), key, default);

    private static System.Text.Json.JsonElement Json(string text) => System.Text.Json.JsonSerializer.SerializeToElement(text);

    private async Task<List<ExportLine>> ExportAsync(ExportQuestion question) => await client.ExportAsync(question, default).ToListAsync();
}
