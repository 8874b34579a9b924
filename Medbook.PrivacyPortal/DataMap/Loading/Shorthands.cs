namespace Medbook.PrivacyPortal.DataMap.Loading;

/// <summary>A part of the file that may be written as one text instead of an object.</summary>
internal interface IFromText<out TSelf>
{
    /// <summary>Reads the text; a <see cref="FormatException"/> carries the sentence that says what to mend.</summary>
    static abstract TSelf FromText(string text);
}

/// <summary>A part of the file that may be written as a list instead of an object.</summary>
internal interface IFromList<out TSelf, in TItem>
{
    static abstract TSelf FromList(IReadOnlyList<TItem> items);
}

/// <summary>A list that may be written without its brackets when it has one element.</summary>
internal sealed class OneOrMany<T>(IEnumerable<T> items) : List<T>(items)
{
    public OneOrMany() : this([]) { }
}

/// <summary>A text, a number, true, false or null.</summary>
/// <param name="Value">string, long, decimal, bool or null.</param>
internal sealed record Scalar(object? Value);
