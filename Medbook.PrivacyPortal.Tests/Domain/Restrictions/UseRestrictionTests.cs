using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Restrictions;
using Medbook.PrivacyPortal.Tests.Domain.Cases;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Domain.Restrictions;

public sealed class UseRestrictionTests
{
    private static readonly Actor Officer = TestActors.Officer();
    private static readonly RestrictionTarget Helpdesk = new("helpdesk");
    private static readonly ScopedRow Visit = new("clinic", "visits", "1");

    [Fact]
    public void A_limit_is_of_an_activity_or_of_a_kind_of_record()
    {
        Assert.Null(Helpdesk.Fault);
        Assert.Null(new RestrictionTarget(Source: "clinic", Dataset: "visits").Fault);
        Assert.IsType<RestrictionTargetMissing>(new RestrictionTarget().Fault);
        Assert.IsType<RestrictionTargetMissing>(new RestrictionTarget("helpdesk", "clinic", "visits").Fault);
        Assert.IsType<RestrictionTargetMissing>(new RestrictionTarget(Source: "clinic").Fault);
    }

    [Fact]
    public void An_activity_is_limited_wherever_its_data_lies_and_a_kind_of_record_whatever_it_is_used_for()
    {
        Assert.True(Helpdesk.Covers("clinic", "visits", ["account", "helpdesk"]));
        Assert.False(Helpdesk.Covers("clinic", "visits", ["account"]));
        var visits = new RestrictionTarget(Source: "clinic", Dataset: "visits");
        Assert.True(visits.Covers("clinic", "visits", ["research"]));
        Assert.False(visits.Covers("clinic", "logs", ["research"]));
        Assert.False(visits.Covers("shop", "visits", []));
    }

    [Fact]
    public void Only_what_is_contested_is_limited()
    {
        var corrections = new RequestDetails { Corrections = [new(Visit, "day", "a", "b"), new(Visit with { Key = "2" }, "day", "a", "b")] };

        var visits = new RestrictionTarget(Source: "clinic", Dataset: "visits");
        var correction = TestRequests.Submitted(RequestKind.Rectification, details: corrections);
        Assert.Equal([visits], RestrictionTarget.ContestedBy(correction));
        Assert.Equal(
            [Helpdesk, visits],
            RestrictionTarget.ContestedBy(TestRequests.Submitted(RequestKind.Objection, new RequestScope { Activities = ["helpdesk"], Rows = [Visit] })));
        Assert.Empty(RestrictionTarget.ContestedBy(TestRequests.Submitted(RequestKind.Objection)));

        Assert.True(UseRestriction.Of(correction, visits, Officer, TestRequests.Later).IsOk);
        Assert.IsType<NothingToRestrict>(UseRestriction.Of(correction, Helpdesk, Officer, TestRequests.Later).Problem);
    }

    [Theory]
    [InlineData(RequestKind.Rectification, RestrictionCase.AccuracyContested)]
    [InlineData(RequestKind.Objection, RestrictionCase.ObjectionPending)]
    [InlineData(RequestKind.Restriction, RestrictionCase.AccuracyContested)]
    [InlineData(RequestKind.Access, null)]
    [InlineData(RequestKind.Erasure, null)]
    public void An_open_request_to_correct_to_object_or_to_limit_makes_a_case_of_the_law(RequestKind kind, RestrictionCase? why)
    {
        var limited = UseRestriction.Of(TestRequests.Submitted(kind), Helpdesk, Officer, TestRequests.Later);

        if (why is null) Assert.IsType<NothingToRestrict>(limited.Problem);
        else Assert.Equal((why, false), (limited.Value!.Why, limited.Value.IsPermanent));
    }

    [Fact]
    public void It_ends_on_a_day_the_person_was_told_before_and_by_itself()
    {
        var limit = Limited();
        var today = DateOnly.FromDateTime(TestRequests.Later.Date);
        Assert.IsType<LiftDayUnfit>(limit.Lift(today, "It was right.", Officer, TestRequests.Later).Problem);
        Assert.IsType<LiftDayUnfit>(limit.Lift(today.AddDays(UseRestriction.MostDays + 1), "It was right.", Officer, TestRequests.Later).Problem);
        Assert.IsType<LiftWordsMissing>(limit.Lift(today.AddDays(1), " ", Officer, TestRequests.Later).Problem);
        Assert.IsType<LiftWordsTooLong>(limit.Lift(today.AddDays(1), new string('a', UseRestriction.MaxWords + 1), Officer, TestRequests.Later).Problem);
        Assert.True(limit.HoldsOn(today.AddYears(10)));

        Assert.True(limit.Lift(today.AddDays(7), " It was right. ", Officer, TestRequests.Later).IsOk);

        Assert.Equal(("It was right.", Officer.Id, TestRequests.Later), (limit.LiftWords, limit.ToldBy, limit.ToldAt));
        Assert.True(limit.HoldsOn(today.AddDays(6)));
        Assert.False(limit.HoldsOn(today.AddDays(7)));
        Assert.IsType<LiftAnnounced>(limit.Lift(today.AddDays(9), "Again.", Officer, TestRequests.Later).Problem);
    }

    [Fact]
    public void After_an_objection_that_was_granted_it_never_ends_and_keeps_nothing_from_being_destroyed()
    {
        var limit = Limited();
        Assert.True(limit.StandsAgainstDestruction);
        Assert.True(limit.Lift(DateOnly.FromDateTime(TestRequests.Later.Date).AddDays(7), "We weighed it.", Officer, TestRequests.Later).IsOk);

        limit.MakePermanent();

        Assert.True(limit.HoldsOn(DateOnly.MaxValue));
        // Its retention begins with the word to the person that it ends: nothing of that is left.
        Assert.Equal((null, null, null, ""), (limit.LiftOn, limit.ToldAt, limit.ToldBy, limit.LiftWords));
        Assert.False(limit.StandsAgainstDestruction);
        Assert.IsType<RestrictionPermanent>(limit.Lift(new(2026, 6, 1), "No.", Officer, TestRequests.Later).Problem);
    }

    private static UseRestriction Limited() => UseRestriction.Of(TestRequests.Submitted(RequestKind.Objection), Helpdesk, Officer, TestRequests.Later).Value!;
}
