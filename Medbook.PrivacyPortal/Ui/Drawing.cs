namespace Medbook.PrivacyPortal.Ui;

/// <summary>The line drawing of an <c>Empty</c> state.</summary>
public enum Drawing
{
    /// <summary>An open folder: nothing is here yet.</summary>
    Folder,
    /// <summary>A magnifier: searched, not found.</summary>
    Search,
    /// <summary>A lock: not for this person.</summary>
    Lock,
    /// <summary>A sheet: there is no such page.</summary>
    Page,
}
