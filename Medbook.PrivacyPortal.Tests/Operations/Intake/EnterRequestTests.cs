using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases.Handling;
using Medbook.PrivacyPortal.Operations.Intake;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Intake;

/// <summary>An officer enters what came by letter, call or mail (rules T1 and T8).</summary>
public abstract class EnterRequestTests(Provider provider) : IntakeTests(provider)
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData(RequestChannel.Letter)]
    [InlineData(RequestChannel.Call)]
    [InlineData(RequestChannel.Email)]
    public async Task The_clock_runs_from_the_day_it_arrived_on_any_official_channel(RequestChannel channel)
    {
        var given = await EnterAsync(Letter() with { Channel = channel, ArrivedOn = new DateOnly(2026, 2, 10) });

        var request = await OnlyRequestAsync();
        Assert.Equal((channel, new DateOnly(2026, 2, 10), new DateOnly(2026, 3, 10)), (request.Channel, request.ReceivedOn!.Value, request.DueOn!.Value));
        Assert.Equal((request.Id, "2026-0001", new DateOnly(2026, 3, 10)), (given.Request, given.Number, given.Deadline.Due));
        Assert.Equal((Officer.Id, RequestStatus.Received, SenderProof.None), (request.EnteredBy, request.Status, request.Proof));
        var entry = await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.RequestEntered));
        Assert.Equal((Officer.Id, Role.Officer, request.Subject, channel.ToString()), (entry.ActorId, entry.ActorRole, entry.Subject, entry.Detail));
    }

    [Fact]
    public async Task An_unsigned_letter_of_few_words_from_nobody_known_is_a_valid_request()
    {
        await EnterAsync(Letter() with { Words = "", Address = null });

        var request = await OnlyRequestAsync();
        Assert.Equal((RequestKind.Access, "", null), (request.Kind, request.Words, request.ReplyAddress));
        Assert.Equal([RequestEventKind.Entered], request.Events.Select(e => e.Kind));
        Assert.Equal(0, await ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task Receipt_is_confirmed_at_once_where_an_address_is_known_in_the_language_of_the_person()
    {
        await EnterAsync(Letter() with { Address = " an@example.org ", Language = "nl-BE", ArrivedOn = new DateOnly(2026, 2, 28) });

        var mail = await ReadAsync(db => db.OutgoingMails.SingleAsync());
        Assert.Equal(("an@example.org", "Verzoek 2026-0001", "nl-BE"), (mail.To, mail.Subject, mail.Language));
        Assert.Equal("Uw verzoek 2026-0001 kwam aan op 28 februari 2026. We antwoorden uiterlijk op 28 maart 2026. U hoeft nu niets te doen.", mail.Body);
        Assert.Equal([RequestEventKind.Entered, RequestEventKind.Acknowledged], (await OnlyRequestAsync()).Events.Select(e => e.Kind));
    }

    [Fact]
    public async Task Nothing_arrives_tomorrow_and_nothing_arrived_years_ago()
    {
        Assert.IsType<ArrivalInFuture>(await ProblemOfAsync(Letter() with { ArrivedOn = Today.AddDays(1) }));
        Assert.IsType<ArrivalTooOld>(await ProblemOfAsync(Letter() with { ArrivedOn = Today.AddYears(-2).AddDays(-1) }));
        // Half past midnight in Brussels, still yesterday elsewhere.
        Clock.SetUtcNow(new DateTimeOffset(2026, 3, 2, 23, 30, 0, TimeSpan.Zero));
        await EnterAsync(Letter() with { ArrivedOn = Today.AddDays(1) });
    }

    [Fact]
    public async Task What_cannot_be_meant_is_a_problem_and_takes_no_number()
    {
        Assert.IsType<ChannelDoesNotFit>(await ProblemOfAsync(Letter() with { Channel = RequestChannel.Portal }));
        Assert.IsType<ChannelDoesNotFit>(await ProblemOfAsync(Letter() with { Channel = RequestChannel.Guest }));
        Assert.IsType<AddressInvalid>(await ProblemOfAsync(Letter() with { Address = "an at example" }));
        Assert.IsType<WordsMissing>(await ProblemOfAsync(Letter() with { Kind = RequestKind.Complaint, Words = " " }));
        Assert.IsType<WordsTooLong>(await ProblemOfAsync(Letter() with { Words = new string('x', RightsRequest.MaxWords + 1) }));

        Assert.Equal("2026-0001", (await EnterAsync(Letter())).Number);
    }

    [Fact]
    public async Task A_second_click_enters_no_second_request()
    {
        var letter = Letter() with { Address = "an@example.org" };
        var clicks = Enumerable.Range(0, 4).Select(_ => Get<EnterRequest>()).ToArray();

        var given = await Task.WhenAll(clicks.Select(click => Task.Run(() => click.RunAsync(Officer, letter, None))));

        Assert.All(given, result => Assert.Equal("2026-0001", result.Value!.Number));
        await OnlyRequestAsync();
        Assert.Equal(1, await ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task An_officer_says_of_which_kind_a_letter_is_and_the_clock_stays()
    {
        var given = await EnterAsync(Letter() with { Kind = RequestKind.Unsorted });
        var revision = (await OnlyRequestAsync()).Revision;
        Clock.Advance(TimeSpan.FromDays(3));

        Assert.IsType<KindMissing>((await Get<SortRequest>().RunAsync(Officer, given.Request, revision, RequestKind.Unsorted, None)).Problem);
        Assert.IsType<ChangedMeanwhile>((await Get<SortRequest>().RunAsync(Officer, given.Request, Guid.NewGuid(), RequestKind.Erasure, None)).Problem);
        Assert.True((await Get<SortRequest>().RunAsync(Officer, given.Request, revision, RequestKind.Erasure, None)).IsOk);

        var request = await OnlyRequestAsync();
        Assert.Equal((RequestKind.Erasure, given.Deadline.Due), (request.Kind, request.DueOn!.Value));
        Assert.Equal(RequestEventKind.Sorted, request.Events[^1].Kind);
        Assert.Equal("Erasure", (await ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.RequestSorted))).Detail);
        Assert.IsType<RequestAlreadySorted>((await Get<SortRequest>().RunAsync(Officer, given.Request, request.Revision, RequestKind.Access, None)).Problem);
    }

    [Fact]
    public async Task Only_an_officer_enters_and_sorts()
    {
        foreach (var who in (Actor[])[TestActors.Auditor(), TestActors.Administrator(), TestActors.SomebodyElse(), Actor.Visitor])
        {
            Assert.IsType<NotPermitted>((await Get<EnterRequest>().RunAsync(who, Letter(), None)).Problem);
            Assert.IsType<NotPermitted>((await Get<SortRequest>().RunAsync(who, Guid.NewGuid(), Guid.NewGuid(), RequestKind.Access, None)).Problem);
        }
        Assert.IsType<NotFound>((await Get<SortRequest>().RunAsync(Officer, Guid.NewGuid(), Guid.NewGuid(), RequestKind.Access, None)).Problem);
    }

    private static EnteredRequest Letter() =>
        new(Guid.NewGuid(), RequestChannel.Letter, RequestKind.Access, Today, "What do you know about me?", null, "en-GB");

    private async Task<Acknowledgement> EnterAsync(EnteredRequest entered)
    {
        var given = await Get<EnterRequest>().RunAsync(Officer, entered, None);
        Assert.Null(given.Problem);
        return given.Value!;
    }

    private async Task<Problem?> ProblemOfAsync(EnteredRequest entered) =>
        (await Get<EnterRequest>().RunAsync(Officer, entered, None)).Problem;

    public sealed class OnSqlite() : EnterRequestTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : EnterRequestTests(Provider.PostgreSql);
}
