using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Medbook.PrivacyPortal.Tests.Architecture;

/// <summary>An assembly as it was compiled: its types by folder, and what each of them refers to.</summary>
public sealed class CompiledCode
{
    private readonly AssemblyDefinition assembly;
    private readonly string root;

    /// <param name="file">The assembly; its portable PDB lies beside it.</param>
    /// <param name="root">The namespace of the project's top folder; what lies elsewhere is not looked at.</param>
    public CompiledCode(string file, string root)
    {
        this.root = root;
        assembly = AssemblyDefinition.ReadAssembly(file, new ReaderParameters { ReadSymbols = true });
        Types = [.. assembly.MainModule.Types.Where(IsOurs).Select(type => new CompiledType(type, FolderOf(type)))];
        References = [.. Types.SelectMany(type => type.Refers.Where(IsOurs)
            .Select(other => new Reference(type.Definition.FullName, type.Folder, Outermost(other).FullName, FolderOf(Outermost(other)))))
            .Where(reference => reference.From != reference.To)
            .Distinct()];
    }

    /// <summary>The types the project wrote itself, without nested ones: those belong to their outermost type.</summary>
    public IReadOnlyList<CompiledType> Types { get; }

    /// <summary>Who refers to whom, within the project.</summary>
    public IReadOnlyList<Reference> References { get; }

    /// <summary>A type of the project, by its name below the top folder, for example <c>Persistence.PortalDb</c>.</summary>
    public TypeDefinition Find(string name) =>
        assembly.MainModule.GetType($"{root}.{name}") ?? throw new InvalidOperationException($"{root}.{name} does not exist.");

    internal static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private bool IsOurs(TypeReference type)
    {
        var outer = Outermost(type);
        return outer.Scope == assembly.MainModule && (outer.Namespace == root || outer.Namespace.StartsWith(root + ".", StringComparison.Ordinal));
    }

    /// <summary>Folder with slashes, empty for the top.</summary>
    private string FolderOf(TypeReference type) =>
        type.Namespace.Length == root.Length ? "" : type.Namespace[(root.Length + 1)..].Replace('.', '/');
}

/// <summary>One type refers to another.</summary>
public sealed record Reference(string From, string FromFolder, string To, string ToFolder)
{
    public override string ToString() => $"{From} uses {To}";
}

/// <summary>A type with everything nested in it: lambdas, state machines.</summary>
public sealed class CompiledType(TypeDefinition definition, string folder)
{
    public TypeDefinition Definition { get; } = definition;

    public string Folder { get; } = folder;

    public IReadOnlyList<MethodDefinition> Methods { get; } = [.. WithNested(definition).SelectMany(type => type.Methods)];

    /// <summary>The methods that are called, with their callers.</summary>
    public IEnumerable<MethodReference> Calls =>
        Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions).Select(i => i.Operand).OfType<MethodReference>();

    /// <summary>Every type that is named anywhere in this one.</summary>
    public IEnumerable<TypeReference> Refers => WithNested(Definition).SelectMany(In).SelectMany(Parts).DistinctBy(type => type.FullName);

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    private static IEnumerable<TypeReference?> In(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(i => i.InterfaceType),
        .. type.GenericParameters.SelectMany(Constraints),
        .. Attributes(type),
        .. type.Fields.SelectMany(field => Attributes(field).Append(field.FieldType)),
        .. type.Properties.SelectMany(Attributes),
        .. type.Methods.SelectMany(In),
    ];

    private static IEnumerable<TypeReference?> In(MethodDefinition method) =>
    [
        method.ReturnType,
        .. Attributes(method),
        .. method.GenericParameters.SelectMany(Constraints),
        .. method.Parameters.SelectMany(parameter => Attributes(parameter).Append(parameter.ParameterType)),
        .. method.HasBody ? In(method.Body) : [],
    ];

    private static IEnumerable<TypeReference?> In(MethodBody body) =>
    [
        .. body.Variables.Select(variable => variable.VariableType),
        .. body.ExceptionHandlers.Select(handler => handler.CatchType),
        .. body.Instructions.SelectMany(instruction => In(instruction.Operand)),
    ];

    private static IEnumerable<TypeReference?> In(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method =>
        [
            method.DeclaringType, method.ReturnType,
            .. method.Parameters.Select(parameter => parameter.ParameterType),
            .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
        ],
        _ => [],
    };

    private static IEnumerable<TypeReference> Constraints(GenericParameter parameter) => parameter.Constraints.Select(c => c.ConstraintType);

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.SelectMany(attribute => attribute.ConstructorArguments
            .Concat(attribute.Properties.Select(property => property.Argument))
            .Select(argument => argument.Value).OfType<TypeReference>()
            .Append(attribute.AttributeType));

    // List<Page>[] names List and Page.
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Concat(Parts(generic.ElementType)),
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };
}
