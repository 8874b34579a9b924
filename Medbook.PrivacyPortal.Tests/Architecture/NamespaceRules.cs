using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Medbook.PrivacyPortal.Tests.Architecture;

/// <summary>Namespace equals folder, by the source files that the compiler wrote into the PDB.</summary>
public static class NamespaceRules
{
    // Types without code of their own (enumerations, interfaces) name their files in this record of the PDB.
    private static readonly Guid TypeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    /// <summary>Types whose file lies in another folder than their namespace says.</summary>
    /// <param name="assembly">The assembly; its portable PDB lies beside it.</param>
    /// <param name="root">The namespace of <paramref name="folder"/>.</param>
    /// <param name="folder">The folder of the sources.</param>
    /// <param name="looked">How many types were compared with a file.</param>
    public static IReadOnlyList<string> Violations(string assembly, string root, string folder, out int looked)
    {
        using var pdb = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly, ".pdb")));
        using var pe = new System.Reflection.PortableExecutable.PEReader(File.OpenRead(assembly));
        var (symbols, metadata) = (pdb.GetMetadataReader(), pe.GetMetadataReader());
        var violations = new List<string>();
        looked = 0;
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            var space = metadata.GetString(type.Namespace);
            if (type.IsNested || !(space == root || space.StartsWith(root + ".", StringComparison.Ordinal))) continue;
            foreach (var file in Files(symbols, handle, type).Where(file => IsWritten(file, folder)))
            {
                looked++;
                var expected = (root + "." + Path.GetRelativePath(folder, Path.GetDirectoryName(file)!).Replace('/', '.')).TrimEnd('.');
                if (space != expected) violations.Add($"{space}.{metadata.GetString(type.Name)} lies in {file}");
            }
        }
        return violations;
    }

    private static bool IsWritten(string file, string folder) =>
        file.StartsWith(folder + "/", StringComparison.Ordinal) && !file.StartsWith(folder + "/obj/", StringComparison.Ordinal);

    private static HashSet<string> Files(MetadataReader symbols, TypeDefinitionHandle handle, TypeDefinition type)
    {
        var documents = type.GetMethods()
            .Select(method => symbols.GetMethodDebugInformation(method))
            .SelectMany(method => method.GetSequencePoints())
            .Where(point => !point.IsHidden)
            .Select(point => point.Document)
            .Concat(OfType(symbols, handle));
        return [.. documents.Select(document => symbols.GetString(symbols.GetDocument(document).Name).Replace('\\', '/'))];
    }

    private static IEnumerable<DocumentHandle> OfType(MetadataReader symbols, TypeDefinitionHandle handle)
    {
        foreach (var information in symbols.GetCustomDebugInformation(handle).Select(symbols.GetCustomDebugInformation)
            .Where(information => symbols.GetGuid(information.Kind) == TypeDefinitionDocuments))
        {
            var blob = symbols.GetBlobReader(information.Value);
            var rows = new List<DocumentHandle>();
            while (blob.RemainingBytes > 0) rows.Add(MetadataTokens.DocumentHandle(blob.ReadCompressedInteger()));
            foreach (var row in rows) yield return row;
        }
    }
}
