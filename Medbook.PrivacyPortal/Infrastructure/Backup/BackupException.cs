namespace Medbook.PrivacyPortal.Infrastructure.Backup;

/// <summary>A backup could not be made, read or restored. The sentence says what to do and quotes no record.</summary>
public sealed class BackupException(string sentence) : Exception(sentence);
