using System.Globalization;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Texts;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Tests.Domain.Texts;

public sealed class ProblemTextTests
{
    private static readonly IStringLocalizer<ProblemTexts> Texts = new ServiceCollection().AddLogging().AddLocalization()
        .BuildServiceProvider().GetRequiredService<IStringLocalizer<ProblemTexts>>();

    private static IEnumerable<Type> All =>
        typeof(Problem).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Problem)) && !type.IsAbstract);

    public static TheoryData<Type> Problems() => [.. All];

    [Theory]
    [MemberData(nameof(Problems))]
    public void A_problem_has_a_sentence_in_every_language(Type type)
    {
        var problem = Sample(type);
        foreach (var culture in PortalCultures.All)
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
            var sentence = Texts[problem.Code, problem.Arguments];

            Assert.False(sentence.ResourceNotFound, $"{type.Name}: no sentence for '{problem.Code}' in {culture.Name}.");
            Assert.DoesNotMatch(@"\{\d", sentence.Value);
        }
    }

    [Fact]
    public void A_code_belongs_to_one_problem() =>
        Assert.Empty(All.Select(Sample).GroupBy(problem => problem.Code).Where(group => group.Count() > 1).Select(group => group.Key));

    // Its values do not matter here: the emptiest ones its constructor takes.
    private static Problem Sample(Type type)
    {
        var constructor = type.GetConstructors().Single(constructor => constructor.GetParameters() is var p && !(p.Length == 1 && p[0].ParameterType == type));
        return (Problem)constructor.Invoke([.. constructor.GetParameters().Select(parameter => Empty(parameter.ParameterType))]);
    }

    private static object? Empty(Type type) =>
        type == typeof(string) ? "" : type.IsValueType ? Activator.CreateInstance(type)
        : type.IsInterface && type.IsGenericType ? Array.CreateInstance(type.GetGenericArguments()[0], 0) : null;
}
