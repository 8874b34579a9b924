namespace Medbook.PrivacyPortal.Commands.Sample.Making;

/// <summary>All rows of a sample, one after the other, each after the rows it refers to. Nothing is kept.</summary>
internal static class SampleRows
{
    /// <param name="seed">Which chance.</param>
    /// <param name="members">How many members.</param>
    /// <param name="heavy">Whether <see cref="KnownPeople.Member"/> has 100,000 usage rows.</param>
    public static IEnumerable<object> Of(int seed, int members, bool heavy)
    {
        var numbers = new Numbers();
        return All().SelectMany(person => BusinessRows.Practices(person, seed))
            .Concat(All().SelectMany(person => AccountRows.Of(person, seed, numbers)))
            .Concat(All().SelectMany(person => AccountRows.Choices(person, seed, numbers)
                .Concat(CareerRows.Of(person, seed, numbers))
                .Concat(PortfolioRows.Of(person, seed, members, numbers))
                .Concat(TechnicalRows.Of(person, seed, heavy, numbers))
                .Concat(BusinessRows.Of(person, seed, numbers))
                .Concat(HelpdeskRows.Of(person, seed, numbers))))
            .Concat(HelpdeskRows.Contact(seed, members, numbers))
            .Concat(TechnicalRows.Visitors(seed, members));

        IEnumerable<Person> All() => Enumerable.Range(1, members).Select(id => Person.Of(seed, id));
    }
}
