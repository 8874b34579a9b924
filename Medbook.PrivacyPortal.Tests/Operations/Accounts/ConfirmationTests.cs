using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Accounts;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Accounts;

public abstract partial class ConfirmationTests(Provider provider) : AccountTests(provider)
{
    [Fact]
    public async Task A_mailed_code_confirms_the_session_once_and_no_other_session()
    {
        await OpenAccountAsync();
        var who = await SignedInWithPasswordAsync();
        var elsewhere = await SignedInWithPasswordAsync();
        var code = await SentCodeAsync(who);

        Assert.IsType<CodeSpent>((await Get<ConfirmWithMailedCode>().RunAsync(elsewhere, code, None)).Problem);
        Assert.True((await Get<ConfirmWithMailedCode>().RunAsync(who, code, None)).IsOk);
        Assert.IsType<CodeSpent>((await Get<ConfirmWithMailedCode>().RunAsync(who, code, None)).Problem);

        Assert.True((await NowAsync(who))!.Confirmed);
        Assert.False((await NowAsync(who))!.SecondFactor);
        Assert.False((await NowAsync(elsewhere))!.Confirmed);
        Assert.Equal(1, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.Confirmed)));
    }

    [Fact]
    public async Task The_code_is_kept_as_a_hash()
    {
        await OpenAccountAsync();
        var code = await SentCodeAsync(await SignedInWithPasswordAsync());

        Assert.DoesNotContain(code, await ReadAsync(db => db.ConfirmationCodes.Select(c => c.Hash).SingleAsync()));
    }

    [Fact]
    public async Task After_five_wrong_codes_the_right_one_does_not_work_either()
    {
        await OpenAccountAsync();
        var who = await SignedInWithPasswordAsync();
        var code = await SentCodeAsync(who);
        var wrong = code == "000000" ? "000001" : "000000";

        for (var i = 0; i < ConfirmationCode.MaxTries; i++) await Get<ConfirmWithMailedCode>().RunAsync(who, wrong, None);

        Assert.IsType<CodeSpent>((await Get<ConfirmWithMailedCode>().RunAsync(who, code, None)).Problem);
        Assert.False((await NowAsync(who))!.Confirmed);
    }

    [Fact]
    public async Task A_code_ends_after_ten_minutes()
    {
        await OpenAccountAsync();
        var who = await SignedInWithPasswordAsync();
        var code = await SentCodeAsync(who);

        Clock.Advance(ConfirmationCode.Lifetime);

        Assert.IsType<CodeSpent>((await Get<ConfirmWithMailedCode>().RunAsync(who, code, None)).Problem);
    }

    [Fact]
    public async Task Codes_are_sent_a_minute_apart_and_not_without_end()
    {
        await OpenAccountAsync();
        var who = await SignedInWithPasswordAsync();
        await SentCodeAsync(who);
        Assert.IsType<CodeJustSent>((await Get<SendConfirmationCode>().RunAsync(who, None)).Problem);

        for (var i = 1; i < ThrottleRule.Mails.Tries; i++)
        {
            Clock.Advance(ConfirmationCode.Pause);
            await SentCodeAsync(who);
        }
        Clock.Advance(ConfirmationCode.Pause);
        Assert.IsType<TriesSpent>((await Get<SendConfirmationCode>().RunAsync(who, None)).Problem);
    }

    [Fact]
    public async Task What_needs_confirmation_is_refused_before_and_done_after()
    {
        await OpenAccountAsync();
        var who = await SignedInWithPasswordAsync();
        Assert.IsType<ConfirmationMissing>((await Get<PrepareAppCode>().RunAsync(who, None)).Problem);

        await Get<ConfirmWithMailedCode>().RunAsync(who, await SentCodeAsync(who), None);

        Assert.True((await Get<PrepareAppCode>().RunAsync((await NowAsync(who))!, None)).IsOk);
    }

    [Fact]
    public async Task Staff_with_a_second_factor_change_it_only_with_it()
    {
        await OpenAccountAsync();
        await Get<AddStaff>().RunAsync(TestActors.Operator(), Email, Role.Officer, None);
        await TurnOnAppCodeAsync(await ConfirmedByMailAsync());
        var ticket = Value(await SignInAsync(Password, AtHome)).SecondStep;
        Assert.NotNull(ticket);

        // A session from before the app was turned on is over; one that a mailbox alone confirmed cannot touch the factor.
        var user = await UserAsync();
        var byMailAlone = Actor.SignedIn(user.Id, (await SubjectAsync(user.Id)), [Role.Member, Role.Officer], confirmed: true, secondFactor: false);
        Assert.IsType<SecondFactorMissing>((await Get<TurnOffAppCode>().RunAsync(byMailAlone, None)).Problem);
        Assert.IsType<SecondFactorMissing>((await Get<ReplaceRecoveryCodes>().RunAsync(byMailAlone, None)).Problem);
    }

    private async Task<Actor> ConfirmedByMailAsync()
    {
        var who = await SignedInWithPasswordAsync();
        await Get<ConfirmWithMailedCode>().RunAsync(who, await SentCodeAsync(who), None);
        return (await NowAsync(who))!;
    }

    private Task<Medbook.PrivacyPortal.Domain.Subjects.SubjectKey> SubjectAsync(string account) =>
        ReadAsync(db => db.Subjects.Where(s => s.AccountId == account).Select(s => s.Key).SingleAsync());

    private async Task<string> SentCodeAsync(Actor who)
    {
        var sent = await Get<SendConfirmationCode>().RunAsync(who, None);
        Assert.True(sent.IsOk, sent.Problem?.Code);
        return SixDigits().Match((await LastMailAsync()).Body).Value;
    }

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixDigits();

    public sealed class OnSqlite() : ConfirmationTests(Provider.Sqlite);
    public sealed class OnPostgreSql() : ConfirmationTests(Provider.PostgreSql);
}
