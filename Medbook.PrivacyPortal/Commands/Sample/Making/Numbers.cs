namespace Medbook.PrivacyPortal.Commands.Sample.Making;

/// <summary>Counts the rows of each table, from 1.</summary>
internal sealed class Numbers
{
    private readonly Dictionary<Type, int> last = [];

    public int Next<T>() => last[typeof(T)] = last.GetValueOrDefault(typeof(T)) + 1;
}
