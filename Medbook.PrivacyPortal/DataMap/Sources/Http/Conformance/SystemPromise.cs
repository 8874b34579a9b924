namespace Medbook.PrivacyPortal.DataMap.Sources.Http.Conformance;

/// <summary>What a promise needs to be tried.</summary>
internal enum PromiseNeed
{
    /// <summary>Nothing.</summary>
    Nothing,
    /// <summary>A person that was made for it.</summary>
    Person,
    /// <summary>Leave to change that person's data.</summary>
    Writing,
}

/// <summary>One promise of the protocol. It is tried with questions only, as the portal asks them.</summary>
internal abstract class SystemPromise(string sentence, PromiseNeed need = PromiseNeed.Nothing)
{
    /// <summary>What is expected of a system.</summary>
    public string Sentence => sentence;

    /// <summary>What it needs to be tried.</summary>
    public PromiseNeed Need => need;

    /// <summary>Tries it.</summary>
    /// <exception cref="SourceFailedException">The system fails where it should answer: the promise is broken.</exception>
    public abstract Task<Finding> TryAsync(SystemTrial trial, CancellationToken ct);

    /// <summary>How a system fails; null where it answers.</summary>
    protected static async Task<SourceFailedException?> FailureAsync(Func<Task> asking)
    {
        try
        {
            await asking();
            return null;
        }
        catch (SourceFailedException failure)
        {
            return failure;
        }
    }

    /// <summary>A sentence where a system fails in another way than it should; null where it fails as expected.</summary>
    protected static string? Unless(SourceFault expected, SourceFailedException? failure) =>
        failure?.Fault == expected ? null : failure is null ? "It answered." : $"It failed with {Of(failure)}.";

    /// <summary>A failure in a few words.</summary>
    public static string Of(SourceFailedException failure) => failure.EngineCode is { } code ? $"{failure.Fault} ({code})" : $"{failure.Fault}";
}
