using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using static Medbook.PrivacyPortal.Tests.Domain.Cases.TestRequests;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

/// <summary>A request of somebody without an account: the same life, another role, and what an officer needs to find them.</summary>
public sealed class GuestsRequestTests
{
    private static readonly RequestDetails Said = new() { KnownFrom = KnownFrom.Business, NameUsed = "A. Peeters", OnBehalfOf = "My mother." };

    [Fact]
    public void What_a_guest_does_is_a_guests_in_the_timeline_and_in_the_messages()
    {
        var guest = Actor.GuestOf(Person.Subject!.Value, "session");
        var (request, taken) = (Sends(), Sends());

        var message = request.Reply(Guid.NewGuid(), "In spring.", keepsWaiting: false, guest, Later).Value!;
        taken.Withdraw(Later);

        Assert.Equal((Role.Guest, null), (message.By, message.Officer));
        Assert.Equal([Role.Guest, Role.Portal, Role.Guest], request.Events.Select(e => e.By));
        Assert.Equal(Role.Guest, taken.Events[^1].By);
        Assert.Equal(Role.Guest, CaseAttachment.Begin(Guid.NewGuid(), request.Id, AttachmentPurpose.Message, "a.pdf", Guid.NewGuid(), guest, Later).By);
        Assert.Equal((RequestChannel.Guest, SenderProof.MailCode, false), (request.Channel, request.Proof, request.Proof.Suffices()));
    }

    [Fact]
    public void What_a_guest_says_of_themselves_belongs_to_every_kind() =>
        Assert.All(RequestKinds.Rights, kind => Assert.Equal(Said, (Said with { }).For(kind)));

    [Fact]
    public void What_a_guest_says_of_themselves_makes_a_difference()
    {
        Assert.NotEqual(Said, Said with { KnownFrom = null });
        Assert.NotEqual(Said, Said with { NameUsed = "" });
        Assert.NotEqual(Said, Said with { OnBehalfOf = "" });
        Assert.Equal((null, "", ""), (RequestDetails.None.KnownFrom, RequestDetails.None.NameUsed, RequestDetails.None.OnBehalfOf));
    }

    [Fact]
    public void A_name_and_a_mandate_have_limits()
    {
        Assert.Null(new RequestDetails { NameUsed = new string('a', RequestDetails.MaxName), OnBehalfOf = new string('a', RequestDetails.MaxValue) }.Fault);
        Assert.Equal(new ValueTooLong(RequestDetails.MaxName), new RequestDetails { NameUsed = new string('a', RequestDetails.MaxName + 1) }.Fault);
        Assert.Equal(new ValueTooLong(RequestDetails.MaxValue), new RequestDetails { OnBehalfOf = new string('a', RequestDetails.MaxValue + 1) }.Fault);
    }

    private static RightsRequest Sends()
    {
        var request = Draft(RequestKind.Access, details: Said);
        Assert.True(request.Submit(new RequestNumber(2026, 7), RequestChannel.Guest, SenderProof.MailCode, Sent).IsOk);
        return request;
    }
}
