using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Medbook.PrivacyPortal.DataMap.Loading;

/// <summary>
/// Fills the document classes from JSON, strictly, and goes on after a fault so that all of them are said at once
/// (the serializer stops at the first, in words about .NET). Shapes come from the serializer's own metadata, as the JSON Schema does.
/// </summary>
internal sealed class DocumentBinder(MapFile file)
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        RespectNullableAnnotations = true,
    };

    /// <summary>The document, or null where its shape is wrong (each fault is noted in the file).</summary>
    public T? Bind<T>(JsonElement json) where T : class => (T?)Bind(typeof(T), json, "");

    private object? Bind(Type type, JsonElement json, string path)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(Scalar)) return BindScalar(json, path);
        if (type == typeof(string)) return json.ValueKind == JsonValueKind.String ? json.GetString() : Wrong(path, json, "a text");
        if (type == typeof(bool))
        {
            return json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : Wrong(path, json, "true or false");
        }
        if (type.IsEnum) return BindWord(type, json, path);
        if (Item(type, typeof(OrderedDictionary<,>), 1) is { } value) return BindMembers(type, value, json, path);
        if (Item(type, typeof(OneOrMany<>), 0) is { } item) return BindOneOrMany(type, item, json, path);
        if (Item(type, typeof(List<>), 0) is { } element)
        {
            return json.ValueKind == JsonValueKind.Array ? BindList(element, json, path) : Wrong(path, json, "a list");
        }
        return BindObject(type, json, path);
    }

    private object? BindObject(Type type, JsonElement json, string path)
    {
        if (json.ValueKind == JsonValueKind.String && Shorthand(type, typeof(IFromText<>)) is not null)
        {
            try
            {
                return Call(type, "FromText", json.GetString()!);
            }
            catch (TargetInvocationException wrong) when (wrong.InnerException is FormatException sentence)
            {
                file.Fault(path, sentence.Message);
                return null;
            }
        }
        if (json.ValueKind == JsonValueKind.Array && Shorthand(type, typeof(IFromList<,>)) is { } list)
        {
            return Call(type, "FromList", BindList(list.GetGenericArguments()[1], json, path));
        }
        if (json.ValueKind != JsonValueKind.Object) return Wrong(path, json, "an object");

        var info = Options.GetTypeInfo(type);
        var made = info.CreateObject is { } create ? create() : Activator.CreateInstance(type)!;
        var known = info.Properties.ToDictionary(p => p.Name);
        foreach (var member in json.EnumerateObject())
        {
            var place = MapFile.Join(path, member.Name);
            if (!known.TryGetValue(member.Name, out var property))
            {
                var meant = Words.Nearest(member.Name, known.Keys);
                file.Fault(place, $"'{member.Name}' is no word here. {(meant is null ? $"Known are {string.Join(", ", known.Keys.Order())}." : $"Did you mean '{meant}'?")}");
            }
            else if (Bind(property.PropertyType, member.Value, place) is { } bound)
            {
                property.Set!(made, bound);
            }
        }
        foreach (var missing in known.Values.Where(p => p.IsRequired && !json.TryGetProperty(p.Name, out _)))
        {
            file.Fault(path, $"\"{missing.Name}\" is missing. Write it here.");
        }
        return made;
    }

    private IDictionary? BindMembers(Type type, Type value, JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object) return (IDictionary?)Wrong(path, json, "an object");
        var members = (IDictionary)Activator.CreateInstance(type)!;
        foreach (var member in json.EnumerateObject())
        {
            if (Bind(value, member.Value, MapFile.Join(path, member.Name)) is { } bound) members[member.Name] = bound;
        }
        return members;
    }

    private object? BindOneOrMany(Type type, Type item, JsonElement json, string path)
    {
        if (json.ValueKind == JsonValueKind.Array) return Activator.CreateInstance(type, BindList(item, json, path));
        if (Bind(item, json, path) is not { } one) return null;
        var list = Array.CreateInstance(item, 1);
        list.SetValue(one, 0);
        return Activator.CreateInstance(type, list);
    }

    private IList BindList(Type item, JsonElement json, string path)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        var index = 0;
        foreach (var element in json.EnumerateArray())
        {
            if (Bind(item, element, $"{path}[{index++}]") is { } bound) list.Add(bound);
        }
        return list;
    }

    private object? BindWord(Type type, JsonElement json, string path)
    {
        if (json.ValueKind == JsonValueKind.String && Words.TryRead(type, json.GetString()!, out var value)) return value;
        return Wrong(path, json, $"one of {string.Join(", ", Words.Of(type))}");
    }

    private Scalar? BindScalar(JsonElement json, string path) => json.ValueKind switch
    {
        JsonValueKind.Null => new(null),
        JsonValueKind.String => new(json.GetString()),
        JsonValueKind.True or JsonValueKind.False => new(json.GetBoolean()),
        JsonValueKind.Number when json.TryGetInt64(out var whole) => new(whole),
        JsonValueKind.Number when json.TryGetDecimal(out var number) => new(number),
        _ => (Scalar?)Wrong(path, json, "a text, a number, true, false or null"),
    };

    private object? Wrong(string path, JsonElement json, string wanted)
    {
        var found = json.GetRawText();
        file.Fault(path, $"{(found.Length > 40 ? "This" : found)} does not fit here. Write {wanted}.");
        return null;
    }

    private static object Call(Type type, string method, object argument) =>
        type.GetMethod(method, BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)!.Invoke(null, [argument])!;

    /// <summary>The shorthand a document class offers for itself.</summary>
    public static Type? Shorthand(Type type, Type definition) => Array.Find(type.GetInterfaces(),
        i => i.IsGenericType && i.GetGenericTypeDefinition() == definition && i.GetGenericArguments()[0] == type);

    /// <summary>The item type of a list or dictionary; null where the type is neither.</summary>
    public static Type? Item(Type type, Type definition, int argument) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition ? type.GetGenericArguments()[argument] : null;
}
