using Mono.Cecil;

namespace Medbook.PrivacyPortal.Tests.Architecture;

/// <summary>The shape of an operation: sealed, one <c>RunAsync</c>, who acts comes first and is checked first.</summary>
public static class OperationRules
{
    /// <summary>Classes below <c>Operations</c> that run something.</summary>
    public static IEnumerable<CompiledType> All(CompiledCode code) =>
        code.Types.Where(type => type.Folder.StartsWith("Operations/", StringComparison.Ordinal)
            && type.Definition.IsClass && Runs(type.Definition).Any());

    /// <summary>What is wrong with the shape or the check of an operation.</summary>
    public static IEnumerable<string> Violations(CompiledCode code)
    {
        var permissions = code.Find("Domain.Permissions.Permission").Fields.Where(field => field.HasConstant)
            .ToDictionary(field => field.Name, field => Convert.ToInt32(field.Constant));
        return All(code).SelectMany(operation => Faults(operation, permissions).Select(fault => $"{operation.Definition.FullName} {fault}"));
    }

    /// <summary>Permissions without an operation of that name.</summary>
    public static IEnumerable<string> Orphans(CompiledCode code)
    {
        var names = All(code).Select(operation => operation.Definition.Name).ToHashSet();
        return code.Find("Domain.Permissions.Permission").Fields
            .Where(field => field.HasConstant && !names.Contains(field.Name)).Select(field => field.Name);
    }

    private static IEnumerable<string> Faults(CompiledType operation, Dictionary<string, int> permissions)
    {
        var type = operation.Definition;
        if (!type.IsSealed) yield return "is not sealed";
        if (Runs(type).Count() > 1) yield return "has several RunAsync";
        var run = Runs(type).First();
        if (run.Parameters.FirstOrDefault()?.ParameterType.Name != "Actor") yield return "does not take the actor first";
        if (run.Parameters.LastOrDefault()?.ParameterType.Name != "CancellationToken") yield return "does not take a cancellation token last";
        if (!ReturnsResult(run)) yield return "does not return a Result";
        if (!permissions.TryGetValue(type.Name, out var own)) yield return "has no permission of its name";
        else if (!ChecksFirst(run, own)) yield return "does not ask the guard first, for the permission of its name";
    }

    private static IEnumerable<MethodDefinition> Runs(TypeDefinition type) =>
        type.Methods.Where(method => method is { Name: "RunAsync", IsPublic: true, IsStatic: false });

    private static bool ReturnsResult(MethodDefinition run) =>
        run.ReturnType is GenericInstanceType task && task.ElementType.Name is "Task`1" or "ValueTask`1" or "IAsyncEnumerable`1"
        && ((GenericInstanceType)run.ReturnType).GenericArguments[0].Name is "Result" or "Result`1";

    /// <summary>The first call of anything but the runtime is <c>Guard.Check</c>, with the constant of this permission.</summary>
    private static bool ChecksFirst(MethodDefinition run, int permission)
    {
        var code = Code(run).Body.Instructions;
        // What a lambda takes along is put into an object of the compiler's before anything that was written.
        var first = code.FirstOrDefault(instruction => instruction.Operand is MethodReference method
            && !method.DeclaringType.FullName.StartsWith("System.", StringComparison.Ordinal)
            && !method.DeclaringType.Name.StartsWith("<>c__DisplayClass", StringComparison.Ordinal));
        return first?.Operand is MethodReference { Name: "Check", DeclaringType.Name: "Guard" }
            && first.Previous is { } constant && Constant(constant) == permission;
    }

    // An async method is a shell around a state machine, which holds what was written.
    private static MethodDefinition Code(MethodDefinition run) =>
        run.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name is "AsyncStateMachineAttribute" or "AsyncIteratorStateMachineAttribute")
            ?.ConstructorArguments[0].Value is TypeReference machine
            ? machine.Resolve().Methods.Single(method => method.Name == "MoveNext")
            : run;

    private static int? Constant(Mono.Cecil.Cil.Instruction instruction) => instruction.OpCode.Code switch
    {
        >= Mono.Cecil.Cil.Code.Ldc_I4_0 and <= Mono.Cecil.Cil.Code.Ldc_I4_8 => instruction.OpCode.Code - Mono.Cecil.Cil.Code.Ldc_I4_0,
        Mono.Cecil.Cil.Code.Ldc_I4_S => (sbyte)instruction.Operand,
        Mono.Cecil.Cil.Code.Ldc_I4 => (int)instruction.Operand,
        _ => null,
    };
}
