namespace Medbook.PrivacyPortal.Ui;

/// <summary>What is wrong with a field, told as how to mend it.</summary>
/// <param name="FieldId">The <c>id</c> of the input.</param>
/// <param name="Text">The sentence; the same stands under the field.</param>
public sealed record FieldError(string FieldId, string Text);
