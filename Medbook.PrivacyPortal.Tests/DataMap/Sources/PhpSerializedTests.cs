using System.Text;
using Medbook.PrivacyPortal.DataMap.Sources;

namespace Medbook.PrivacyPortal.Tests.DataMap.Sources;

public class PhpSerializedTests
{
    [Theory]
    [InlineData("N;", "null")]
    [InlineData("b:0;", "false")]
    [InlineData("i:-42;", "-42")]
    [InlineData("d:0.5;", "0.5")]
    [InlineData("s:5:\"a\";b\"\";", "\"a\\u0022;b\\u0022\"")]
    [InlineData("a:2:{i:0;s:1:\"x\";s:1:\"k\";a:0:{}}", "{\"0\":\"x\",\"k\":{}}")]
    [InlineData("O:3:\"Foo\":1:{s:6:\"\0Foo\0p\";i:1;}", "{\"p\":1}")]
    public void A_serialised_value_is_read(string text, string json) =>
        Assert.Equal(json, PhpSerialized.Parse(Encoding.UTF8.GetBytes(text))?.ToJsonString() ?? "null");

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("i:1")]
    [InlineData("i:1;i:2;")]
    [InlineData("s:9:\"short\";")]
    [InlineData("s:-1:\"\";")]
    [InlineData("a:1:{i:0;R:1;}")]
    [InlineData("a:99999999:{}")]
    [InlineData("C:3:\"Foo\":0:{}")]
    public void Anything_else_is_refused(string text) =>
        Assert.ThrowsAny<Exception>(() => PhpSerialized.Parse(Encoding.UTF8.GetBytes(text)) is null ? throw new FormatException() : 0);

    [Fact]
    public void A_value_that_is_nested_without_end_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("a:1:{i:0;", 1000));

        Assert.Throws<FormatException>(() => { PhpSerialized.Parse(Encoding.UTF8.GetBytes(deep)); });
    }
}
