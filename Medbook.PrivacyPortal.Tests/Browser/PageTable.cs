using System.Globalization;
using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Features.Account;
using Medbook.PrivacyPortal.Features.Consents;
using Medbook.PrivacyPortal.Features.Copies;
using Medbook.PrivacyPortal.Features.Home;
using Medbook.PrivacyPortal.Features.Landing;
using Medbook.PrivacyPortal.Features.Manage.Holds;
using Medbook.PrivacyPortal.Features.Manage.Erasure;
using Medbook.PrivacyPortal.Features.Manage.Intake;
using Medbook.PrivacyPortal.Features.Manage.PolicyEditor;
using Medbook.PrivacyPortal.Features.Manage.Retention;
using Medbook.PrivacyPortal.Features.Manage.Reviews;
using Medbook.PrivacyPortal.Features.Manage.Studies;
using Medbook.PrivacyPortal.Features.Manage.Studies.Extracts;
using Medbook.PrivacyPortal.Features.Manage.Subjects;
using Medbook.PrivacyPortal.Features.Manage.Triage;
using Medbook.PrivacyPortal.Features.Manage.Triage.Handling;
using Medbook.PrivacyPortal.Features.MyData;
using Medbook.PrivacyPortal.Features.Notices;
using Medbook.PrivacyPortal.Features.Policy;
using Medbook.PrivacyPortal.Features.Receipts;
using Medbook.PrivacyPortal.Features.Requests;
using Medbook.PrivacyPortal.Features.Requests.Identity;
using Medbook.PrivacyPortal.Features.Requests.Guests;
using Medbook.PrivacyPortal.Shell;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.Localization;
using static Medbook.PrivacyPortal.Domain.Consents.ConsentDecision;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>How one page is visited: by whom, where, and which title stands on it.</summary>
/// <param name="Route">The route template, as the page says it.</param>
/// <param name="Who">Who visits it.</param>
/// <param name="Texts">Where its title stands.</param>
/// <param name="Title">Key of the title.</param>
public sealed record PageRow(string Route, Who Who, Type Texts, string Title)
{
    /// <summary>The address, where it is not the route itself; made for this visit, for a page of something.</summary>
    public Func<BrowserFixture, Task<string>>? Address { get; init; }

    /// <summary>What is special, where a route is visited several times.</summary>
    public string State { get; init; } = "";

    /// <summary>The status it answers with.</summary>
    public int Status { get; init; } = 200;

    public string Name => $"{Route} {State}".TrimEnd();

    public Task<string> AddressAsync(BrowserFixture browser) => Address?.Invoke(browser) ?? Task.FromResult(Route);

    /// <summary>The title in a language; what fills its placeholders may be anything.</summary>
    public Regex TitleIn(string culture, IServiceProvider services)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        var text = services.GetRequiredService<IStringLocalizerFactory>().Create(Texts)[Title];
        Assert.False(text.ResourceNotFound, $"{Texts.Name} has no '{Title}'.");
        return new Regex($"^{Regex.Replace(Regex.Escape(text.Value), @"\\\{\d+[^}]*\}", ".+")}$");
    }
}

