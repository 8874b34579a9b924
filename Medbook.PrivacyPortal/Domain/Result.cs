using System.Diagnostics.CodeAnalysis;

namespace Medbook.PrivacyPortal.Domain;

/// <summary>The outcome of an operation that returns nothing: done, or a <see cref="Problem"/>.</summary>
/// <param name="Problem">Why it was not done; null when it was.</param>
public readonly record struct Result(Problem? Problem)
{
    /// <summary>It was done.</summary>
    public static Result Ok => default;

    /// <summary>Whether it was done.</summary>
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsOk => Problem is null;

    /// <summary>A problem is a result.</summary>
    public static implicit operator Result(Problem problem) => new(problem);
}

/// <summary>The outcome of an operation that returns a value: the value, or a <see cref="Problem"/>.</summary>
/// <typeparam name="T">What is returned when it was done.</typeparam>
public sealed record Result<T>
{
    private Result(T? value, Problem? problem) => (Value, Problem) = (value, problem);

    /// <summary>The value; only when <see cref="IsOk"/>.</summary>
    public T? Value { get; }

    /// <summary>Why it was not done; only when not <see cref="IsOk"/>.</summary>
    public Problem? Problem { get; }

    /// <summary>Whether it was done.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsOk => Problem is null;

    /// <summary>A value is a result.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A problem is a result.</summary>
    public static implicit operator Result<T>(Problem problem) => new(default, problem);
}
