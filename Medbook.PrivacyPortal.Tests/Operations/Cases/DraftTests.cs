using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Cases.Handling;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Cases;

public abstract class DraftTests(Provider provider) : CaseTests(provider)
{
    private static readonly DraftContent Content = new(RequestKind.Erasure, Helpdesk, "Old tickets.");

    [Fact]
    public async Task A_draft_is_kept_as_it_was_typed()
    {
        var person = await AddPersonAsync();
        var started = (await Get<StartRequest>().RunAsync(person, Guid.NewGuid(), Content, "nl-BE", None)).Value!;
        Clock.Advance(TimeSpan.FromMinutes(5));

        var scope = new RequestScope { Activities = ["helpdesk", "communication"] };
        var saved = await Get<SaveDraft>().RunAsync(
            person, started.Id, started.Revision, new DraftContent(RequestKind.Objection, scope, "I moved."), None);

        Assert.Equal(Now, saved.Value!.At);
        var draft = (await Get<ReadMyRequest>().RunAsync(person, started.Id, None)).Value!.Request;
        Assert.Equal((RequestKind.Objection, scope, "I moved.", "nl-BE", RequestStatus.Draft, saved.Value.Revision),
            (draft.Kind, draft.Scope, draft.Words, draft.Language, draft.Status, draft.Revision));
    }

