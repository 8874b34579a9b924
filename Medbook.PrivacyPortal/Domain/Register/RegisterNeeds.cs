namespace Medbook.PrivacyPortal.Domain.Register;

/// <summary>What relies on the register: a version that lacks it cannot be put in force.</summary>
/// <param name="Activities">Activities that hold data of the map, or that people choose about.</param>
/// <param name="Bases">The legal basis that something relies on, with its activity.</param>
/// <param name="Choices">What people were promised to decide about a recipient.</param>
public sealed record RegisterNeeds(
    IReadOnlyCollection<string> Activities, IReadOnlyCollection<(string Activity, LegalBasis Basis)> Bases, IReadOnlyDictionary<string, RecipientChoice> Choices)
{
    /// <summary>What a version does not have; null where it has all.</summary>
    /// <param name="register">The version.</param>
    public Problem? LackOf(RegisterVersion register)
    {
        if (Activities.Where(id => register.Find(id) is not { IsActive: true }).Order(StringComparer.Ordinal).FirstOrDefault() is { } activity) return new RegisterActivityNeeded(activity);
        foreach (var (id, basis) in Bases)
        {
            if (!register.Find(id)!.Bases.Contains(basis)) return new RegisterBasisNeeded(id);
        }
        return Choices.Where(promised => register.Recipients.FirstOrDefault(r => r.Id == promised.Key)?.Choice != promised.Value)
            .Select(promised => new RegisterChoiceNeeded(promised.Key)).FirstOrDefault();
    }
}
