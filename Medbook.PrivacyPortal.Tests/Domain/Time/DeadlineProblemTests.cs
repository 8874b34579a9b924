using System.Globalization;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Tests.Domain.Time;

public sealed class DeadlineProblemTests
{
    private static readonly DateOnly Day = new(2026, 12, 1);

    public static TheoryData<Problem> WithADate() =>
    [
        new BeforeReceipt(Day), new IdentityQuestionTooLate(Day), new AlreadyPaused(Day),
        new AnswerBeforeQuestion(Day), new ExtensionTooLate(Day), new AlreadyExtended(Day),
    ];

    [Theory]
    [MemberData(nameof(WithADate))]
    public void A_problem_names_its_date_in_the_words_of_the_reader(Problem problem)
    {
        CultureInfo.CurrentCulture = PortalCultures.English;
        Assert.Equal(["1 December 2026"], problem.Arguments);
        CultureInfo.CurrentCulture = PortalCultures.French;
        Assert.Equal(["1er décembre 2026"], problem.Arguments);
    }

    [Fact]
    public void Years_out_of_reach_name_both_ends() => Assert.Equal([1583, 9990], new YearOutOfReach(1583, 9990).Arguments);
}
