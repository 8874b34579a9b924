namespace Medbook.PrivacyPortal.Features.Manage.Subjects;

/// <summary>Names the texts of the pages about persons and their links.</summary>
public sealed class SubjectsTexts;