/// <summary>Every page of the portal. A page that is missing here fails a test.</summary>
public static class PageTable
{
    public static IReadOnlyList<PageRow> Rows { get; } =
    [
        new("/", Who.Nobody, typeof(LandingTexts), "title"),
        new("/accessibility", Who.Nobody, typeof(LandingTexts), "access.title"),
        new("/policy", Who.Nobody, typeof(PolicyTexts), "title"),
        new("/policy", Who.Nobody, typeof(PolicyTexts), "title") { State = "with an official text", Address = ArrangedPolicy.At("/policy") },
        new("/policy/{Version:int}", Who.Nobody, typeof(PolicyTexts), "version.title") { Address = ArrangedPolicy.At("/policy/2") },
        new("/receipts/verify", Who.Nobody, typeof(ReceiptsTexts), "title"),
        new("/problem/403", Who.Nobody, typeof(ShellTexts), "forbidden.title") { Status = 403 },
        new("/problem/404", Who.Nobody, typeof(ShellTexts), "not-found.title") { Status = 404 },
        new("/problem/{Code:int}", Who.Nobody, typeof(ShellTexts), "error.title") { Status = 500, Address = At("/problem/500") },

        new("/account/sign-in", Who.Nobody, typeof(AccountTexts), "sign-in.title"),
        new("/account/register", Who.Nobody, typeof(AccountTexts), "register.title"),
        new("/account/check-mail", Who.Nobody, typeof(AccountTexts), "check-mail.title"),
        new("/account/confirm-email", Who.Nobody, typeof(AccountTexts), "open.title"),
        new("/account/confirm-address", Who.Nobody, typeof(AccountTexts), "new-address.title"),
        new("/account/forgot", Who.Nobody, typeof(AccountTexts), "forgot.title"),
        new("/account/reset", Who.Nobody, typeof(AccountTexts), "reset.title"),
        new("/account/confirm", Who.MemberUnconfirmed, typeof(AccountTexts), "confirm.title"),
        new("/account/second-factor", Who.Member, typeof(AccountTexts), "second-factor.title"),
        new("/account", Who.Member, typeof(AccountTexts), "account.title"),
        new("/account", Who.Officer, typeof(AccountTexts), "account.title") { State = "of staff" },
        new("/account/app-code", Who.Member, typeof(AccountTexts), "app.title"),
        new("/account/app-code", Who.Officer, typeof(AccountTexts), "app.title") { State = "turned on" },
        new("/account/close", Who.Member, typeof(AccountTexts), "close.title"),
        new("/account/keep", Who.Nobody, typeof(AccountTexts), "keep.title"),
        new("/account/closed", Who.Nobody, typeof(AccountTexts), "closed.title"),
        new("/account/email", Who.Member, typeof(AccountTexts), "address.title"),
        new("/account/passkeys", Who.Member, typeof(AccountTexts), "passkeys.title"),
        new("/account/password", Who.Member, typeof(AccountTexts), "password.title"),
        new("/account/sessions", Who.Member, typeof(AccountTexts), "sessions.title"),

        new("/home", Who.Member, typeof(HomeTexts), "title"),
        new("/my-data", Who.Member, typeof(MyDataTexts), "title"),
        new("/my-data", Who.Member, typeof(MyDataTexts), "title") { State = "with records open", Address = At("/my-data?open=account") },
        new("/copies", Who.Member, typeof(CopiesTexts), "title"),
        new("/copies", Who.Member, typeof(CopiesTexts), "title")
        {
            State = "while one is made, with what waits", Address = async browser =>
            {
                await ArrangedCopy.ReviewAsync(browser.App);
                await ArrangedCopy.HeldUpAsync(browser.App);
                return "/copies";
            },
        },
        new("/copies/{Id:guid}", Who.Member, typeof(CopiesTexts), "page.title") { Address = async browser => $"/copies/{await ArrangedCopy.ReadyAsync(browser.App)}" },
        new("/copies/{Id:guid}", Who.Member, typeof(CopiesTexts), "page.title") { State = "being made", Address = async browser => $"/copies/{await ArrangedCopy.HeldUpAsync(browser.App)}" },
        new("/copies/{Id:guid}", Who.Member, typeof(CopiesTexts), "page.title") { State = "expired", Address = async browser => $"/copies/{await ArrangedCopy.ExpiredAsync(browser.App)}" },
        new("/copies/{Id:guid}", Who.Member, typeof(CopiesTexts), "page.title") { State = "stopped", Address = async browser => $"/copies/{await ArrangedCopy.StoppedAsync(browser.App)}" },
        new("/consents", Who.Member, typeof(ConsentsTexts), "title"),
        new("/consents", Who.Member, typeof(ConsentsTexts), "title") { State = "with a yes, an objection and a study", Address = Chosen.WithStudyAt(Given, Objected) },
        new("/consents", Who.Member, typeof(ConsentsTexts), "title") { State = "with a no and an objection lifted", Address = Chosen.At(Given, Withdrawn, Objected, ObjectionLifted) },
        new("/requests", Who.Member, typeof(RequestsTexts), "title"),
        new("/requests/new", Who.Member, typeof(RequestsTexts), "new.title"),
        new("/requests/new", Who.Member, typeof(RequestsTexts), "page.title") { State = "asking what should go", Address = At("/requests/new?kind=Erasure") },
        new("/requests/new", Who.Member, typeof(RequestsTexts), "page.title") { State = "before an erasure", Address = ArrangedDraft.Erasure },
        new("/requests/new", Who.Member, typeof(RequestsTexts), "page.title") { State = "choosing a record", Address = At("/requests/new?kind=Rectification") },
        new("/requests/new", Who.Member, typeof(RequestsTexts), "page.title") { State = "correcting a record", Address = ArrangedDraft.Rectification },
        new("/requests/new", Who.Member, typeof(RequestsTexts), "page.title") { State = "limiting a use", Address = ArrangedDraft.Restriction },
        new("/requests/new", Who.Member, typeof(RequestsTexts), "page.title") { State = "objecting", Address = At("/requests/new?kind=Objection") },
        new("/requests/new", Who.Member, typeof(RequestsTexts), "page.title") { State = "complaining", Address = At("/requests/new?kind=Complaint") },
        new("/requests/{Id:guid}", Who.Member, typeof(RequestsTexts), "page.title") { Address = SentRequest.At("/requests") },
        new("/requests/{Id:guid}", Who.Member, typeof(RequestsTexts), "page.title") { State = "answered", Address = SentRequest.At("/requests", answered: true) },
        new("/requests/{Id:guid}", Who.Member, typeof(RequestsTexts), "page.title") { State = "waiting for an answer", Address = ArrangedCase.Asked },
        new("/requests/{Id:guid}", Who.Member, typeof(RequestsTexts), "page.title") { State = "with a doubt about who it is", Address = ArrangedCase.Doubted },
        new("/requests/{Id:guid}", Who.Member, typeof(RequestsTexts), "page.title") { State = "with files", Address = ArrangedFiles.OfMember },
        new("/requests/{Id:guid}", Who.Member, typeof(RequestsTexts), "page.title") { State = "with a fee", Address = ArrangedCase.WithFee },
        new("/requests/{Id:guid}", Who.Member, typeof(RequestsTexts), "page.title") { State = "taken back", Address = ArrangedCase.TakenBack },

        new("/requests/{Id:guid}/identity", Who.Member, typeof(IdentityTexts), "page.Identity") { Address = IdentityCase.At() },
        new("/requests/{Id:guid}/identity", Who.Member, typeof(IdentityTexts), "page.Mandate") { State = "of a representative", Address = IdentityCase.At(about: QuestionAbout.Mandate) },
        new("/requests/{Id:guid}/identity", Who.Member, typeof(IdentityTexts), "page.Identity") { State = "answered", Address = IdentityCase.At(answered: true) },
        new("/ask", Who.Nobody, typeof(GuestTexts), "title"),
        new("/ask/code", Who.Nobody, typeof(GuestTexts), "code.title"),
        new("/ask/code", Who.GuestAsking, typeof(GuestTexts), "code.title") { State = "while a code is on its way" },
        new("/ask/requests", Who.Guest, typeof(RequestsTexts), "title") { Address = AskedRequest.At("/ask/requests") },
        new("/ask/requests/new", Who.Guest, typeof(GuestTexts), "new.title") { Address = _ => Task.FromResult($"/ask/requests/new?draft={Guid.CreateVersion7()}") },
        new("/ask/requests/new", Who.Guest, typeof(GuestTexts), "new.title") { State = "with a draft", Address = AskedRequest.At("/ask/requests/new?draft={0}", send: false) },
        new("/ask/requests/{Id:guid}/check", Who.Guest, typeof(RequestsTexts), "question.3") { Address = AskedRequest.At("/ask/requests/{0}/check", send: false) },
        new("/ask/requests/{Id:guid}", Who.Guest, typeof(RequestsTexts), "page.title") { Address = AskedRequest.At("/ask/requests/{0}?sent=true") },
        new("/ask/requests/{Id:guid}", Who.Guest, typeof(RequestsTexts), "page.title") { State = "answered", Address = AskedRequest.At("/ask/requests/{0}", answer: true) },
        new("/ask/requests/{Id:guid}", Who.Guest, typeof(RequestsTexts), "page.title") { State = "with files", Address = ArrangedFiles.OfGuest },
        new("/ask/requests/{Id:guid}", Who.Guest, typeof(RequestsTexts), "page.title") { State = "with a doubt about who it is", Address = IdentityCase.OfGuest("/ask/requests/{0}") },
        new("/ask/requests/{Id:guid}/identity", Who.Guest, typeof(IdentityTexts), "page.Identity") { Address = IdentityCase.OfGuest("/ask/requests/{0}/identity") },
        new("/ask/requests/{Id:guid}/identity", Who.Guest, typeof(IdentityTexts), "page.Mandate") { State = "of a representative", Address = IdentityCase.OfGuest("/ask/requests/{0}/identity", QuestionAbout.Mandate) },
        new("/ask/requests/{Id:guid}/identity", Who.Guest, typeof(IdentityTexts), "page.Identity") { State = "answered", Address = IdentityCase.OfGuest("/ask/requests/{0}/identity", answered: true) },

        new("/manage/requests", Who.Officer, typeof(TriageTexts), "title"),
        new("/manage/requests", Who.Auditor, typeof(TriageTexts), "title") { State = "for an auditor" },
        new("/manage/requests/{Id:guid}", Who.Officer, typeof(HandlingTexts), "title") { Address = SentRequest.At("/manage/requests") },
        new("/manage/requests/{Id:guid}", Who.Officer, typeof(HandlingTexts), "title") { State = "with a question of identity", Address = IdentityCase.At(officer: true) },
        new("/manage/requests/{Id:guid}", Who.Officer, typeof(HandlingTexts), "title") { State = "with a proof to judge", Address = IdentityCase.At(officer: true, answered: true) },
        new("/manage/requests/{Id:guid}", Who.Officer, typeof(HandlingTexts), "title") { State = "made of a mail", Address = async browser => $"/manage/requests/{await ArrangedMail.AsCaseAsync(browser.App)}" },
        new("/manage/requests/{Id:guid}", Who.Officer, typeof(HandlingTexts), "title") { State = "answered", Address = SentRequest.At("/manage/requests", answered: true) },
        new("/manage/requests/{Id:guid}", Who.Officer, typeof(HandlingTexts), "title") { State = "with talk, extended", Address = async browser => $"/manage{await ArrangedCase.Asked(browser)}" },
        new("/manage/requests/{Id:guid}", Who.Officer, typeof(HandlingTexts), "title") { State = "with limits on a use", Address = async browser => $"/manage{await ArrangedCase.Limited(browser)}" },
        new("/manage/requests/{Id:guid}", Who.Auditor, typeof(HandlingTexts), "title") { State = "for an auditor", Address = SentRequest.At("/manage/requests") },
        new("/manage/intake", Who.Officer, typeof(IntakeTexts), "title"),
        new("/manage/intake", Who.Officer, typeof(IntakeTexts), "title")
        {
            State = "with a mail that waits", Address = async browser =>
            {
                await ArrangedMail.InTrayAsync(browser.App);
                return "/manage/intake?view=tray";
            },
        },
        new("/manage/intake", Who.Auditor, typeof(IntakeTexts), "title") { State = "for an auditor" },
        new("/manage/reviews", Who.Officer, typeof(ReviewsTexts), "title")
        {
            Address = async browser =>
            {
                await ArrangedCopy.ReviewAsync(browser.App);
                return "/manage/reviews";
            },
        },
        new("/manage/reviews", Who.Auditor, typeof(ReviewsTexts), "title") { State = "finished, for an auditor", Address = At("/manage/reviews?state=Done") },
        new("/manage/reviews/{Id:guid}", Who.Officer, typeof(ReviewsTexts), "one.title.Access") { Address = async browser => $"/manage/reviews/{await ArrangedCopy.ReviewAsync(browser.App)}" },
        new("/manage/reviews/{Id:guid}", Who.Auditor, typeof(ReviewsTexts), "one.title.Access") { State = "for an auditor", Address = async browser => $"/manage/reviews/{await ArrangedCopy.ReviewAsync(browser.App)}" },
        new("/manage/erasures", Who.Officer, typeof(ErasuresTexts), "title") { Address = ArrangedErasure.Planned("/manage/erasures") },
        new("/manage/requests/{Id:guid}", Who.Officer, typeof(HandlingTexts), "title") { State = "with an erasure to approve", Address = ArrangedErasure.Planned("/manage/requests/{0}") },
        new("/manage/requests/{Id:guid}", Who.Auditor, typeof(HandlingTexts), "title") { State = "with an erasure that is done, for an auditor", Address = ArrangedErasure.Done("/manage/requests/{0}") },
        new("/requests/{Id:guid}", Who.Member, typeof(RequestsTexts), "page.title") { State = "with what was deleted", Address = ArrangedErasure.Done("/requests/{0}") },
        new("/manage/retention", Who.Officer, typeof(RetentionTexts), "title"),
        new("/manage/retention", Who.Auditor, typeof(RetentionTexts), "title") { State = "for an auditor" },
        new("/manage/retention/calendar", Who.Officer, typeof(RetentionTexts), "calendar.title"),
        new("/manage/erasures/{Cause:guid}", Who.Officer, typeof(HandlingTexts), "erasure.title") { Address = ArrangedErasure.Planned("/manage/erasures/{0}") },
        new("/manage/requests/{Id:guid}", Who.Officer, typeof(HandlingTexts), "title") { State = "with corrections to decide", Address = ArrangedCorrection.At("/manage/requests/{0}", granted: false) },
        new("/manage/requests/{Id:guid}", Who.Officer, typeof(HandlingTexts), "title") { State = "with corrections that wait", Address = ArrangedCorrection.At("/manage/requests/{0}") },
        new("/requests/{Id:guid}", Who.Member, typeof(RequestsTexts), "page.title") { State = "with corrections", Address = ArrangedCorrection.At("/requests/{0}") },
        new("/notices/{Token}", Who.Nobody, typeof(NoticesTexts), "title") { Address = ArrangedNotice.At },
        new("/manage/policy", Who.Officer, typeof(PolicyEditorTexts), "title") { Address = ArrangedPolicy.At("/manage/policy") },
        new("/manage/policy", Who.Auditor, typeof(PolicyEditorTexts), "title") { State = "for an auditor", Address = ArrangedPolicy.At("/manage/policy") },
        new("/notices/studies/{Token}", Who.Nobody, typeof(NoticesTexts), "study.title") { Address = ArrangedExtract.Removal },
        new("/manage/studies/{Id:guid}/extracts", Who.Officer, typeof(ExtractsTexts), "title") { Address = ArrangedExtract.Page },
        new("/manage/studies/{Id:guid}/extracts", Who.Auditor, typeof(ExtractsTexts), "title") { State = "for an auditor", Address = ArrangedExtract.Page },
        new("/manage/holds", Who.Officer, typeof(HoldsTexts), "title") { Address = ArrangedHold.At("/manage/holds") },
        new("/manage/holds", Who.Auditor, typeof(HoldsTexts), "title") { State = "due, for an auditor", Address = At("/manage/holds?state=DueForReview") },
        new("/manage/holds/new", Who.Officer, typeof(HoldsTexts), "new.title"),
        new("/manage/holds/new", Who.Officer, typeof(HoldsTexts), "new.title") { State = "on a person", Address = ArrangedHold.New },
        new("/manage/holds/{Id:guid}", Who.Officer, typeof(HoldsTexts), "one.title") { Address = ArrangedHold.PageOf() },
        new("/manage/holds/{Id:guid}", Who.Auditor, typeof(HoldsTexts), "one.title") { State = "released, for an auditor", Address = ArrangedHold.PageOf(released: true) },
        new("/manage/studies", Who.Officer, typeof(StudiesTexts), "title") { Address = ArrangedStudy.At("/manage/studies") },
        new("/manage/studies/{Id:guid}", Who.Officer, typeof(StudiesTexts), "one.title") { Address = ArrangedStudy.PageOf },
        new("/manage/studies/{Id:guid}", Who.Auditor, typeof(StudiesTexts), "one.title") { State = "for an auditor", Address = ArrangedStudy.PageOf },
        new("/manage/subjects", Who.Officer, typeof(SubjectsTexts), "title"),
        new("/manage/subjects", Who.Auditor, typeof(SubjectsTexts), "title") { State = "for an auditor, with what waits", Address = LinkedPerson.At("/manage/subjects", LinkState.Unclear) },
        new("/manage/subjects/{Key:guid}", Who.Officer, typeof(SubjectsTexts), "person") { State = "linked by an officer", Address = LinkedPerson.PageOf(LinkState.Linked) },
        new("/manage/subjects/{Key:guid}", Who.Administrator, typeof(SubjectsTexts), "person") { State = "to be found", Address = LinkedPerson.PageOf(LinkState.Nobody) },
        new("/manage/subjects/{Key:guid}", Who.Auditor, typeof(SubjectsTexts), "person") { State = "for an auditor", Address = LinkedPerson.PageOf(LinkState.Unclear) },
    ];

    private static Func<BrowserFixture, Task<string>> At(string address) => _ => Task.FromResult(address);
}
