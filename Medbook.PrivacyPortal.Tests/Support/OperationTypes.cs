using System.Reflection;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>The portal's operations, found by reflection: sealed classes under <c>Operations</c> with a <c>RunAsync</c>.</summary>
public static class OperationTypes
{
    public static IReadOnlyList<Type> All { get; } = [.. typeof(Program).Assembly.GetTypes()
        .Where(type => type.Namespace?.StartsWith("Medbook.PrivacyPortal.Operations.", StringComparison.Ordinal) == true
            && type.IsClass && RunOf(type) is not null)];

    public static MethodInfo? RunOf(Type type) =>
        type.GetMethod("RunAsync", BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly);
}
