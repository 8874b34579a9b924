using Medbook.PrivacyPortal.Features.Account;

namespace Medbook.PrivacyPortal.Tests.Features.Account;

public sealed class ReturnAddressTests
{
    [Theory]
    [InlineData("/my-data")]
    [InlineData("/requests/new?kind=erasure")]
    public void A_page_of_the_portal_is_returned_to(string address) => Assert.Equal(address, ReturnAddress.Of(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("my-data")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    public void Nothing_leads_away_from_the_portal(string? address) => Assert.Equal("/home", ReturnAddress.Of(address));
}
