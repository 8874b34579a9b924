using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Tests.Texts;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

public sealed class FileFaultsTests
{
    [Fact]
    public void What_is_wrong_with_a_file_is_found_again_by_its_code()
    {
        Assert.Equal(new FileTooLarge(25), FileFaults.Of("file.too-large", 25));
        Assert.Equal(new CaseFilesFull(100), FileFaults.Of("file.case-full", 25));
        Assert.Null(FileFaults.Of("not-found", 25));
        Assert.Null(FileFaults.Of("", 25));
    }

    [Fact]
    public void Every_problem_of_a_file_is_known_there()
    {
        var codes = TextFile.Files.Single(file => file.Name == "ProblemTexts").Languages["en"].Keys.Where(code => code.StartsWith("file.", StringComparison.Ordinal)).ToList();

        Assert.True(codes.Count > 10);
        Assert.All(codes, code => Assert.Equal(code, FileFaults.Of(code, 10)?.Code));
    }
}
