using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Features.Manage.Triage.Handling;
using Microsoft.Extensions.Time.Testing;

namespace Medbook.PrivacyPortal.Tests.Features.Manage.Triage.Handling;

public sealed class UnsentFormTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 7, 12, 0, TimeSpan.Zero));
    private readonly List<(Guid SendAs, string Text)> saved = [];

    [Fact]
    public async Task What_was_kept_comes_back_word_for_word_under_the_same_identifier()
    {
        await using var form = Form<DecisionWords>();
        form.Words.InParts = true;
        form.Words.Parts.Add(new PartWords("helpdesk", null, true, RefusalGround.RequiredByLaw));
        form.Words.Parts.Add(new PartWords(null, new ScopedRow("sample", "tickets", "7"), false, null));
        form.Words.Reasons[RefusalGround.RequiredByLaw] = "Tax law.";
        form.Words.Edits.Add(new LetterEdit(LetterPart.Greeting, "Hello,", "Dear doctor,"));
        form.Changed();
        await form.KeepAsync();

        await using var again = Form<DecisionWords>();
        again.Load(Kept(saved[^1]));

        Assert.Equal(form.SendAs, again.SendAs);
        Assert.Equal(form.Words.Parts, again.Words.Parts);
        Assert.Equal(form.Words.Edits, again.Words.Edits);
        Assert.Equal((true, "Tax law.", false), (again.Words.InParts, again.Words.Reasons[RefusalGround.RequiredByLaw], again.IsEmpty));
    }

    [Fact]
    public async Task An_empty_form_is_put_away()
    {
        await using var form = Form<NoteWords>();
        form.Words.Text = "Half";
        form.Changed();
        await form.KeepAsync();
        form.Words.Text = "";
        form.Changed();
        await form.KeepAsync();

        Assert.Equal("", saved[^1].Text);
        Assert.True(form.IsEmpty);
    }

    [Fact]
    public async Task After_sending_the_next_text_has_an_identifier_of_its_own()
    {
        await using var form = Form<NoteWords>();
        var first = form.SendAs;
        form.Words.Text = "Sent.";
        form.Changed();
        form.Sent();

        Assert.NotEqual(first, form.SendAs);
        Assert.True(form.IsEmpty);
        await form.KeepAsync();
        Assert.Empty(saved);
    }

    [Fact]
    public async Task What_another_version_kept_in_a_form_of_its_own_is_left_out()
    {
        await using var form = Form<NoteWords>();

        form.Load(Kept((Guid.NewGuid(), "no JSON at all")));

        Assert.True(form.IsEmpty);
    }

    private UnsentForm<T> Form<T>() where T : class, new() => new((sendAs, text) =>
    {
        saved.Add((sendAs, text));
        return Task.FromResult<Result<DateTimeOffset>>(clock.GetUtcNow());
    }, clock, work => work(), accident => throw accident);

    private UnsentText Kept((Guid SendAs, string Text) of)
    {
        var text = UnsentText.Begin(Guid.NewGuid(), "officer", UnsentKind.Decision);
        Assert.True(text.Write(of.SendAs, of.Text, clock.GetUtcNow()).IsOk);
        return text;
    }
}
