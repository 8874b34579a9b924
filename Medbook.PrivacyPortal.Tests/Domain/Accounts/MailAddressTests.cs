using Medbook.PrivacyPortal.Domain.Accounts;

namespace Medbook.PrivacyPortal.Tests.Domain.Accounts;

public sealed class MailAddressTests
{
    [Theory]
    [InlineData(" Ada.Peeters@example.be\t", "Ada.Peeters@example.be")]
    [InlineData("ada@example.be", "ada@example.be")]
    public void What_the_keyboard_added_is_left_out(string typed, string address) => Assert.Equal(address, MailAddress.Parse(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@example.be")]
    [InlineData("ada@peeters@example.be")]
    [InlineData("ada peeters@example.be")]
    [InlineData("ada\u00A0peeters@example.be")]
    [InlineData("ada\u0000@example.be")]
    [InlineData("ada@example.be\r\nBcc: everybody@example.be")]
    public void What_can_be_no_address_is_none(string? typed)
    {
        Assert.Null(MailAddress.Parse(typed));
        Assert.Null(MailAddress.ParseContact(typed));
    }

    [Fact]
    public void An_address_is_no_longer_than_mail_can_be_sent_to()
    {
        var longest = new string('a', MailAddress.Longest - "@example.be".Length) + "@example.be";

        Assert.Equal(longest, MailAddress.Parse($" {longest} "));
        Assert.Null(MailAddress.Parse("a" + longest));
    }

    [Fact]
    public void Somebody_without_an_account_is_the_same_person_with_and_without_capitals() =>
        Assert.Equal("ada@example.be", MailAddress.ParseContact(" Ada@Example.BE "));
}
