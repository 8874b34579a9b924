using System.Xml.Linq;
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Medbook.PrivacyPortal.Tests.Architecture;

/// <summary>What others build on says what it means: public members of some folders have documentation.</summary>
public static class DocumentationRules
{
    private static readonly string[] Folders = ["Domain", "DataMap", "Infrastructure"];

    /// <summary>Public members of these folders without documentation.</summary>
    /// <param name="code">The compiled code.</param>
    /// <param name="documentation">The XML file that the compiler wrote.</param>
    public static IEnumerable<string> Violations(CompiledCode code, XDocument documentation)
    {
        var documented = documentation.Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);
        return code.Types.Where(type => Folders.Contains(type.Folder.Split('/')[0]))
            .SelectMany(type => Public(type.Definition))
            .SelectMany(type => Members(type).Prepend(type).Where(member => !IsDocumented(member, documented)))
            .Select(member => member.FullName);
    }

    private static IEnumerable<TypeDefinition> Public(TypeDefinition type) =>
        type.IsPublic || type.IsNestedPublic ? type.NestedTypes.SelectMany(Public).Prepend(type) : [];

    // A constructor takes what its type says; accessors and what the compiler wrote belong to something that is looked at.
    private static IEnumerable<IMemberDefinition> Members(TypeDefinition type)
    {
        if (type.BaseType?.Name == "MulticastDelegate") return [];
        return
        [
            .. type.Fields.Where(field => field is { IsPublic: true, IsSpecialName: false }),
            .. type.Properties.Where(property => property.GetMethod is { IsPublic: true } get && !IsInherited(get)),
            .. type.Methods.Where(method => method.IsPublic && !IsInherited(method) && !IsGenerated(method)
                && !method.IsConstructor && !method.IsGetter && !method.IsSetter),
        ];
    }

    private static bool IsDocumented(IMemberDefinition member, Dictionary<string, XElement> documented)
    {
        if (documented.ContainsKey(DocCommentId.GetDocCommentId(member))) return true;

        // The properties of a positional record are documented as its parameters.
        return member is PropertyDefinition && documented.TryGetValue(DocCommentId.GetDocCommentId(member.DeclaringType), out var type)
            && type.Elements("param").Any(parameter => parameter.Attribute("name")!.Value == member.Name);
    }

    // What overrides or implements says the same as what it overrides.
    private static bool IsInherited(MethodDefinition method) => method.IsVirtual && (!method.IsNewSlot || Implements(method));

    private static bool Implements(MethodDefinition method) =>
        method.IsFinal && method.DeclaringType.Interfaces.Select(i => i.InterfaceType.Resolve())
            .Any(type => type?.Methods.Any(other => other.Name == method.Name) == true);

    private static bool IsGenerated(MethodDefinition method) =>
        method.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "CompilerGeneratedAttribute");
}