    [Fact]
    public async Task A_second_click_starts_no_second_draft()
    {
        var person = await AddPersonAsync();
        var id = Guid.NewGuid();
        var clicks = Enumerable.Range(0, 3).Select(_ => Get<StartRequest>()).ToArray();

        var drafts = await Task.WhenAll(clicks.Select(click => Task.Run(() => click.RunAsync(person, id, Content, "en-GB", None))));

        Assert.All(drafts, draft => Assert.Equal(id, draft.Value!.Id));
        Assert.Single(drafts.Select(draft => draft.Value!.Revision).Distinct());
        Assert.Equal(1, await ReadAsync(db => db.Requests.CountAsync()));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == AuditAction.RequestStarted)));
    }

    [Fact]
    public async Task What_another_device_wrote_is_not_overwritten()
    {
        var person = await AddPersonAsync();
        var started = (await Get<StartRequest>().RunAsync(person, Guid.NewGuid(), Content, "en-GB", None)).Value!;

        Assert.True((await Get<SaveDraft>().RunAsync(person, started.Id, started.Revision, Content with { Words = "From the phone." }, None)).IsOk);
        var late = await Get<SaveDraft>().RunAsync(person, started.Id, started.Revision, Content with { Words = "From the desk." }, None);

        Assert.IsType<ChangedMeanwhile>(late.Problem);
        Assert.Equal("From the phone.", (await StoredAsync(started.Id)).Words);
    }

    [Fact]
    public async Task A_draft_is_its_owners_alone()
    {
        var person = await AddPersonAsync();
        var stranger = await AddPersonAsync("stranger@example.org");
        var started = (await Get<StartRequest>().RunAsync(person, Guid.NewGuid(), Content, "en-GB", None)).Value!;

        var mine = await Get<SaveDraft>().RunAsync(person, started.Id, started.Revision, Content, None);
        Assert.True(mine.IsOk);
        Assert.True((await Get<ReadMyRequest>().RunAsync(person, started.Id, None)).IsOk);

        Assert.IsType<NotFound>((await Get<SaveDraft>().RunAsync(stranger, started.Id, mine.Value.Revision, Content, None)).Problem);
        Assert.IsType<NotFound>((await Get<ReadMyRequest>().RunAsync(stranger, started.Id, None)).Problem);
        Assert.IsType<NotFound>((await Get<StartRequest>().RunAsync(stranger, started.Id, Content, "en-GB", None)).Problem);
        Assert.IsType<NotFound>((await Get<SubmitRequest>().RunAsync(stranger, started.Id, None)).Problem);
        Assert.IsType<NotFound>((await Get<DiscardDraft>().RunAsync(stranger, started.Id, None)).Problem);
        Assert.IsType<NotFound>((await Get<ReadCase>().RunAsync(Officer, started.Id, None)).Problem);
        Assert.IsType<NotFound>((await Get<DecideRequest>().RunAsync(Officer, started.Id, mine.Value.Revision, new DecisionDraft([DecisionPart.Everything], ""), "", None)).Problem);
        Assert.True((await Get<DiscardDraft>().RunAsync(person, started.Id, None)).IsOk);
    }

    [Fact]
    public async Task A_discarded_draft_is_gone_and_a_sent_request_stays()
    {
        var person = await AddPersonAsync();
        var draft = await StartAsync(person);
        var sent = await SubmitAsync(person);

        Assert.True((await Get<DiscardDraft>().RunAsync(person, draft, None)).IsOk);
        Assert.IsType<NotFound>((await Get<DiscardDraft>().RunAsync(person, draft, None)).Problem);
        Assert.IsType<RequestAlreadySubmitted>((await Get<DiscardDraft>().RunAsync(person, sent.Request, None)).Problem);
        Assert.Equal([sent.Request], await ReadAsync(db => db.Requests.Select(r => r.Id).ToListAsync()));
    }

    [Fact]
    public async Task A_sent_request_is_not_started_or_saved_again()
    {
        var person = await AddPersonAsync();
        var sent = await SubmitAsync(person);
        var stored = await StoredAsync(sent.Request);

        Assert.IsType<RequestAlreadySubmitted>((await Get<StartRequest>().RunAsync(person, sent.Request, Content, "en-GB", None)).Problem);
        Assert.IsType<RequestAlreadySubmitted>((await Get<SaveDraft>().RunAsync(person, sent.Request, stored.Revision, Content, None)).Problem);
    }

    [Fact]
    public async Task An_activity_the_register_does_not_know_is_no_scope()
    {
        var person = await AddPersonAsync();
        var draft = await StartAsync(person);
        var stored = await StoredAsync(draft);
        var unknown = Content with { Scope = new RequestScope { Activities = ["helpdesk", "astrology"] } };

        Assert.IsType<UnknownActivity>((await Get<StartRequest>().RunAsync(person, Guid.NewGuid(), unknown, "en-GB", None)).Problem);
        Assert.IsType<UnknownActivity>((await Get<SaveDraft>().RunAsync(person, draft, stored.Revision, unknown, None)).Problem);
    }

    [Fact]
    public async Task A_draft_keeps_no_more_words_and_no_larger_scope_than_it_holds()
    {
        var person = await AddPersonAsync();
        var words = Content with { Words = new string('a', RightsRequest.MaxWords + 1) };
        var scope = Content with { Scope = new RequestScope { Rows = [.. Enumerable.Range(0, 201).Select(row => new ScopedRow("s", "d", $"{row}"))] } };

        Assert.IsType<WordsTooLong>((await Get<StartRequest>().RunAsync(person, Guid.NewGuid(), words, "en-GB", None)).Problem);
        Assert.IsType<ScopeTooLarge>((await Get<StartRequest>().RunAsync(person, Guid.NewGuid(), scope, "en-GB", None)).Problem);
    }

    [Fact]
    public async Task Saving_as_typed_leaves_no_trail_and_starting_and_discarding_do()
    {
        var person = await AddPersonAsync();
        var started = (await Get<StartRequest>().RunAsync(person, Guid.NewGuid(), Content, "en-GB", None)).Value!;
        await Get<SaveDraft>().RunAsync(person, started.Id, started.Revision, Content, None);
        await Get<DiscardDraft>().RunAsync(person, started.Id, None);

        var actions = await ReadAsync(db => db.AuditEntries.OrderBy(e => e.Id).Where(e => e.Subject == person.Subject).Select(e => e.Action).ToListAsync());
        Assert.Equal([AuditAction.RequestStarted, AuditAction.DraftDiscarded], actions);
    }

    public sealed class OnSqlite() : DraftTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : DraftTests(Provider.PostgreSql);
}
