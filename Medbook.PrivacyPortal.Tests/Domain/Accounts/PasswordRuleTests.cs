using Medbook.PrivacyPortal.Domain.Accounts;

namespace Medbook.PrivacyPortal.Tests.Domain.Accounts;

public sealed class PasswordRuleTests
{
    private const string Email = "ada.peeters@example.be";

    [Theory]
    [InlineData(11, typeof(PasswordTooShort))]
    [InlineData(12, null)]
    [InlineData(128, null)]
    [InlineData(129, typeof(PasswordTooLong))]
    public void A_password_is_long_and_no_book(int length, Type? problem) =>
        Assert.Equal(problem, PasswordRule.Check(new string('x', length), Email)?.GetType());

    [Theory]
    [InlineData(Email)]
    [InlineData(" Ada.Peeters@Example.be ")]
    public void The_own_address_is_no_password(string password) => Assert.IsType<PasswordIsAddress>(PasswordRule.Check(password, Email + " "));
}
