using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Closing;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Closing;

/// <summary>Asking, thinking again, and the days between.</summary>
public abstract class AskToCloseTests(Provider provider) : ClosingTests(provider)
{
    [Fact]
    public async Task Asking_twice_asks_once_and_the_mail_names_the_day()
    {
        var (person, id) = await AskedAsync();
        Assert.Null((await Get<AskToClose>().RunAsync(person, id, None)).Problem);
        Assert.Null((await Get<AskToClose>().RunAsync(person, Guid.CreateVersion7(), None)).Problem);

        Assert.Equal(1, await ReadAsync(db => db.AccountClosings.CountAsync()));
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.ClosingAsked)));
        Assert.Contains("Nothing happens before 16 March 2026.", (await NewestMailAsync()).Body, StringComparison.Ordinal);
        Assert.Equal(id, (await Get<PreviewClosing>().RunAsync(person, None)).Value!.Standing!.Id);
    }

    [Fact]
    public async Task Only_a_member_who_proved_who_they_are_asks_and_nobody_of_the_team()
    {
        var person = await AddPatientAsync();
        var unproved = Actor.SignedIn(person.Id, person.Subject!.Value, [Role.Member], confirmed: false, secondFactor: false, session: "session");
        Assert.IsType<ConfirmationMissing>((await Get<AskToClose>().RunAsync(unproved, Guid.NewGuid(), None)).Problem);
        Assert.IsType<ConfirmationMissing>((await Get<PreviewClosing>().RunAsync(unproved, None)).Problem);
        var officer = Actor.SignedIn(person.Id, person.Subject!.Value, [Role.Member, Role.Officer], confirmed: true, secondFactor: true, session: "session");

        Assert.IsType<ClosingOfStaff>((await Get<AskToClose>().RunAsync(officer, Guid.NewGuid(), None)).Problem);
        Assert.IsType<NotPermitted>((await Get<BeginClosings>().RunAsync(person, None)).Problem);
    }

    [Fact]
    public async Task The_preview_says_what_goes_what_stays_and_what_stands_open()
    {
        var person = await AddPatientAsync();
        var open = await SubmitAsync(person, RequestKind.Access);

        var preview = (await Get<PreviewClosing>().RunAsync(person, None)).Value!;

        Assert.Equal(
            [("members", 1L), ("notes", 1L), ("visits", 2L)],
            preview.Preview.Lines.Where(line => line is { Source: "clinic", Forecast.Fate: ErasureFate.GoesNow }).Select(line => (line.Dataset, line.Count)).Order());
        var own = preview.Preview.Lines.Where(line => line.Source == "portal").ToDictionary(line => line.Dataset, line => (line.Forecast.Fate, line.Forecast.Reason));
        Assert.Equal((ErasureFate.GoesNow, ErasureReason.AccountClosed), own["account"]);
        Assert.Equal((ErasureFate.GoesNow, ErasureReason.AccountClosed), own["person"]);
        Assert.Equal((ErasureFate.LosesName, ErasureReason.Exception), own["requests"]);
        Assert.Equal((ErasureFate.Stays, ErasureReason.Exception), own["audit"]);
        Assert.Equal([(open.Request, RequestKind.Access)], preview.Cases.Select(one => (one.Id, one.Kind)));
    }

    [Fact]
    public async Task The_person_is_reminded_once_and_it_begins_on_its_day()
    {
        var (_, id) = await AskedAsync();
        Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal((0, 0), (await RemindAsync(), await BeginAsync()));
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((1, 0), (await RemindAsync(), await BeginAsync()));
        Assert.Equal(0, await RemindAsync());
        Assert.Contains("from 16 March 2026 on", (await NewestMailAsync()).Body, StringComparison.Ordinal);
        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal((1, 0), (await BeginAsync(), await BeginAsync()));

        Assert.Equal(ClosingState.Begun, (await StoredClosingAsync(id)).State);
        var row = Assert.Single((await Get<ListErasures>().RunAsync(Officer, null, None)).Value!.Rows);
        Assert.Equal((ErasureCause.AccountClosing, id, null, ErasurePlanState.Wanted), (row.Cause, row.CausedBy, row.Number, row.State));
    }

    [Fact]
    public async Task An_account_waits_for_the_answer_to_an_open_request()
    {
        var (person, id) = await AskedAsync();
        var open = await SubmitAsync(person, RequestKind.Access);
        Clock.Advance(TimeSpan.FromDays(14));
        Assert.Equal(1, await RemindAsync());
        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(0, await BeginAsync());
        Assert.Null((await Get<WithdrawRequest>().RunAsync(person, open.Request, None)).Problem);

        Assert.Equal(1, await BeginAsync());
        Assert.Equal(ClosingState.Begun, (await StoredClosingAsync(id)).State);
    }

    [Fact]
    public async Task Who_thinks_again_keeps_everything_and_can_ask_anew()
    {
        var (person, id) = await AskedAsync();

        Assert.Null((await Get<KeepAccount>().RunAsync(person, None)).Problem);

        Assert.Equal(ClosingState.Undone, (await StoredClosingAsync(id)).State);
        Assert.IsType<ClosingOver>((await Get<KeepAccount>().RunAsync(person, None)).Problem);
        Clock.Advance(TimeSpan.FromDays(20));
        Assert.Equal((0, 0), (await RemindAsync(), await BeginAsync()));
        Assert.Null((await Get<AskToClose>().RunAsync(person, Guid.CreateVersion7(), None)).Problem);
        Assert.Equal(2, await ReadAsync(db => db.AccountClosings.CountAsync()));
    }

    [Fact]
    public async Task The_link_keeps_the_account_without_a_sign_in_until_an_officer_approved()
    {
        var (_, id) = await AskedAsync();
        var link = LinkIn(await NewestMailAsync());
        Clock.Advance(TimeSpan.FromDays(14));
        await RemindAsync();
        Clock.Advance(TimeSpan.FromDays(3));
        await BeginAsync();
        Assert.IsType<LinkSpent>((await Get<KeepAccountByLink>().RunAsync(Actor.Visitor, link + "x", None)).Problem);
        Assert.IsType<LinkSpent>((await Get<KeepAccountByLink>().RunAsync(Actor.Visitor, LinkIn(await NewestMailAsync()), None)).Problem);

        Assert.Null((await Get<KeepAccountByLink>().RunAsync(Actor.Visitor, link, None)).Problem);

        Assert.Equal((ClosingState.Undone, ErasurePlanState.CalledOff), ((await StoredClosingAsync(id)).State, (await PlanAsync(id)).State));
        Assert.IsType<ClosingOver>((await Get<KeepAccountByLink>().RunAsync(Actor.Visitor, link, None)).Problem);
    }

    [Fact]
    public async Task What_an_officer_approved_cannot_be_undone()
    {
        var (person, id) = await BegunAsync();
        Assert.Null((await Get<PlanErasure>().RunAsync(Officer, id, None)).Problem);
        Assert.Null((await ApproveAsync(id, Officer)).Problem);
        if ((await PlanAsync(id)).State == ErasurePlanState.HalfApproved) Assert.Null((await ApproveAsync(id, Colleague)).Problem);

        Assert.IsType<ClosingTooLate>((await Get<KeepAccount>().RunAsync(person, None)).Problem);
        Assert.Equal(ClosingState.Begun, (await StoredClosingAsync(id)).State);
    }

    public sealed class OnSqlite() : AskToCloseTests(Provider.Sqlite);
}
