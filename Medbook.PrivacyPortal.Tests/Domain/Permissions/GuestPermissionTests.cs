using System.Reflection;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Operations.Subjects;

namespace Medbook.PrivacyPortal.Tests.Domain.Permissions;

/// <summary>A mail address that a code proved releases no data: an officer always answers.</summary>
public sealed class GuestPermissionTests
{
    // They look whether what a draft names exists. A guest cannot name a record: ScopeTests.
    private static readonly Type[] ChecksOfDrafts = [typeof(StartRequest), typeof(SaveDraft)];

    private static readonly IReadOnlyList<Type> OfGuests =
        [.. OperationsRegistration.All().Where(type => PermissionTable.Of(Enum.Parse<Permission>(type.Name)).Roles.Contains(Role.Guest))];

    [Fact]
    public void No_operation_that_can_read_a_source_permits_a_guest()
    {
        Assert.NotEmpty(OfGuests);
        Assert.Equal(ChecksOfDrafts.Select(type => type.Name).Order(), OfGuests.Where(type => Reaches(type, typeof(SourceCatalog))).Select(type => type.Name).Order());
    }

    [Theory]
    [InlineData("Copies")]
    [InlineData("Reviews")]
    [InlineData("Subjects")]
    [InlineData("Consents")]
    public void Nothing_that_is_held_or_copied_is_a_guests(string folder) =>
        Assert.DoesNotContain(OfGuests, type => type.Namespace!.Contains($".Operations.{folder}", StringComparison.Ordinal));

    [Fact]
    public void What_reads_a_source_is_recognised_also_through_others()
    {
        Assert.True(Reaches(typeof(ReadHeldData), typeof(SourceCatalog)));
        Assert.True(Reaches(typeof(MakeCopy), typeof(SourceCatalog)));
        Assert.False(Reaches(typeof(ReadMyRequest), typeof(SourceCatalog)));
    }

    [Fact]
    public void A_guest_has_no_other_role() => Assert.Equal([Role.Guest], Actor.GuestOf(default, "session").Roles);

    /// <summary>Whether something is handed a type, itself or through what it is handed.</summary>
    private static bool Reaches(Type type, Type what, int depth = 4) => depth > 0
        && type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => parameter.ParameterType)
            .Any(given => given == what || (given.Assembly == what.Assembly && Reaches(given, what, depth - 1)));
}
