using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Tests.Domain.Consents;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Medbook.PrivacyPortal.Domain.Consents.ConsentDecision;

namespace Medbook.PrivacyPortal.Tests.Operations.Consents;

public abstract class ConsentTextTests(Provider provider) : ConsentTests(provider)
{
    [Fact]
    public async Task Each_version_is_taken_in_once_in_three_languages_with_its_hash()
    {
        Assert.True((await Get<InstallConsentTexts>().RunAsync(Actor.Portal, None)).IsOk);
        Assert.True((await Get<InstallConsentTexts>().RunAsync(Actor.Portal, None)).IsOk);

        var (texts, shipped) = (await ReadAsync(db => db.ConsentTexts.ToListAsync()), ConsentTextFile.Shipped());
        Assert.Equal(3 * shipped.Count, texts.Count);
        Assert.All(texts, text => Assert.Equal(ConsentText.HashOf(text.Content), text.Hash));
        Assert.Equal(shipped.Count, await ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.ConsentTextInstalled)));
    }

    [Fact]
    public async Task Instances_that_start_together_take_a_version_in_once()
    {
        var later = TestTexts.Research.Next(asksAgain: false);
        var installs = Enumerable.Range(0, 4).Select(_ => Get<InstallConsentTexts>()).ToArray();

        var results = await Task.WhenAll(installs.Select(install => Task.Run(() => install.InstallAsync(Actor.Portal, [later], None))));

        Assert.All(results, result => Assert.True(result.IsOk));
        Assert.Equal(3, await ReadAsync(db => db.ConsentTexts.CountAsync(t => t.Version == 2)));
    }

    [Fact]
    public async Task Other_words_under_a_number_that_is_taken_are_refused()
    {
        var rewritten = TestTexts.Research with { Title = new LocalText("Research", "Onderzoek", "Recherche") };

        Assert.Equal(new ConsentTextRewritten("research", 1), (await Get<InstallConsentTexts>().InstallAsync(Actor.Portal, [rewritten], None)).Problem);
    }

    [Fact]
    public async Task A_member_cannot_install_texts() =>
        Assert.IsType<NotPermitted>((await Get<InstallConsentTexts>().RunAsync(TestActors.SomebodyElse(), None)).Problem);

    [Fact]
    public async Task A_yes_to_a_text_that_is_no_longer_in_force_is_not_recorded_and_the_choice_stays_open()
    {
        var person = await AddPersonAsync();
        await InstallAsync(TestTexts.Research.Next(asksAgain: false));

        Assert.IsType<ConsentTextChanged>((await TryAsync(person, Given, First)).Problem);
        Assert.Empty(await RecordsAsync());
        Assert.Null(await StandingAsync(person));

        Assert.Equal(2, (await DecideAsync(person, Given, new ShownText(2, "en-GB"))).TextVersion);
    }

    [Fact]
    public async Task A_no_counts_with_the_text_that_was_on_the_screen()
    {
        var (one, other) = (await AddPersonAsync(), await AddPersonAsync("other@example.org"));
        await DecideAsync(one, Given);
        await InstallAsync(TestTexts.Research.Next(asksAgain: true));
        await InstallAsync(TestTexts.Committee.Next(asksAgain: false));

        Assert.Equal((Withdrawn, 1), Of(await DecideAsync(one, Withdrawn)));
        Assert.Equal((Refused, 1), Of(await DecideAsync(other, Refused)));
        Assert.Equal((Objected, 1), Of(await DecideAsync(other, Objected)));
        Assert.IsType<ConsentTextChanged>((await TryAsync(other, ObjectionLifted)).Problem);
        Assert.True(await ObjectsAsync(other));

        static (ConsentDecision, int) Of(ConsentRecord record) => (record.Decision, record.TextVersion);
    }

    [Fact]
    public async Task A_rewording_leaves_the_choice_as_it_is()
    {
        var person = await AddPersonAsync();
        await DecideAsync(person, Given);

        await InstallAsync(TestTexts.Research.Next(asksAgain: false));

        Assert.Equal(Given, await StandingAsync(person));
        Assert.True(await MayResearchUseAsync(person));
        Assert.Equal(1, (await DecideAsync(person, Given, new ShownText(2, "en-GB"))).Sequence);
    }

    [Fact]
    public async Task A_material_change_asks_again_and_until_then_research_waits()
    {
        var person = await AddPersonAsync();
        await DecideAsync(person, Given);

        await InstallAsync(TestTexts.Research.Next(asksAgain: true));
        await InstallAsync(TestTexts.Research.Next(asksAgain: false, version: 3));

        Assert.Null(await StandingAsync(person));
        Assert.False(await MayResearchUseAsync(person));
        await DecideAsync(person, Given, new ShownText(3, "en-GB"));
        Assert.True(await MayResearchUseAsync(person));
        Assert.Equal([1, 3], (await RecordsAsync()).Select(record => record.TextVersion));
    }

    [Fact]
    public async Task A_text_of_tomorrow_is_neither_shown_nor_asked_for()
    {
        var person = await AddPersonAsync();
        await DecideAsync(person, Given);
        await InstallAsync(TestTexts.Research.Next(asksAgain: true) with { EffectiveFrom = new DateOnly(2026, 3, 3) });

        Assert.Equal(Given, await StandingAsync(person));
        Assert.True(await MayResearchUseAsync(person));

        // Midnight in Brussels.
        Clock.SetUtcNow(new DateTimeOffset(2026, 3, 2, 23, 0, 0, TimeSpan.Zero));
        Assert.Null(await StandingAsync(person));
        Assert.False(await MayResearchUseAsync(person));
    }

    public sealed class OnSqlite() : ConsentTextTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : ConsentTextTests(Provider.PostgreSql);
}
