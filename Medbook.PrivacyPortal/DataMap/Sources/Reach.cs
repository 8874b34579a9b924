using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources;

/// <summary>Which rows an erasing is about: those of a person, or everybody's whose period has ended.</summary>
/// <remarks>GDPR 17 and 5(1)(e). It is asked in the statement that erases, so that a row counts as it is at that moment.</remarks>
public abstract class Reach
{
    private protected Reach() { }

    /// <summary>A person's rows are a reach.</summary>
    public static implicit operator Reach(PersonKey person) => new PersonReach(person);

    /// <summary>Whether each row is looked at for its period and for others on it.</summary>
    internal virtual bool TellsPeriods => true;

    /// <summary>Whether rows are read in the order of their key from beginning to end: what they are found by then serves no index.</summary>
    internal virtual bool IsReadThrough => false;

    /// <summary>The rows.</summary>
    internal abstract string Rows(Conditions conditions, Dataset dataset, string alias);

    /// <summary>Whether rows of the dataset may be taken whole.</summary>
    internal abstract bool MayTake(Dataset dataset);

    /// <summary>Of the rows, those that are taken whole.</summary>
    internal abstract string Takes(Conditions conditions, Dataset dataset, string alias);

    /// <summary>Of the rows, those whose fields of a role are meant.</summary>
    internal abstract string InRole(Conditions conditions, Dataset dataset, PersonRole role, string alias);

    /// <summary>Of the rows, those that must stay for somebody else.</summary>
    internal abstract string Others(Conditions conditions, Dataset dataset, string alias);

    /// <summary>The rows that must not lose their way to a person before it is their turn.</summary>
    internal abstract string Leading(Conditions conditions, Dataset dataset, string alias);

    /// <summary>Of these, those that hold a person's key themselves, in none of some columns.</summary>
    internal abstract string Directly(Conditions conditions, Dataset dataset, string alias, IReadOnlyList<string> except);

    /// <summary>The rows, for a source that is not asked in SQL; null where none are meant.</summary>
    internal abstract ReachedRows? Meant(Dataset dataset);

    /// <summary>Further ways on which rows of another dataset need the rows of a table.</summary>
    internal virtual IEnumerable<WayThrough> WaysThrough(Dataset dataset, string table) => [];
}
