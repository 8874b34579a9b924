using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Domain.Copies;

public sealed class CopyReviewTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly SubjectKey person = SubjectKey.New();

    [Fact]
    public void A_review_is_due_like_any_request_from_the_day_its_copy_was_asked_for()
    {
        // Thirty days after 31 January are later than one month after it.
        Assert.Equal(new DateOnly(2026, 2, 28), Review().DueOn);
    }

    [Fact]
    public void A_later_copy_joins_and_does_not_move_the_date()
    {
        var review = Review(texts: 3);
        var later = DataCopy.Ask(person, CopyKind.Access, "nl-BE", Now.AddDays(10));

        review.Join(later, 5);

        Assert.Equal((later.Id, 5, "nl-BE", new DateOnly(2026, 2, 28)), (review.Copy, review.Texts, review.Language, review.DueOn));
    }

    [Fact]
    public void A_copy_of_another_kind_or_person_does_not_join()
    {
        var review = Review();

        Assert.Throws<InvalidOperationException>(() => review.Join(DataCopy.Ask(person, CopyKind.Portability, "en-GB", Now), 1));
        Assert.Throws<InvalidOperationException>(() => review.Join(DataCopy.Ask(SubjectKey.New(), CopyKind.Access, "en-GB", Now), 1));
    }

    [Fact]
    public void A_review_is_not_finished_while_a_text_has_no_verdict()
    {
        var review = Review();

        Assert.Equal(new TextsUnjudged(2), review.Finish(waiting: 2, released: 1, heldBack: 0, TestActors.Officer(), Now).Problem);
        Assert.Equal(ReviewState.Waiting, review.State);
    }

    [Fact]
    public void An_officer_finishes_a_review_once()
    {
        var (review, officer) = (Review(), TestActors.Officer());

        Assert.True(review.Finish(0, released: 2, heldBack: 1, officer, Now.AddDays(1)).IsOk);

        Assert.Equal((ReviewState.Done, officer.Id, 2, 1), (review.State, review.DecidedBy, review.Released, review.HeldBack));
        Assert.Equal(new ReviewFinished(), review.Finish(0, 2, 1, officer, Now.AddDays(2)).Problem);
        Assert.Throws<InvalidOperationException>(() => review.Join(DataCopy.Ask(person, CopyKind.Access, "en-GB", Now), 1));
    }

    [Fact]
    public void Nobody_judges_what_they_get_themselves()
    {
        var officer = TestActors.Officer();
        var review = CopyReview.Of(DataCopy.Ask(officer.Subject!.Value, CopyKind.Access, "en-GB", Now), 1);

        Assert.Equal(new OwnReview(), review.WhyNotBy(officer));
        Assert.Equal(new OwnReview(), review.Finish(0, 1, 0, officer, Now).Problem);
        Assert.Null(review.WhyNotBy(TestActors.Officer()));
    }

    [Fact]
    public void A_text_is_held_back_for_a_reason_and_released_without_one()
    {
        var (mark, officer) = (new string('a', 64), TestActors.Officer());
        Assert.Equal(new HoldReasonMissing(), new TextJudgement(mark, TextDecision.HeldBack).Fault);

        var verdict = TextVerdict.Of(person, new TextJudgement(mark, TextDecision.HeldBack, HoldReason.InConfidence), officer, Now);
        Assert.Equal((TextDecision.HeldBack, HoldReason.InConfidence), (verdict.Decision, verdict.Reason));

        verdict.Change(new TextJudgement(mark, TextDecision.Released, HoldReason.InConfidence), officer, Now);
        Assert.Equal((TextDecision.Released, null), (verdict.Decision, verdict.Reason));
        Assert.Throws<ArgumentException>(() => verdict.Change(new TextJudgement(new string('b', 64), TextDecision.Released), officer, Now));
    }

    [Fact]
    public void Whoever_has_no_data_here_judges_no_texts_of_their_own() => Assert.Null(Review().WhyNotBy(TestActors.Operator()));

    private CopyReview Review(long texts = 1) => CopyReview.Of(DataCopy.Ask(person, CopyKind.Access, "en-GB", Now), texts);
}
