using Medbook.PrivacyPortal.Domain.Cases;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

public sealed class SavedViewTests
{
    private static readonly Guid Id = Guid.NewGuid();

    [Fact]
    public void A_view_is_kept_under_the_name_that_was_meant()
    {
        var view = SavedView.Of(Id, "officer", "  My erasures ", "?kind=Erasure").Value!;

        Assert.Equal((Id, "officer", "My erasures", "?kind=Erasure"), (view.Id, view.Officer, view.Name, view.Query));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    public void A_view_has_a_name(string name) => Assert.IsType<ViewNameMissing>(SavedView.Of(Id, "officer", name, "").Problem);

    [Fact]
    public void A_name_and_an_address_are_no_longer_than_they_may_be()
    {
        var (name, query) = (new string('n', SavedView.MaxName), new string('q', SavedView.MaxQuery));

        Assert.True(SavedView.Of(Id, "officer", $" {name} ", query).IsOk);
        Assert.Equal(new ValueTooLong(SavedView.MaxName), SavedView.Of(Id, "officer", name + "n", query).Problem);
        Assert.Equal(new ValueTooLong(SavedView.MaxQuery), SavedView.Of(Id, "officer", name, query + "q").Problem);
    }
}
