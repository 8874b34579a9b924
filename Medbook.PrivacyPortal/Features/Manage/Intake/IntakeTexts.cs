namespace Medbook.PrivacyPortal.Features.Manage.Intake;

/// <summary>Names the texts of what comes by letter, call and mail.</summary>
public sealed class IntakeTexts;
