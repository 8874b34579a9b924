using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Subjects;
using static Medbook.PrivacyPortal.Domain.Consents.ConsentDecision;

namespace Medbook.PrivacyPortal.Tests.Domain.Consents;

public sealed class ConsentRecordTests
{
    private static readonly SubjectKey Somebody = SubjectKey.New();
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_record_names_exactly_what_was_on_the_screen()
    {
        var text = TestTexts.Research.Stored("fr-BE");

        var record = ConsentRecord.Decide(null, Given, Somebody, text, askedSince: 1, "hash of the session", Now).Value!;

        Assert.Equal((Somebody, "research", 1, null, Given), (record.Subject, record.Purpose, record.Sequence, record.Follows, record.Decision));
        Assert.Equal((1, text.Hash, "fr-BE", "portal", "hash of the session", Now),
            (record.TextVersion, record.TextHash, record.Language, record.Channel, record.Session, record.At));
    }

    [Theory]
    [InlineData(Given)]
    [InlineData(Refused)]
    public void The_same_decision_again_is_the_record_that_is_there(ConsentDecision decision)
    {
        var first = Decide(null, decision);

        Assert.Same(first, Decide(first, decision));
    }

    [Fact]
    public void A_no_after_a_withdrawal_changes_nothing()
    {
        var withdrawn = Decide(Decide(null, Given), Withdrawn);

        Assert.Same(withdrawn, Decide(withdrawn, Withdrawn));
        Assert.Same(withdrawn, Decide(withdrawn, Refused));
    }

    [Fact]
    public void Giving_again_after_a_withdrawal_is_a_record_of_its_own()
    {
        var first = Decide(null, Given);
        var withdrawn = Decide(first, Withdrawn);
        var again = Decide(withdrawn, Given);

        Assert.Equal([1, 2, 3], new[] { first, withdrawn, again }.Select(record => record.Sequence));
        Assert.Equal([null, first.Id, withdrawn.Id], new[] { first, withdrawn, again }.Select(record => record.Follows));
    }

    [Fact]
    public void A_rewording_does_not_ask_again_and_a_material_change_does()
    {
        var first = Decide(null, Given);
        var later = TestTexts.Research.Next(asksAgain: true).Stored();

        Assert.True(first.Answers(askedSince: 1));
        Assert.False(first.Answers(askedSince: 2));
        var again = ConsentRecord.Decide(first, Given, Somebody, later, askedSince: 2, null, Now).Value!;
        Assert.NotSame(first, again);
        Assert.Equal((2, 2), (again.Sequence, again.TextVersion));
    }

    [Fact]
    public void An_objection_stands_whatever_becomes_of_the_text()
    {
        var objected = ConsentRecord.Decide(null, Objected, Somebody, TestTexts.Committee.Stored(), 0, null, Now).Value!;

        Assert.True(objected.Answers(askedSince: 9));
        Assert.Same(objected, ConsentRecord.Decide(objected, Objected, Somebody, TestTexts.Committee.Next(asksAgain: true).Stored(), 2, null, Now).Value);
    }

    [Fact]
    public void What_was_never_given_is_not_withdrawn_and_no_record_is_made() =>
        Assert.IsType<NoConsentToWithdraw>(
            ConsentRecord.Decide(null, Withdrawn, Somebody, TestTexts.Research.Stored(), askedSince: 1, null, Now).Problem);

    private static ConsentRecord Decide(ConsentRecord? last, ConsentDecision wanted) =>
        ConsentRecord.Decide(last, wanted, Somebody, TestTexts.Research.Stored(), askedSince: 1, null, Now).Value!;
}
