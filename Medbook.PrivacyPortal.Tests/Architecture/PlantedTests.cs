using System.Xml.Linq;

namespace Medbook.PrivacyPortal.Tests.Architecture;

/// <summary>Each rule finds the violation that is planted for it in <c>Planted/</c>, and nothing else there.</summary>
public sealed class PlantedTests
{
    private const string Root = "Medbook.PrivacyPortal.Tests.Architecture.Planted";
    private static readonly string File = typeof(PlantedTests).Assembly.Location;

    private static readonly CompiledCode Planted = new(File, Root);

    [Fact]
    public void A_reference_against_the_table_is_found() => Assert.Equal(
        [
            $"{Root}.Domain.Rule uses {Root}.Persistence.PortalDb",
            $"{Root}.Features.Copies.CopiesPage uses {Root}.Features.Requests.RequestsPage",
            $"{Root}.Helpers.Misc lies in a folder the table does not know",
            $"{Root}.Ui.Button uses {Root}.Operations.Cases.OperationWithoutFault",
        ],
        FolderRules.Violations(Planted).Order());

    [Fact]
    public void A_circle_is_found_over_three_folders() =>
        Assert.Contains(FolderRules.Circles(Planted), circle => circle.Split(", ").Length == 3 && circle.Contains("Circle.One", StringComparison.Ordinal));

    [Fact]
    public void A_type_in_a_folder_of_another_name_is_found()
    {
        var folder = Path.GetDirectoryName(Planted.Find("Domain.Rule").Methods.First().DebugInformation.SequencePoints[0].Document.Url)!;

        // All planted types lie in one folder, so that none is where its namespace says.
        var violations = NamespaceRules.Violations(File, Root, folder, out var looked);

        Assert.Equal(looked, violations.Count);
        Assert.Contains(violations, violation => violation.Contains("Domain.Rule lies in", StringComparison.Ordinal));
        Assert.Contains(violations, violation => violation.Contains("Domain.Permissions.Permission lies in", StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_that_touches_the_database_is_found() => Assert.Equal(
        [$"{Root}.Domain.Rule uses {Root}.Persistence.PortalDb", $"{Root}.Features.Requests.RequestsPage uses {Root}.Persistence.PortalDb"],
        SourceRules.PortalDb(Planted).Order());

    [Fact]
    public void Raw_sql_elsewhere_is_found() => Assert.Equal(
        [
            $"{Root}.Features.Requests.RequestsPage calls RelationalQueryableExtensions.FromSqlRaw",
            $"{Root}.Jobs.Sweep calls DbCommand.set_CommandText",
            $"{Root}.Jobs.Sweep calls SqliteCommand..ctor",
        ],
        SourceRules.RawSql(Planted).Order());

    [Fact]
    public void Markup_strings_and_form_files_are_found() => Assert.Equal(
        [$"{Root}.Features.Copies.CopiesPage uses IFormFile", $"{Root}.Ui.Button uses MarkupString"],
        SourceRules.Banned(Planted).Order());

    [Theory]
    [InlineData("OperationThatIsOpen", "is not sealed")]
    [InlineData("OperationWithoutPermission", "has no permission of its name")]
    [InlineData("OperationWithoutGuard", "does not ask the guard first, for the permission of its name")]
    [InlineData("OperationThatLoadsFirst", "does not ask the guard first, for the permission of its name")]
    [InlineData("OperationOfAnotherPermission", "does not ask the guard first, for the permission of its name")]
    [InlineData("OperationWithoutActor", "does not take the actor first")]
    [InlineData("OperationWithoutResult", "does not return a Result")]
    [InlineData("OperationThatCannotBeStopped", "does not take a cancellation token last")]
    public void An_operation_of_another_shape_is_found(string operation, string fault) =>
        Assert.Contains($"{Root}.Operations.Cases.{operation} {fault}", OperationRules.Violations(Planted));

    [Fact]
    public void An_operation_without_fault_passes() => Assert.DoesNotContain(
        OperationRules.Violations(Planted), fault => fault.Contains("OperationWithoutFault", StringComparison.Ordinal));

    [Fact]
    public void A_permission_without_an_operation_is_found() => Assert.Equal(["OperationThatIsGone"], OperationRules.Orphans(Planted));

    [Fact]
    public void A_member_without_documentation_is_found()
    {
        var documentation = XDocument.Parse($"""<doc><members><member name="T:{Root}.Domain.Rule"/></members></doc>""");

        var violations = DocumentationRules.Violations(Planted, documentation).ToList();

        Assert.Contains(violations, member => member.Contains("Domain.Rule::Look", StringComparison.Ordinal));
        Assert.DoesNotContain(violations, member => member.EndsWith("Domain.Rule", StringComparison.Ordinal));
        Assert.DoesNotContain(violations, member => member.Contains("ToString", StringComparison.Ordinal));
    }
}
