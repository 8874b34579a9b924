using Medbook.PrivacyPortal.Infrastructure.Vault;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Persistence.Backups;

/// <summary>The tables of the vault's wrapped keys, which go into an archive of their own.</summary>
internal static class KeyTables
{
    /// <summary>Their names, each after the ones it refers to.</summary>
    public static IReadOnlyList<string> Of(PortalDb db) => [NameOf<OwnerKey>(db), NameOf<VaultFile>(db)];

    private static string NameOf<T>(PortalDb db) => db.Model.FindEntityType(typeof(T))!.GetTableName()!;
}
