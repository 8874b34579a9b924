namespace Medbook.PrivacyPortal.Infrastructure.Scheduling;

/// <summary>Rings when a run was asked for.</summary>
public sealed class RunBell : Bell;
