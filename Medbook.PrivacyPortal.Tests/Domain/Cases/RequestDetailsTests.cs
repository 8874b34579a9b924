using Medbook.PrivacyPortal.Domain.Cases;
using static Medbook.PrivacyPortal.Tests.Domain.Cases.TestRequests;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

public sealed class RequestDetailsTests
{
    private static readonly FieldCorrection City = new(new("sample", "members", "42"), "city", "Leuven", "Gent");
    private static readonly RequestDetails All = new()
    {
        Corrections = [City], Supplement = "I also speak French.", ErasureGround = ErasureGround.Objected, RestrictionCase = RestrictionCase.NeededForClaims,
        RestrictMeanwhile = true, DirectMarketing = true, EarlierRequest = Guid.NewGuid(),
    };

    [Fact]
    public void What_was_chosen_for_another_kind_is_left_behind_when_it_is_sent()
    {
        Assert.Equal(RequestDetails.None, All.For(RequestKind.Access));
        Assert.Equal(new RequestDetails { Corrections = [City], Supplement = All.Supplement, RestrictMeanwhile = true }, All.For(RequestKind.Rectification));
        Assert.Equal(new RequestDetails { ErasureGround = ErasureGround.Objected }, All.For(RequestKind.Erasure));
        Assert.Equal(new RequestDetails { RestrictionCase = RestrictionCase.NeededForClaims }, All.For(RequestKind.Restriction));
        Assert.Equal(new RequestDetails { RestrictMeanwhile = true, DirectMarketing = true }, All.For(RequestKind.Objection));
        Assert.Equal(new RequestDetails { EarlierRequest = All.EarlierRequest }, All.For(RequestKind.Complaint));
        Assert.Equal(new RequestDetails { ErasureGround = ErasureGround.Objected }, Submitted(RequestKind.Erasure, details: All).Details);
    }

    [Fact]
    public void A_correction_or_a_statement_stands_in_for_words()
    {
        foreach (var details in new[] { new RequestDetails { Corrections = [City] }, new RequestDetails { Supplement = "I also speak French." } })
        {
            var draft = Draft(RequestKind.Rectification, details: details, words: "");
            Assert.True(draft.Submit(new RequestNumber(2026, 1), RequestChannel.Portal, SenderProof.SignIn, Sent).IsOk);
        }
        Assert.IsType<WordsMissing>(Draft(RequestKind.Complaint, details: All, words: "")
            .Submit(new RequestNumber(2026, 1), RequestChannel.Portal, SenderProof.SignIn, Sent).Problem);
    }

    [Fact]
    public void Values_have_limits_that_the_problems_name()
    {
        var many = new RequestDetails { Corrections = [.. Enumerable.Repeat(City, RequestDetails.MaxCorrections + 1)] };
        var longValue = new RequestDetails { Corrections = [City with { Proposed = new string('a', RequestDetails.MaxValue + 1) }] };
        var longStatement = new RequestDetails { Supplement = new string('a', RequestDetails.MaxValue + 1) };

        Assert.Equal(new TooManyCorrections(RequestDetails.MaxCorrections), Write(many));
        Assert.Equal(new ValueTooLong(RequestDetails.MaxValue), Write(longValue));
        Assert.Equal(new ValueTooLong(RequestDetails.MaxValue), Write(longStatement));
        Assert.Equal([50], new TooManyCorrections(50).Arguments);
        Assert.Equal([4000], new ValueTooLong(4000).Arguments);
        Assert.Null(Write(new RequestDetails
        {
            Corrections = [.. Enumerable.Range(0, RequestDetails.MaxCorrections).Select(i => City with { Field = $"field {i}", Proposed = new string('a', RequestDetails.MaxValue) })],
            Supplement = new string('a', RequestDetails.MaxValue),
        }));
    }

    [Fact]
    public void One_value_is_corrected_once()
    {
        Assert.IsType<CorrectedTwice>(Write(new RequestDetails { Corrections = [City, City with { Proposed = "Brugge" }] }));
        Assert.Null(Write(new RequestDetails { Corrections = [City, City with { Field = "street" }, City with { Row = City.Row with { Key = "43" } }] }));
    }

    [Fact]
    public void A_correction_that_changes_nothing_says_nothing()
    {
        var same = City with { Proposed = " Leuven " };
        var empty = City with { Shown = null, Proposed = "" };
        Assert.True(same.ChangesNothing);
        Assert.True(empty.ChangesNothing);
        Assert.False((City with { Proposed = "" }).ChangesNothing);

        Assert.False(new RequestDetails { Corrections = [same, empty] }.SaysWhatIsWrong);
        Assert.Equal([City], new RequestDetails { Corrections = [City, same, empty] }.For(RequestKind.Rectification).Corrections);
        Assert.IsType<WordsMissing>(Draft(RequestKind.Rectification, details: new RequestDetails { Corrections = [same] }, words: "")
            .Submit(new RequestNumber(2026, 1), RequestChannel.Portal, SenderProof.SignIn, Sent).Problem);
    }

    [Fact]
    public void Every_ground_and_every_case_has_its_article()
    {
        Assert.Equal(["17(1)(a)", "17(1)(b)", "17(1)(c)", "17(1)(d)", "17(1)(e)"], Enum.GetValues<ErasureGround>().Select(ground => ground.Article()));
        Assert.Equal(["18(1)(a)", "18(1)(b)", "18(1)(c)", "18(1)(d)"], Enum.GetValues<RestrictionCase>().Select(one => one.Article()));
    }

    [Fact]
    public void Two_are_equal_when_they_say_the_same()
    {
        Assert.Equal(All, All with { Corrections = [City with { }] });
        Assert.Equal(All.GetHashCode(), (All with { Corrections = [City with { }] }).GetHashCode());
        foreach (var other in new[]
        {
            All with { Corrections = [] }, All with { Supplement = "" }, All with { ErasureGround = null }, All with { RestrictionCase = null },
            All with { RestrictMeanwhile = false }, All with { DirectMarketing = false }, All with { EarlierRequest = null },
        })
        {
            Assert.NotEqual(All, other);
        }
        Assert.False(All.Equals(null));
    }

    private static PrivacyPortal.Domain.Problem? Write(RequestDetails details) =>
        Draft(RequestKind.Rectification).Write(RequestKind.Rectification, RequestScope.Everything, details, "", Sent).Problem;
}
