using System.Runtime.CompilerServices;
using Medbook.PrivacyPortal.Domain.Accounts;

namespace Medbook.PrivacyPortal.Tests.Domain.Accounts;

public sealed class SessionTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Now.AddMinutes(3);

    [Fact]
    public void A_session_names_whose_it_is_on_which_device_and_until_when()
    {
        var session = Start(Proof.Password);

        Assert.Equal(("account", "stamp", "Firefox, Linux"), (session.AccountId, session.Stamp, session.Device));
        Assert.Equal((Now, Now, Now.AddHours(12)), (session.StartedAt, session.SeenAt, session.EndsAt));
        Assert.NotEqual(Start(Proof.Password).Id, session.Id);
    }

    [Fact]
    public void It_counts_until_it_ends_or_the_account_gets_another_stamp()
    {
        var session = Start(Proof.Password);

        Assert.True(session.IsLive("stamp", Now.AddHours(12).AddTicks(-1)));
        Assert.False(session.IsLive("stamp", Now.AddHours(12)));
        Assert.False(session.IsLive("another", Now));
        Assert.False(session.IsLive(null, Now));

        session.GoOnWith("another");
        Assert.True(session.IsLive("another", Now));
    }

    [Theory]
    [InlineData(Proof.Password, false, false)]
    [InlineData(Proof.Link, true, false)]
    [InlineData(Proof.MailedCode, true, false)]
    [InlineData(Proof.AppCode, true, true)]
    [InlineData(Proof.RecoveryCode, true, true)]
    [InlineData(Proof.Passkey, true, true)]
    public void What_opened_it_decides_what_it_proves(Proof proof, bool confirmed, bool secondFactor)
    {
        var session = Start(proof);

        Assert.Equal((confirmed, secondFactor), (session.ConfirmedAt == Now, session.SecondFactorAt == Now));
    }

    [Fact]
    public void What_was_proved_first_keeps_its_time()
    {
        var session = Start(Proof.Password);
        session.Prove(Proof.MailedCode, Later);
        session.Prove(Proof.Passkey, Later.AddMinutes(1));
        session.Prove(Proof.AppCode, Later.AddMinutes(2));

        Assert.Equal((Later, Later.AddMinutes(1)), (session.ConfirmedAt, session.SecondFactorAt));
    }

    [Fact]
    public void A_proof_that_is_no_member_proves_nothing() =>
        Assert.Throws<SwitchExpressionException>(() => Start((Proof)99));

    private static Session Start(Proof proof) => Session.Start("account", "stamp", "Firefox, Linux", proof, Now);
}
