using System.Text;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Policy;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Operations.PolicyVersions;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.PolicyVersions;

/// <summary>From a draft to a version that counts, and who is told of it.</summary>
public abstract class PolicyVersionTests(Provider provider) : OperationTests(provider)
{
    private static readonly Actor Officer = TestActors.Officer();

    private DateOnly Today => DateOnly.FromDateTime(Now.Date);

    [Fact]
    public async Task Plain_text_becomes_articles_and_is_published_in_the_languages_it_has()
    {
        await PublishAsync("1. Scope\n\n1.1. All of it.");

        var policy = (await Get<ReadPolicy>().RunAsync(Actor.Visitor, "fr-BE", None)).Value!;
        Assert.Null(policy.Coming);
        Assert.Equal((1, Today, "en-GB"), (policy.InForce!.Version, policy.InForce.EffectiveFrom, policy.InForce.Language.Name));
        Assert.Equal(["1", "1.1"], policy.InForce.Text.Places.Select(place => place.Number!));
        Assert.Equal(0, await ReadAsync(db => db.PolicyTellings.CountAsync()));
    }

    [Fact]
    public async Task A_material_change_is_told_to_everybody_once_and_a_wording_to_nobody()
    {
        var people = new List<Actor>();
        for (var i = 0; i < TellOfPolicy.Batch + 2; i++) people.Add(await AddPersonAsync($"member{i}@example.org"));
        await PublishAsync("1. Scope");
        Clock.Advance(TimeSpan.FromMinutes(1));
        await PublishAsync("1. The scope", new(false, "A word.", Today));
        Assert.Equal(0, await TellAsync());

        await PublishAsync("1. The scope\n\n2. Bees", new(true, "We keep bees now.", Today.AddDays(30)));
        Clock.Advance(TimeSpan.FromMinutes(1));
        var late = await AddPersonAsync("late@example.org");

        Assert.Equal(people.Count, await TellAsync());
        Assert.Equal(0, await TellAsync());
        var mails = await ReadAsync(db => db.OutgoingMails.ToListAsync());
        Assert.Equal(people.Count, mails.Select(mail => mail.To).Distinct().Count());
        Assert.Equal(people.Count, mails.Count);
        Assert.Contains("We keep bees now.", mails[0].Body, StringComparison.Ordinal);
        Assert.Contains("/policy/3", mails[0].Body, StringComparison.Ordinal);
        Assert.Null((await Get<ReadMyPolicyNotice>().RunAsync(late, None)).Value);

        // Until its day the version before counts.
        var policy = (await Get<ReadPolicy>().RunAsync(Actor.Visitor, "en-GB", None)).Value!;
        Assert.Equal((2, 3), (policy.InForce!.Version, policy.Coming!.Version));
        Clock.Advance(TimeSpan.FromDays(30));
        policy = (await Get<ReadPolicy>().RunAsync(Actor.Visitor, "en-GB", None)).Value!;
        Assert.Equal((3, null), (policy.InForce!.Version, policy.Coming));
    }

