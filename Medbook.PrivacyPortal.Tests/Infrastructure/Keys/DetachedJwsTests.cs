using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Medbook.PrivacyPortal.Infrastructure.Keys;

namespace Medbook.PrivacyPortal.Tests.Infrastructure.Keys;

public sealed class DetachedJwsTests : IDisposable
{
    private static readonly byte[] Content = "what is signed"u8.ToArray();

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly JsonWebKey published;
    private readonly JsonWebKeySet keys;

    public DetachedJwsTests() => keys = new JsonWebKeySet([published = Publish(key)]);

    public void Dispose() => key.Dispose();

    [Fact]
    public void A_signature_holds_for_its_bytes_and_for_no_others()
    {
        var jws = DetachedJws.Sign(key, published.Kid!, Content);

        Assert.Equal((SignatureState.Good, published.Kid), DetachedJws.Check(jws, Content, keys));
        Assert.Equal(SignatureState.Wrong, DetachedJws.Check(jws, [.. Content, 0], keys).State);
        Assert.Equal(SignatureState.Wrong, DetachedJws.Check(jws, [], keys).State);
    }

    [Fact]
    public void It_is_a_jws_as_the_standard_says()
    {
        var parts = DetachedJws.Sign(key, published.Kid!, Content).Split('.');

        Assert.Equal($$"""{"alg":"ES256","kid":"{{published.Kid}}"}""", Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0])));
        Assert.Equal("", parts[1]);
        // Checked with nothing of the portal's: input, hash and form as RFC 7515 and 7518 give them.
        var input = Encoding.ASCII.GetBytes($"{parts[0]}.{Base64Url.EncodeToString(Content)}");
        Assert.True(key.VerifyHash(SHA256.HashData(input), Base64Url.DecodeFromChars(parts[2])));
    }

    [Fact]
    public void Another_key_is_unknown_and_one_that_took_the_name_is_found_out()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var jws = DetachedJws.Sign(key, published.Kid!, Content);

        Assert.Equal((SignatureState.UnknownKey, published.Kid), DetachedJws.Check(jws, Content, new JsonWebKeySet([Publish(other)])));
        Assert.Equal(SignatureState.Wrong, DetachedJws.Check(jws, Content, new JsonWebKeySet([Publish(other) with { Kid = published.Kid }])).State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("not a signature")]
    [InlineData("!!!..!!!")]
    [InlineData("eyJhbGciOiJub25lIn0..")]
    public void Something_else_is_no_signature(string text) => Assert.Equal(SignatureState.Malformed, DetachedJws.Check(text, Content, keys).State);

    [Theory]
    [InlineData("""{"alg":"none","kid":"KID"}""")]
    [InlineData("""{"alg":"HS256","kid":"KID"}""")]
    [InlineData("""{"alg":"ES256","kid":"KID","crit":["b64"],"b64":false}""")]
    [InlineData("""{"alg":"ES256"}""")]
    [InlineData("[]")]
    public void The_algorithm_is_not_the_signatures_to_choose(string head)
    {
        var bytes = Encoding.UTF8.GetBytes(head.Replace("KID", published.Kid, StringComparison.Ordinal));
        Assert.Equal(SignatureState.Malformed, DetachedJws.Check($"{Base64Url.EncodeToString(bytes)}..AAAA", Content, keys).State);
    }

    [Fact]
    public void A_key_set_is_read_back_as_it_was_written_and_its_names_are_thumbprints()
    {
        var read = JsonWebKeySet.TryParse(keys.ToJson())!;

        Assert.Equal(published, Assert.Single(read.Keys));
        Assert.Equal(read.Keys[0].Thumbprint(), read.Keys[0].Kid);
        // The key of RFC 7517, A.1; its thumbprint was computed with another program.
        var known = new JsonWebKey("EC", "P-256", "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM");
        Assert.Equal("cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s", known.Thumbprint());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"keys":null}""")]
    [InlineData("""{"keys":[{"kty":"EC"}]}""")]
    [InlineData("<html>")]
    public void Something_else_is_no_key_set(string text) => Assert.Null(JsonWebKeySet.TryParse(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("EC", "P-256", "AAAA", "AAAA")]
    [InlineData("EC", "P-256", "***", "***")]
    [InlineData("RSA", "P-256", "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM")]
    [InlineData("EC", "P-256", "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4")]
    public void What_is_no_point_of_the_curve_opens_no_key(string kty, string crv, string x, string y) =>
        Assert.Null(new JsonWebKey(kty, crv, x, y).TryOpen());

    private static JsonWebKey Publish(ECDsa key)
    {
        var point = key.ExportParameters(false).Q;
        var bare = new JsonWebKey("EC", "P-256", Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        return bare with { Kid = bare.Thumbprint(), Alg = "ES256", Use = "sig" };
    }
}
