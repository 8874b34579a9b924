using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>
/// Reads PHP's <c>serialize()</c> form into JSON nodes. Values only: nothing of a class is loaded or called.
/// References between parts are refused.
/// </summary>
internal ref struct PhpSerialized
{
    private const int Deepest = 64;

    private readonly ReadOnlySpan<byte> bytes;
    private int at;

    private PhpSerialized(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <summary>Reads a value.</summary>
    /// <exception cref="FormatException">It is not in this form.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> bytes)
    {
        var parser = new PhpSerialized(bytes);
        var value = parser.Value(0);
        return parser.at == bytes.Length ? value : throw new FormatException();
    }

    private JsonNode? Value(int depth)
    {
        if (depth > Deepest || at + 1 >= bytes.Length) throw new FormatException();
        var kind = bytes[at++];
        if (kind == 'N')
        {
            Expect(';');
            return null;
        }
        Expect(':');
        switch (kind)
        {
            case (byte)'b': return JsonValue.Create(Until(';') == "1");
            case (byte)'i': return JsonValue.Create(long.Parse(Until(';'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
            case (byte)'d': return JsonValue.Create(double.Parse(Until(';'), NumberStyles.Float, CultureInfo.InvariantCulture));
            case (byte)'s':
                var text = JsonValue.Create(Quoted());
                Expect(';');
                return text;
            case (byte)'a': return Entries(depth);
            case (byte)'O':
                Quoted();
                Expect(':');
                return Entries(depth);
            default: throw new FormatException();
        }
    }

    private JsonObject Entries(int depth)
    {
        var count = int.Parse(Until(':'), NumberStyles.None, CultureInfo.InvariantCulture);
        Expect('{');
        var entries = new JsonObject();
        for (var i = 0; i < count; i++)
        {
            var key = Value(depth + 1)?.ToString() ?? throw new FormatException();
            // Private members carry the class's name between NULs.
            entries[key[(key.LastIndexOf('\0') + 1)..]] = Value(depth + 1);
        }
        Expect('}');
        return entries;
    }

    // The length counts bytes, not characters.
    private string Quoted()
    {
        var length = int.Parse(Until(':'), NumberStyles.None, CultureInfo.InvariantCulture);
        Expect('"');
        if (length > bytes.Length - at) throw new FormatException();
        var text = Encoding.UTF8.GetString(bytes.Slice(at, length));
        at += length;
        Expect('"');
        return text;
    }

    private string Until(char end)
    {
        var length = bytes[at..].IndexOf((byte)end);
        if (length < 0) throw new FormatException();
        var text = Encoding.ASCII.GetString(bytes.Slice(at, length));
        at += length + 1;
        return text;
    }

    private void Expect(char c)
    {
        if (at >= bytes.Length || bytes[at++] != c) throw new FormatException();
    }
}
