using System.Xml.Linq;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations;

namespace Medbook.PrivacyPortal.Tests.Architecture;

/// <summary>The portal as it was compiled keeps the design's directions. That each rule can fail is shown in <see cref="PlantedTests"/>.</summary>
public sealed class ArchitectureTests
{
    private const string Root = "Medbook.PrivacyPortal";
    private static readonly string File = typeof(Program).Assembly.Location;

    // Read once: the tests only look.
    private static readonly CompiledCode Portal = new(File, Root);

    [Fact]
    public void Folders_use_only_what_the_table_allows() => None(FolderRules.Violations(Portal));

    [Fact]
    public void No_folder_needs_one_that_needs_it() => None(FolderRules.Circles(Portal));

    [Theory]
    [InlineData("", "Persistence")]
    [InlineData("Commands", "Persistence")]
    [InlineData("Persistence", "Domain/Subjects")]
    [InlineData("Persistence", "Infrastructure/Settings")]
    [InlineData("Persistence/Configurations", "Domain/Audit")]
    [InlineData("Domain/Audit", "Domain/Permissions")]
    public void Edges_that_are_known_are_found(string from, string to) =>
        Assert.Contains(Portal.References, reference => reference.FromFolder == from && reference.ToFolder == to);

    [Fact]
    public void Namespace_equals_folder()
    {
        var violations = NamespaceRules.Violations(File, Root, SourceFolder(), out var looked);

        None(violations);
        Assert.InRange(looked, Portal.Types.Count * 9 / 10, int.MaxValue);
    }

    [Fact]
    public void Only_operations_the_map_and_persistence_touch_the_database() => None(SourceRules.PortalDb(Portal));

    [Fact]
    public void Raw_sql_is_written_in_two_folders_only() => None(SourceRules.RawSql(Portal));

    [Fact]
    public void Markup_strings_and_form_files_are_used_nowhere() => None(SourceRules.Banned(Portal));

    [Fact]
    public void Every_operation_asks_the_guard_first_for_the_permission_of_its_name() =>
        None(OperationRules.Violations(Portal));

    [Fact]
    public void Every_permission_belongs_to_an_operation() => None(OperationRules.Orphans(Portal));

    [Fact]
    public void The_operations_that_are_registered_are_the_ones_that_are_looked_at() => Assert.Equal(
        OperationsRegistration.All().Select(type => type.FullName).Order(),
        OperationRules.All(Portal).Select(type => type.Definition.FullName).Order());

    [Fact]
    public void Every_permission_has_a_row_in_the_table() =>
        Assert.All(Enum.GetValues<Permission>(), permission =>
            Assert.NotEmpty(PermissionTable.Of(permission).Roles));

    [Fact]
    public void What_others_build_on_is_documented() =>
        None(DocumentationRules.Violations(Portal, XDocument.Load(Path.ChangeExtension(File, ".xml"))));

    private static void None(IEnumerable<string> violations) =>
        Assert.True(!violations.Any(), string.Join(Environment.NewLine, violations.Prepend("")));

    // Program.cs lies in the project's folder, wherever it was compiled.
    private static string SourceFolder() => Path.GetDirectoryName(
        Portal.Find("Program").Methods.SelectMany(method => method.DebugInformation.SequencePoints).First().Document.Url)!;
}
