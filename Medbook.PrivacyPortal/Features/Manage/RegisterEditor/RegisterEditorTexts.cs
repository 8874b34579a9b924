namespace Medbook.PrivacyPortal.Features.Manage.RegisterEditor;

/// <summary>Names the texts of the pages where the register is written and compared.</summary>
public sealed class RegisterEditorTexts;
