using System.Text.Json;

namespace Medbook.PrivacyPortal.DataMap.Loading;

/// <summary>The text of a map: its JSON, the line of every place in it, and the faults found so far.</summary>
internal sealed class MapFile
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly Dictionary<string, int> lines = new() { [""] = 1 };
    private readonly List<MapFault> faults = [];

    private MapFile(string name) => Name = name;

    public string Name { get; }

    /// <summary>The whole file; null where it is no JSON.</summary>
    public JsonElement? Root { get; private set; }

    public IReadOnlyList<MapFault> Faults => [.. faults.OrderBy(f => f.Line ?? 0)];

    public static MapFile Parse(string name, ReadOnlyMemory<byte> utf8)
    {
        var file = new MapFile(name);
        if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        try
        {
            using var document = JsonDocument.Parse(utf8, Lenient);
            file.Root = document.RootElement.Clone();
            file.IndexLines(utf8.Span);
        }
        catch (JsonException broken)
        {
            file.faults.Add(new(name, (int?)broken.LineNumber + 1, "", $"This is no JSON. {broken.Message.Split(" LineNumber:")[0]}"));
        }
        return file;
    }

    /// <summary>Notes a fault; the line is that of the place or of what holds it.</summary>
    public void Fault(string path, string sentence)
    {
        var place = path;
        while (!lines.ContainsKey(place) && place.Length > 0) place = Parent(place);
        faults.Add(new(Name, lines.TryGetValue(place, out var line) ? line : null, path, sentence));
    }

    /// <summary>Where a word stands that holds for a place: in it, or in the nearest of what it stands in. The place itself where it stands nowhere.</summary>
    public (string Path, int? Line) Find(string word, string path)
    {
        for (var place = path; place.Length > 0; place = Parent(place))
        {
            if (lines.TryGetValue(Join(place, word), out var line)) return (Join(place, word), line);
        }
        return (path, null);
    }

    private static string Parent(string path) =>
        path.LastIndexOfAny(['.', '[']) is var end and >= 0 ? path[..end] : "";

    private void IndexLines(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var places = new Stack<(string Path, int Next)>();
        var name = "";
        var (line, counted) = (1, 0);
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            line += utf8[counted..start].Count((byte)'\n');
            counted = start;
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                name = Join(places.Peek().Path, reader.GetString()!);
                if (!lines.TryAdd(name, line)) faults.Add(new(Name, line, name, "This name stands twice. Remove one."));
                continue;
            }
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                places.Pop();
                continue;
            }
            // An element of an array has no name, only a number.
            if (places.TryPop(out var holder) && holder.Next >= 0)
            {
                name = $"{holder.Path}[{holder.Next}]";
                lines.TryAdd(name, line);
                holder.Next++;
            }
            if (holder.Path is not null) places.Push(holder);
            if (reader.TokenType == JsonTokenType.StartObject) places.Push((name, -1));
            if (reader.TokenType == JsonTokenType.StartArray) places.Push((name, 0));
        }
    }

    /// <summary>The path of a member.</summary>
    public static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
