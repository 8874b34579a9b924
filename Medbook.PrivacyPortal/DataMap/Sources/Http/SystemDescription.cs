namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>What a system says it holds: the answer to <c>describe</c>.</summary>
/// <param name="Protocol">Version of the protocol it speaks.</param>
/// <param name="Tables">Its kinds of records.</param>
internal sealed record SystemDescription(int Protocol, IReadOnlyList<SystemTable> Tables);

/// <summary>One kind of records.</summary>
/// <param name="Name">Name, as the map's <c>table</c>.</param>
/// <param name="Key">Fields that identify a row.</param>
/// <param name="Fields">All its fields.</param>
internal sealed record SystemTable(string Name, IReadOnlyList<string> Key, IReadOnlyList<SystemField> Fields);

/// <summary>One field.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">One of: text, integer, decimal, boolean, uuid, bytes, json, date, time, timestamp.</param>
/// <param name="Nullable">Whether it may hold nothing.</param>
/// <param name="MaxLength">Longest text in characters; null where there is no limit.</param>
internal sealed record SystemField(string Name, string Type, bool Nullable, int? MaxLength = null);
