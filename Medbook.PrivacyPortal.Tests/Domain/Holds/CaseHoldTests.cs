using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Tests.Domain.Holds;

public sealed class CaseHoldTests
{
    private static readonly SubjectKey Ada = SubjectKey.New(), Ben = SubjectKey.New();
    private static readonly ScopedRow Visit = new("clinic", "visits", "1");

    [Fact]
    public void A_request_never_stands_in_its_own_way()
    {
        var hold = Of(RequestKind.Objection, RequestScope.Everything);

        Assert.False(hold.StandsAgainst(DestructionCause.RequestOf(hold.Request)));
        Assert.True(hold.StandsAgainst(DestructionCause.RequestOf(Guid.NewGuid())));
        Assert.True(hold.StandsAgainst(DestructionCause.Person));
        Assert.True(hold.StandsAgainst(DestructionCause.Retention));
    }

    [Fact]
    public void A_request_for_erasure_stands_only_in_the_way_of_a_period_that_nobody_asked_to_end()
    {
        var hold = Of(RequestKind.Erasure, RequestScope.Everything);

        Assert.False(hold.StandsAgainst(DestructionCause.RequestOf(Guid.NewGuid())));
        Assert.False(hold.StandsAgainst(DestructionCause.Person));
        Assert.True(hold.StandsAgainst(DestructionCause.Retention));
    }

    [Fact]
    public void It_holds_what_its_scope_speaks_of_everything_an_activity_a_kind_or_a_record()
    {
        Assert.True(Covers(RequestScope.Everything, "9"));
        Assert.True(Covers(new RequestScope { Activities = ["account"] }, "9"));
        Assert.False(Covers(new RequestScope { Activities = ["helpdesk"] }, "9"));
        Assert.True(Covers(new RequestScope { Rows = [Visit with { Key = "" }] }, "9"));
        Assert.True(Covers(new RequestScope { Rows = [Visit] }, "1"));
        Assert.False(Covers(new RequestScope { Rows = [Visit] }, "9"));
        Assert.False(Covers(new RequestScope { Rows = [Visit with { Dataset = "logs" }] }, "1"));
    }

    [Fact]
    public void It_holds_nothing_of_somebody_else() =>
        Assert.False(Of(RequestKind.Access, RequestScope.Everything).Covers("clinic", "visits", ["account"], "1", [Ben]));

    [Fact]
    public void A_request_that_names_only_values_to_correct_holds_their_records_and_no_others()
    {
        var details = new RequestDetails { Corrections = [new(Visit, "day", "2026-01-05", "2026-01-06"), new(Visit, "price", "25.50", "20")] };
        var hold = CaseHold.Of(Guid.NewGuid(), Ada, RequestKind.Rectification, RequestScope.Everything, details);

        Assert.Equal([Visit], hold.Scope.Rows);
        Assert.True(hold.Covers("clinic", "visits", ["account"], "1", [Ada]));
        Assert.False(hold.Covers("clinic", "visits", ["account"], "2", [Ada]));
    }

    private static bool Covers(RequestScope scope, string record) =>
        Of(RequestKind.Access, scope).Covers("clinic", "visits", ["account", "research"], record, [Ada]);

    private static CaseHold Of(RequestKind kind, RequestScope scope) => CaseHold.Of(Guid.NewGuid(), Ada, kind, scope, RequestDetails.None);
}
