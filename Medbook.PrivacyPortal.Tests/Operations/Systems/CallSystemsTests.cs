using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Links;
using Medbook.PrivacyPortal.Operations.Restrictions;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Operations.Systems;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Tests.Support.Systems;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Systems;

/// <summary>It is 2 March 2026. A system of Medbook's own is called when something about a person it knows may have changed.</summary>
public abstract class CallSystemsTests(Provider provider) : ChangeTests(provider)
{
    [Fact]
    public async Task A_choice_that_changes_is_called_once_however_often_it_changed_and_not_said()
    {
        await GiveAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        await WithdrawAsync();
        await ObjectAsync();
        Assert.Empty(Crm.Taken);

        Assert.Equal(1, await CallAsync());

        var call = Assert.Single(Crm.Taken);
        Assert.Equal(("consents.changed", "clinic", "members:1", Now), (call.Kind, call.Source, call.Person, call.At));
        Assert.Equal(call.Id, call.IdempotencyKey);
        Assert.DoesNotContain("research", call.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(Ada.Subject!.Value.Value.ToString(), call.Body, StringComparison.Ordinal);
        Assert.Equal(0, Crm.Unsigned);
        Assert.Empty(await CallsAsync());
        Assert.Equal(0, await CallAsync());
        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.SystemCalled));
        Assert.Equal((Ada.Subject, "crm", "Consents", Role.Portal), (entry.Subject, entry.Reference, entry.Detail, entry.ActorRole));
    }

    [Fact]
    public async Task The_same_click_again_is_no_change()
    {
        await GiveAsync();
        await CallAsync();
        await GiveAsync();

        Assert.Equal(0, await CallAsync());
    }

    [Fact]
    public async Task A_limit_is_called_at_once_and_its_end_on_its_day()
    {
        var request = await LimitAsync();
        Assert.Equal(1, await CallAsync());

        var limit = (await Get<ListCaseRestrictions>().RunAsync(Officer, request, None)).Value!.Limits.Single();
        Assert.Null((await Get<LiftRestriction>().RunAsync(Officer, limit.Seen, new(2026, 3, 9), "It was corrected.", toldByPost: false, None)).Problem);
        // Eleven at night in Brussels, the day before.
        Clock.Advance(TimeSpan.FromDays(6) + TimeSpan.FromHours(13));
        Assert.Equal(0, await CallAsync());
        Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1, await CallAsync());

        Assert.Equal(["restrictions.changed", "restrictions.changed"], Crm.Taken.Select(call => call.Kind));
        Assert.Equal(Now, Crm.Taken[1].At);
        Assert.False(Assert.Single((await Get<AskRestrictions>().RunAsync(TestSystems.Crm, "clinic", ["members:1"], None)).Value!).IsLimited);
    }

    [Fact]
    public async Task Who_a_key_is_from_now_on_or_is_no_more_is_called_for_everything()
    {
        var link = await ReadAsync(db => db.SubjectLinks.SingleAsync());
        Assert.Null((await Get<UnlinkPerson>().RunAsync(Officer, new(Ada.Subject!.Value, "clinic", link.Revision), "Another person.", None)).Problem);
        Assert.Equal(2, await CallAsync());
        var ben = await AddPersonAsync("ben@example.org");
        Assert.True((await Get<LinkSubject>().RunAsync(ben, ben.Subject!.Value, None)).IsOk);
        Assert.Equal(2, await CallAsync());

        Assert.Equal(
            ["consents.changed members:1", "consents.changed members:2", "restrictions.changed members:1", "restrictions.changed members:2"],
            Crm.Taken.Select(call => $"{call.Kind} {call.Person}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_end_that_was_told_before_somebody_was_linked_is_called_on_its_day_too()
    {
        var request = await LimitAsync();
        var limit = (await Get<ListCaseRestrictions>().RunAsync(Officer, request, None)).Value!.Limits.Single();
        await RelinkAsync(async () =>
            Assert.Null((await Get<LiftRestriction>().RunAsync(Officer, limit.Seen, new(2026, 3, 9), "It was corrected.", toldByPost: false, None)).Problem));
        await CallAsync();
        var before = Crm.Taken.Count;
        Clock.Advance(TimeSpan.FromDays(7));

        Assert.Equal(1, await CallAsync());

        Assert.Equal("restrictions.changed", Crm.Taken[before].Kind);
    }

    [Fact]
    public async Task What_is_due_is_found_by_an_index()
    {
        await using var db = await OpenAsync();
        QueryPlan.AssertIndexed(await QueryPlan.OfAsync(db, CallSystems.Due(db, "crm", Now)), "ChangeCalls");
    }
}

public sealed class CallSystemsOnSqlite() : CallSystemsTests(Provider.Sqlite);

public sealed class CallSystemsOnPostgreSql() : CallSystemsTests(Provider.PostgreSql);
