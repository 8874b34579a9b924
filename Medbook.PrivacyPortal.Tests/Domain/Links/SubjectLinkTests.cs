using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Domain.Links;

public sealed class SubjectLinkTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly SubjectKey Ada = SubjectKey.New();
    private static readonly Actor Officer = TestActors.Officer();

    private readonly SubjectLink link = SubjectLink.Untried(Ada, "clinic");

    [Fact]
    public void An_officer_links_a_person_and_what_was_done_is_kept_with_its_reason()
    {
        var change = link.LinkBy(Officer, "members:42", isTaken: false, "  Showed the letter with the number.  ", Now).Value!;

        Assert.Equal((LinkOutcome.Linked, "members:42", Now), (link.Outcome, link.PersonKey, link.TriedAt));
        Assert.Equal((Ada, "clinic", "members:42", LinkChangeKind.Linked), (change.Subject, change.Source, change.PersonKey, change.Kind));
        Assert.Equal(("Showed the letter with the number.", Officer.Id, Now), (change.Reason, change.By, change.At));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void An_officer_links_whom_the_portal_could_not(int matches)
    {
        link.Record([.. Enumerable.Range(1, matches).Select(i => $"members:{i}")], isTaken: false, Now);

        Assert.True(link.LinkBy(Officer, "members:2", isTaken: false, "Same birthday.", Now).IsOk);
        Assert.Equal("members:2", link.PersonKey);
    }

    [Fact]
    public void A_person_of_another_subject_is_not_linked_and_nothing_changes()
    {
        var before = link.Revision;

        Assert.IsType<PersonTaken>(link.LinkBy(Officer, "members:42", isTaken: true, "Same name.", Now).Problem);
        Assert.Equal((LinkOutcome.NoMatch, null, before), (link.Outcome, link.PersonKey, link.Revision));
    }

    [Fact]
    public void Whoever_was_erased_in_a_source_is_forgotten_and_found_again_when_they_come_back()
    {
        link.Record(["members:1"], isTaken: false, Now);

        link.Forget(Now.AddDays(1));

        Assert.Equal((LinkOutcome.NoMatch, null, Now.AddDays(1), false), (link.Outcome, link.PersonKey, link.TriedAt, link.IsSettled));
        link.Record(["members:7"], isTaken: false, Now.AddDays(2));
        Assert.Equal("members:7", link.PersonKey);
    }

    [Fact]
    public void Whoever_is_linked_is_unlinked_first()
    {
        link.Record(["members:1"], isTaken: false, Now);

        Assert.IsType<AlreadyLinked>(link.LinkBy(Officer, "members:2", isTaken: false, "Wrong one.", Now).Problem);
        Assert.Equal("members:1", link.PersonKey);
    }

    [Fact]
    public void An_officer_unlinks_a_person_and_the_key_that_went_is_kept()
    {
        link.Record(["members:1"], isTaken: false, Now);

        var change = link.UnlinkBy(Officer, "A namesake with the same address.", Now.AddDays(1)).Value!;

        Assert.Equal((LinkOutcome.Unlinked, null, Now.AddDays(1)), (link.Outcome, link.PersonKey, link.TriedAt));
        Assert.Equal((LinkChangeKind.Unlinked, "members:1"), (change.Kind, change.PersonKey));
    }

    [Fact]
    public void Nobody_who_is_not_linked_is_unlinked()
    {
        Assert.IsType<NotLinked>(link.UnlinkBy(Officer, "To be sure.", Now).Problem);
        Assert.Equal(LinkOutcome.NoMatch, link.Outcome);
    }

    [Fact]
    public void What_an_officer_linked_stays_whatever_the_source_answers_later()
    {
        link.LinkBy(Officer, "members:42", isTaken: false, "Showed the letter.", Now);
        var revision = link.Revision;

        link.Record(["members:1"], isTaken: false, Now.AddDays(1));

        Assert.Equal(("members:42", Now, revision), (link.PersonKey, link.TriedAt, link.Revision));
    }

    [Fact]
    public void What_an_officer_unlinked_is_not_linked_again_by_an_address()
    {
        link.Record(["members:1"], isTaken: false, Now);
        link.UnlinkBy(Officer, "A namesake.", Now);

        link.Record(["members:1"], isTaken: false, Now.AddDays(1));

        Assert.Equal((LinkOutcome.Unlinked, null), (link.Outcome, link.PersonKey));
        Assert.True(link.LinkBy(Officer, "members:1", isTaken: false, "It was the right one.", Now).IsOk);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    public void Nothing_is_done_without_a_reason(string reason)
    {
        Assert.IsType<LinkReasonMissing>(link.LinkBy(Officer, "members:1", isTaken: false, reason, Now).Problem);
        link.Record(["members:1"], isTaken: false, Now);
        Assert.IsType<LinkReasonMissing>(link.UnlinkBy(Officer, reason, Now).Problem);
        Assert.Equal("members:1", link.PersonKey);
    }

    [Fact]
    public void A_reason_is_no_longer_than_it_may_be()
    {
        var longest = new string('x', LinkChange.MaxReason);

        Assert.Equal(new LinkReasonTooLong(LinkChange.MaxReason), link.LinkBy(Officer, "members:1", isTaken: false, longest + "x", Now).Problem);
        Assert.True(link.LinkBy(Officer, "members:1", isTaken: false, $" {longest} ", Now).IsOk);
    }

    [Fact]
    public void An_officer_never_links_or_unlinks_themselves()
    {
        var own = Actor.SignedIn("account", Ada, [Role.Member, Role.Officer], confirmed: true, secondFactor: true);

        Assert.IsType<OwnLink>(link.LinkBy(own, "members:42", isTaken: false, "It is me.", Now).Problem);
        link.Record(["members:1"], isTaken: false, Now);
        Assert.IsType<OwnLink>(link.UnlinkBy(own, "It is not me.", Now).Problem);
    }

    [Fact]
    public void Each_change_has_a_revision_of_its_own()
    {
        List<Guid> revisions = [link.Revision];
        link.Record([], isTaken: false, Now);
        revisions.Add(link.Revision);
        link.LinkBy(Officer, "members:1", isTaken: false, "Showed the letter.", Now);
        revisions.Add(link.Revision);
        link.UnlinkBy(Officer, "A mistake.", Now);
        revisions.Add(link.Revision);

        Assert.Equal(4, revisions.Distinct().Count());
    }

    [Fact]
    public void A_person_whom_another_subject_has_is_left_to_an_officer()
    {
        link.Record(["members:1"], isTaken: true, Now);

        Assert.Equal((LinkOutcome.TakenByAnother, null, Now), (link.Outcome, link.PersonKey, link.TriedAt));
    }

    [Fact]
    public void Whoever_is_no_data_subject_links_nobody_to_themselves() =>
        Assert.True(link.LinkBy(TestActors.Operator(), "members:1", isTaken: false, "Asked by letter.", Now).IsOk);
}
