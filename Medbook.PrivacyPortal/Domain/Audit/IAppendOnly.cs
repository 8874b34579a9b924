namespace Medbook.PrivacyPortal.Domain.Audit;

/// <summary>Marks an entity that is only ever added. Changing or removing one is refused here, and by triggers in the database.</summary>
/// <remarks>Rules C1, U1.</remarks>
public interface IAppendOnly;
