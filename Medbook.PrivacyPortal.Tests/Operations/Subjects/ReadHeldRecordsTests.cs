using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Operations.Subjects;

public abstract class ReadHeldRecordsTests(Provider provider) : HeldDataTests(provider)
{
    [Fact]
    public async Task Records_come_newest_first_with_labels_and_nothing_of_others()
    {
        var career = await ReadAsync(Ann, "account", "career");

        Assert.Equal(["Role", "Since", "Reviewer", "Remark", "Motivation"], career.Fields.Select(f => f.Field.Label.En));
        Assert.Equal(["2", "1"], career.Rows.Select(row => row.Key));
        Assert.Equal(new object?[] { "Emergency physician", new DateOnly(2021, 9, 1), null, null, null }, career.Rows[0].Values);
    }

    [Fact]
    public async Task Who_else_is_named_is_masked_and_their_words_wait_for_an_officer()
    {
        var first = (await ReadAsync(Ann, "account", "career")).Rows[1];

        Assert.Same(Masked.Value, first.Values[2]);
        Assert.Same(Withheld.Value, first.Values[3]);
        Assert.Equal("Ann about her plans", first.Values[4]);
    }

    [Fact]
    public async Task On_a_row_about_two_people_the_other_one_is_masked_and_the_common_text_withheld()
    {
        var letters = await ReadAsync(Ann, "communication", "letters");

        Assert.Equal(["Text", "Sender", "Receiver"], letters.Fields.Select(f => f.Field.Label.En));
        Assert.Equal(
            ["2: You received it: •••, Ann", "1: You sent it: Ann, •••"],
            letters.Rows.Select(row => $"{row.Key}: {row.Roles.Single().Label}: {row.Values[1]}, {row.Values[2]}"));
        Assert.All(letters.Rows, row => Assert.Same(Withheld.Value, row.Values[0]));
    }

    [Fact]
    public async Task Only_the_fields_of_the_activity_are_read_and_a_secret_is_named_not_shown()
    {
        var account = await ReadAsync(Ann, "account", "members");
        Assert.Equal(["Number", "E-mail", "Name"], account.Fields.Select(f => f.Field.Label.En));
        Assert.Equal(["Password"], account.Secret.Select(label => label.En));
        Assert.DoesNotContain(account.Rows.SelectMany(row => row.Values), value => value is "hash-of-ann");

        var communication = await ReadAsync(Ann, "communication", "members");
        Assert.Equal(["E-mail"], communication.Fields.Select(f => f.Field.Label.En));
        Assert.Empty(communication.Secret);
    }

    [Fact]
    public async Task Pages_follow_each_other_and_a_broken_cursor_gives_the_first()
    {
        await ChangeClinicAsync($"INSERT INTO tickets VALUES {string.Join(", ", Enumerable.Range(100, 45).Select(i => $"({i}, 1, 'Question {i}', NULL)"))}");

        var (cursor, seen) = ((string?)null, new List<string?>());
        do
        {
            var page = await ReadAsync(Ann, "helpdesk", "tickets", cursor);
            Assert.Equal(seen.Count, page.Skipped);
            seen.AddRange(page.Rows.Select(row => row.Key));
            cursor = page.Next?.ToString();
        }
        while (cursor is not null);

        Assert.Equal(47, seen.Distinct().Count());
        Assert.Equal(ReadHeldRecords.PageSize, (await ReadAsync(Ann, "helpdesk", "tickets", "nonsense")).Rows.Count);
    }

    [Fact]
    public async Task A_record_is_found_by_its_owner_only()
    {
        var own = await Get<FindHeldRecord>().RunAsync(Bea, "clinic", "career", "3", None);
        Assert.Equal("Surgeon", own.Value!.Row.Values[0]);
        Assert.Same(Masked.Value, own.Value.Row.Values[2]);
        Assert.Same(Withheld.Value, own.Value.Row.Values[3]);

        Assert.IsType<NotFound>((await Get<FindHeldRecord>().RunAsync(Ann, "clinic", "career", "3", None)).Problem);
        Assert.IsType<NotFound>((await Get<FindHeldRecord>().RunAsync(Ann, "clinic", "career", "no number", None)).Problem);
    }

    [Fact]
    public async Task A_cursor_of_another_person_leads_to_ones_own_records()
    {
        await ChangeClinicAsync($"INSERT INTO tickets VALUES {string.Join(", ", Enumerable.Range(100, 45).Select(i => $"({i}, 2, 'Question of Bea {i}', NULL)"))}");
        var next = (await ReadAsync(Bea, "helpdesk", "tickets")).Next!.ToString();

        var page = await ReadAsync(Ann, "helpdesk", "tickets", next);

        Assert.DoesNotContain(page.Rows.SelectMany(row => row.Values), value => value is string text && text.Contains("Bea", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_map_or_the_link_does_not_have_is_not_found()
    {
        Assert.True((await Get<ReadHeldRecords>().RunAsync(Ann, "site-security", "archive", "logs", null, None)).IsOk);

        foreach (var (activity, source, dataset) in new[]
        {
            ("account", "nowhere", "career"), ("account", "clinic", "nothing"), ("helpdesk", "clinic", "career"), ("no-activity", "clinic", "career"),
        })
        {
            Assert.IsType<NotFound>((await Get<ReadHeldRecords>().RunAsync(Ann, activity, source, dataset, null, None)).Problem);
        }
        Assert.IsType<NotFound>((await Get<ReadHeldRecords>().RunAsync(Bea, "site-security", "archive", "logs", null, None)).Problem);
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_is_named()
    {
        await LoseArchiveAsync();

        var problem = (await Get<ReadHeldRecords>().RunAsync(Ann, "site-security", "archive", "logs", null, None)).Problem;
        Assert.Equal("The archive", Assert.IsType<SourceNotReadable>(problem).Source.En);
        Assert.IsType<SourceNotReadable>((await Get<FindHeldRecord>().RunAsync(Ann, "archive", "logs", "1", None)).Problem);
    }

    private async Task<HeldRecords> ReadAsync(Actor who, string activity, string dataset, string? cursor = null) =>
        (await Get<ReadHeldRecords>().RunAsync(who, activity, "clinic", dataset, cursor, None)) is { IsOk: true, Value: var page }
            ? page : throw new InvalidOperationException();

    public sealed class OnSqlite() : ReadHeldRecordsTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : ReadHeldRecordsTests(Provider.PostgreSql);
}
