using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Rectifying;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources;

/// <summary>What is proposed in words, what it means as a value, and which fields the portal writes.</summary>
public sealed class ValueFormTests
{
    private const string Map = """
        { "sources": { "post": {
            "provider": "sqlite", "identities": { "members": { "key": "id", "addresses": "email" } },
            "datasets": {
              "members": { "label": "Members | Leden | Membres", "key": "id", "person": "id", "rectifiable": true,
                "category": "identity", "activities": "account", "origin": "provided", "retention": "until-asked",
                "fields": { "id": { "type": "integer", "label": "Number | Nummer | Numéro" }, "email": "E-mail", "hours": { "type": "decimal", "label": "Hours | Uren | Heures" },
                  "at": { "type": "datetime", "label": "At | Om | À" }, "yes": { "type": "boolean", "label": "Yes | Ja | Oui" } } },
              "letters": { "label": "Letters | Brieven | Lettres", "key": "id", "person": "member_id", "rectifiable": true,
                "category": "content", "activities": "account", "origin": "provided", "retention": "until-asked",
                "fields": { "body": "Text | Tekst | Texte" }, "excluded": { "id": "A number.", "member_id": "A number." } },
              "search": { "label": "Index | Index | Index", "key": "none", "copyOf": "letters", "person": { "on": "letter_id = id", "via": "letters" },
                "category": "content", "activities": "account", "origin": "derived",
                "fields": { "words": "Words | Woorden | Mots" }, "excluded": { "letter_id": "A number." } }
            } } } }
        """;

    private static readonly Source Post = MapLoader.ReadText("test.json", Map, "sqlite").Map!.Find("post")!;

    [Theory]
    [InlineData("hours", "38,5", "38.50", true)]
    [InlineData("hours", "1,250", "1.25", false)]
    [InlineData("hours", "1.250,5", "1250.5", false)]
    [InlineData("hours", "", null, true)]
    [InlineData("hours", " ", "0", false)]
    [InlineData("yes", "True", "true", true)]
    [InlineData("email", " ada@example.org ", "ada@example.org", true)]
    [InlineData("email", "Ada@example.org", "ada@example.org", false)]
    public void Two_texts_of_a_field_mean_the_same(string field, string one, string? other, bool same) =>
        Assert.Equal(same, ValueForm.Same(Post.Find("members")!.Find(field)!, one, other));

    [Theory]
    [InlineData("at", "2026-03-29T02:30")]
    [InlineData("at", "yesterday")]
    [InlineData("hours", "many")]
    [InlineData("id", "1.5")]
    public void What_is_no_value_of_a_field_is_none(string field, string text) => Assert.Null(ValueForm.Read(Post.Find("members")!.Find(field)!, text));

    [Theory]
    [InlineData("members", "hours", null)]
    [InlineData("members", "id", CorrectionObstacle.Identifies)]
    [InlineData("members", "email", CorrectionObstacle.Identifies)]
    [InlineData("letters", "body", CorrectionObstacle.InApplication)]
    public void The_map_says_which_fields_the_portal_writes(string dataset, string column, CorrectionObstacle? obstacle)
    {
        var kind = Post.Find(dataset)!;
        var live = new LiveSchema([.. Post.Datasets.Select(one => new LiveTable
        {
            Name = one.Table, Columns = [.. one.AllFields.Select(field => new LiveColumn(field.Column, "text", Nullable: true, MaxLength: null, Generated: false))],
        })]);

        Assert.Equal(obstacle, CellRule.Of(Post, live, kind, ReadField.AllOf(kind).Single(field => field.Name == column)));
    }
}