    [Fact]
    public async Task Who_read_it_is_asked_no_more_and_stands_in_the_report()
    {
        var (ada, ben) = (await AddPersonAsync("ada@example.org"), await AddPersonAsync("ben@example.org"));
        await PublishAsync("1. Scope");
        Clock.Advance(TimeSpan.FromMinutes(1));
        await PublishAsync("1. Scope\n\n2. Bees", new(true, "We keep bees now.", Today));
        await TellAsync();
        Assert.Equal(2, (await Get<ReadMyPolicyNotice>().RunAsync(ada, None)).Value!.Version);

        Assert.True((await Get<AcknowledgePolicy>().RunAsync(ada, 2, None)).IsOk);
        Assert.True((await Get<AcknowledgePolicy>().RunAsync(ada, 2, None)).IsOk);

        Assert.Null((await Get<ReadMyPolicyNotice>().RunAsync(ada, None)).Value);
        Assert.NotNull((await Get<ReadMyPolicyNotice>().RunAsync(ben, None)).Value);
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == AuditAction.PolicyRead)));
        var lines = (await Get<ListPolicyVersions>().RunAsync(Officer, None)).Value!;
        Assert.Equal(
            [(2, PolicyStanding.InForce, (int?)2, 1, false), (1, PolicyStanding.Archived, null, 0, false)],
            lines.Select(line => (line.Version, line.Standing, line.Told, line.Read, line.IsTelling)));
        Assert.IsType<NotFound>((await Get<AcknowledgePolicy>().RunAsync(await AddPersonAsync("late@example.org"), 2, None)).Problem);
    }

    [Fact]
    public async Task What_somebody_else_saved_meanwhile_is_not_overwritten()
    {
        var seen = (await Get<ReadPolicyDraft>().RunAsync(Officer, None)).Value!.Revision;
        await SaveAsync("1. Mine");

        Assert.IsType<PolicyDraftChanged>((await Get<SavePolicyDraft>().RunAsync(Officer, seen, new LocalText("1. Other", "", ""), None)).Problem);
        Assert.IsType<PolicyDraftChanged>((await Get<PublishPolicy>().RunAsync(Officer, seen, new(false, "", Today), None)).Problem);
        Assert.Contains("Mine", (await Get<ReadPolicyDraft>().RunAsync(Officer, None)).Value!.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_needs_a_text_that_is_new_a_reason_and_a_day_that_fits()
    {
        Assert.IsType<PolicyTextMissing>(await TryAsync("", new(true, "", Today)));
        await PublishAsync("1. Scope", new(false, "", Today.AddDays(10)));
        Assert.IsType<PolicyUnchanged>(await TryAsync("1. Scope", new(true, "Bees.", Today.AddDays(10))));
        Assert.IsType<PolicyReasonMissing>(await TryAsync("1. Bees", new(true, " ", Today.AddDays(10))));
        // Not before the one it follows.
        Assert.IsType<PolicyDayUnfit>(await TryAsync("1. Bees", new(true, "Bees.", Today)));
        Assert.IsType<PolicyDayUnfit>(await TryAsync("1. Bees", new(true, "Bees.", Today.AddDays(PolicyVersion.MostDaysAhead + 1))));
        Assert.IsType<PolicyReasonTooLong>(await TryAsync("1. Bees", new(true, new string('b', PolicyVersion.MaxReason + 1), Today.AddDays(10))));
        Assert.IsType<PolicyTooLong>((await Get<SavePolicyDraft>().RunAsync(Officer, await RevisionAsync(), new LocalText(new string('b', PolicyDraft.MaxText + 1), "", ""), None)).Problem);
    }

    [Fact]
    public async Task A_file_is_read_as_text_and_nothing_else()
    {
        async Task<Result<string>> LoadAsync(byte[] bytes) => await Get<ReadPolicyFile>().RunAsync(Officer, new MemoryStream(bytes), None);

        Assert.Equal("## 1. Scope\n", (await LoadAsync([0xEF, 0xBB, 0xBF, .. "1. Scope"u8])).Value);
        Assert.IsType<PolicyFileUnreadable>((await LoadAsync([0x50, 0x4B, 0x03, 0x04, 0x00])).Problem);
        Assert.IsType<PolicyFileUnreadable>((await LoadAsync(Encoding.Latin1.GetBytes("1. Référence"))).Problem);
        Assert.IsType<PolicyTooLong>((await LoadAsync(new byte[ReadPolicyFile.MaxBytes + 1])).Problem);
    }

    [Fact]
    public async Task Those_who_are_next_are_found_without_reading_everybody()
    {
        await using var db = await OpenAsync();
        QueryPlan.AssertIndexed(await QueryPlan.OfAsync(db, TellOfPolicy.Next(db, "x", Now).Take(10)), "Subjects");
    }

    private async Task<int> TellAsync() => (await Get<TellOfPolicy>().RunAsync(Actor.Portal, None)).Value;

    private async Task<Guid> RevisionAsync() => (await Get<ReadPolicyDraft>().RunAsync(Officer, None)).Value!.Revision;

    private async Task<Guid> SaveAsync(string text) =>
        (await Get<SavePolicyDraft>().RunAsync(Officer, await RevisionAsync(), new LocalText(text, "", ""), None)).Value;

    private async Task<Problem?> TryAsync(string text, PolicyOrder order) =>
        (await Get<PublishPolicy>().RunAsync(Officer, await SaveAsync(text), order, None)).Problem;

    private async Task PublishAsync(string text, PolicyOrder? order = null) => Assert.Null(await TryAsync(text, order ?? new(false, "", Today)));

    public sealed class OnSqlite() : PolicyVersionTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : PolicyVersionTests(Provider.PostgreSql);
}
