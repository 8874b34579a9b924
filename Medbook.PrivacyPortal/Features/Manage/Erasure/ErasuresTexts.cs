namespace Medbook.PrivacyPortal.Features.Manage.Erasure;

/// <summary>Names the texts of the list of erasures that are not done.</summary>
public sealed class ErasuresTexts;
