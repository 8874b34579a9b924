using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Cases.Handling;
using Medbook.PrivacyPortal.Operations.Rectification;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Operations.Rectification;

/// <summary>A letter of ada's that wants her name corrected.</summary>
public abstract class NameCorrectionTests(Provider provider) : RectificationTests(provider)
{
    [Fact]
    public async Task A_value_that_an_officer_names_is_written_once_the_letter_is_granted()
    {
        var letter = await LetterAsync();

        Assert.Null((await NameAsync(letter, "1", "name", " Ada King ")).Problem);
        Assert.Null((await NameAsync(letter, "1", "born", "1815-12-11")).Problem);

        var asked = (await StoredAsync(letter)).Details.Corrections;
        Assert.Equal([("name", "Ada", "Ada King"), ("born", "1815-12-10", "1815-12-11")], asked.Select(one => (one.Field, one.Shown, one.Proposed)));
        Assert.All((await Get<ForeseeCorrections>().RunAsync(Officer, letter, None)).Value!, one => Assert.Null(one.Outcome!.Obstacle));
        Assert.Null((await GrantAsync(letter)).Problem);
        Assert.True(await CarryOutAsync());
        Assert.Equal(("Ada King", "1815-12-11"), (await HeldAsync("name"), await HeldAsync("born")));
    }

    [Fact]
    public async Task Only_a_record_of_the_person_and_a_field_that_can_be_corrected_are_named_once()
    {
        var letter = await LetterAsync();

        Assert.IsType<UnknownRecord>((await NameAsync(letter, "2", "name", "Ben King")).Problem);
        Assert.IsType<UnknownField>((await NameAsync(letter, "1", "salary", "1")).Problem);
        Assert.Null((await NameAsync(letter, "1", "name", "Ada King")).Problem);
        Assert.IsType<CorrectedTwice>((await NameAsync(letter, "1", "name", "Ada Queen")).Problem);
        Assert.IsType<ChangedMeanwhile>((await Get<NameCorrection>().RunAsync(Officer, letter, Guid.NewGuid(), new ScopedRow("clinic", "members", "1"), "badge", "A2", None)).Problem);
        Assert.IsType<NotPermitted>((await Get<NameCorrection>().RunAsync(TestActors.Auditor(), letter, Guid.NewGuid(), new ScopedRow("clinic", "members", "1"), "badge", "A2", None)).Problem);
    }

    [Fact]
    public async Task What_a_person_asks_for_on_the_portal_is_theirs_to_name()
    {
        var own = await AskAsync(await MemberAsync(), "", Of("name", "Ada King"));

        Assert.IsType<CorrectionNotNameable>((await NameAsync(own, "1", "badge", "A2")).Problem);
    }

    private async Task<Result> NameAsync(Guid request, string record, string field, string proposed) =>
        await Get<NameCorrection>().RunAsync(Officer, request, (await StoredAsync(request)).Revision, new ScopedRow("clinic", "members", record), field, proposed, None);

    public sealed class OnSqlite() : NameCorrectionTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : NameCorrectionTests(Provider.PostgreSql);
}
