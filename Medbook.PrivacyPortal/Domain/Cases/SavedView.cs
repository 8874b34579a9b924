namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>A view of the queue that an officer keeps under a name.</summary>
public sealed class SavedView
{
    /// <summary>Characters of a name.</summary>
    public const int MaxName = 60;

    /// <summary>Characters of an address.</summary>
    public const int MaxQuery = 500;

    /// <summary>Views that one officer keeps.</summary>
    public const int MostPerOfficer = 20;

    private SavedView() { }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>Account of the officer.</summary>
    public string Officer { get; private set; } = "";

    /// <summary>What the officer calls it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The filters, as the address of the queue writes them: <c>?kind=Erasure</c>. It leads nowhere else.</summary>
    public string Query { get; private set; } = "";

    /// <summary>A view.</summary>
    /// <returns>The view; or <see cref="ViewNameMissing"/>, <see cref="ValueTooLong"/>.</returns>
    public static Result<SavedView> Of(Guid id, string officer, string name, string query)
    {
        var words = name.Trim();
        if (words.Length == 0) return new ViewNameMissing();
        if (words.Length > MaxName) return new ValueTooLong(MaxName);
        if (query.Length > MaxQuery) return new ValueTooLong(MaxQuery);
        return new SavedView { Id = id, Officer = officer, Name = words, Query = query };
    }
}
