using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.Tests.Support;
using NJsonSchema;

namespace Medbook.PrivacyPortal.Tests.DataMap.Loading;

public class MapSchemaTests
{
    private static string SchemaFile => Path.Combine(Repository.Root, "Medbook.PrivacyPortal", "datamap.schema.json");

    [Fact]
    public void The_schema_beside_the_map_is_the_one_the_reader_follows()
    {
        // UPDATE_SCHEMA=1 dotnet test writes it after a change of the document classes.
        if (Environment.GetEnvironmentVariable("UPDATE_SCHEMA") == "1") File.WriteAllText(SchemaFile, MapSchema.Text());

        Assert.Equal(MapSchema.Text(), File.ReadAllText(SchemaFile));
    }

    [Fact]
    public async Task The_schema_takes_every_shorthand_and_refuses_an_unknown_word()
    {
        var schema = await JsonSchema.FromJsonAsync(MapSchema.Text());

        Assert.Empty(schema.Validate(ExampleMap.Json));
        Assert.NotEmpty(schema.Validate(ExampleMap.Json.Replace("\"person\"", "\"persn\"")));
        Assert.NotEmpty(schema.Validate(ExampleMap.Json.Replace("\"until-asked\"", "7")));
    }
}
