using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

/// <summary>Requests that were sent on Thursday 29 October 2026, to be answered by 28 November; the last legal day is Monday 30 November.</summary>
internal static class TestRequests
{
    public static readonly DateTimeOffset Sent = new(2026, 10, 29, 7, 14, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset NextDay = Sent.AddDays(1);
    public static readonly DateTimeOffset Later = Sent.AddDays(10);
    public static readonly DateOnly Due = new(2026, 11, 28);
    public static readonly Actor Officer = TestActors.Officer();
    public static readonly Actor Person = TestActors.SomebodyElse();

    public static RightsRequest Draft(RequestKind kind, RequestScope? scope = null, RequestDetails? details = null, string words = "My invoices.")
    {
        var draft = RightsRequest.Start(Guid.NewGuid(), Person.Subject!.Value, kind, scope ?? RequestScope.Everything, "en-GB", Sent);
        Assert.True(draft.Write(kind, scope ?? RequestScope.Everything, details ?? RequestDetails.None, words, Sent).IsOk);
        return draft;
    }

    public static RightsRequest Submitted(RequestKind kind = RequestKind.Erasure, RequestScope? scope = null, RequestDetails? details = null)
    {
        var request = Draft(kind, scope, details);
        Assert.True(request.Submit(new RequestNumber(2026, 412), RequestChannel.Portal, SenderProof.SignIn, Sent).IsOk);
        return request;
    }

    public static RightsRequest Answered()
    {
        var request = Submitted();
        Assert.True(request.Grant(TestLetters.Complete, Officer, Later).IsOk);
        return request;
    }

    public static RightsRequest Received(RequestKind kind = RequestKind.Unsorted) => RightsRequest.Receive(
        new RequestEntry(Guid.NewGuid(), SubjectKey.New(), RequestChannel.Letter, kind, new(2026, 10, 27), "Delete me.", null, "nl-BE"),
        new RequestNumber(2026, 413), Officer, Sent).Value!;

    public static IdentityQuestion Question(this RightsRequest request, DateTimeOffset? at = null, QuestionAbout about = QuestionAbout.Identity) =>
        request.AskForIdentity(Guid.NewGuid(), about, "Another address than in your account.", another: false, Officer, at ?? NextDay).Value!;
}
