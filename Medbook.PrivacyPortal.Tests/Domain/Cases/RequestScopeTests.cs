using Medbook.PrivacyPortal.Domain.Cases;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

public sealed class RequestScopeTests
{
    [Fact]
    public void A_scope_is_within_activities_when_it_names_some_of_them_and_nothing_else()
    {
        string[] some = ["a", "b"];

        Assert.True(new RequestScope { Activities = ["a"] }.IsWithin(some));
        Assert.True(new RequestScope { Activities = ["b", "a"] }.IsWithin(some));
        Assert.False(RequestScope.Everything.IsWithin(some));
        Assert.False(new RequestScope { Activities = ["a", "c"] }.IsWithin(some));
        Assert.False(new RequestScope { Activities = ["a"], Rows = [new ScopedRow("s", "d", "1")] }.IsWithin(some));
        Assert.False(new RequestScope { Activities = ["a"] }.IsWithin([]));
    }
}
