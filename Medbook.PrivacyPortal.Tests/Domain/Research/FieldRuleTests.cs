using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Medbook.PrivacyPortal.Domain.Research;
using static Medbook.PrivacyPortal.Domain.Research.FieldRuleKind;

namespace Medbook.PrivacyPortal.Tests.Domain.Research;

/// <summary>How coarse values get: never finer than the rule, and the same value always alike.</summary>
public sealed class FieldRuleTests
{
    private static readonly DateTimeOffset LastMinuteOfUtc = new(2025, 12, 31, 23, 30, 0, TimeSpan.Zero);

    public static TheoryData<FieldRuleKind, int, object?, string?> Values => new()
    {
        { AsIs, 0, "ward", "ward" }, { AsIs, 0, 12L, "12" }, { AsIs, 0, 2.50m, "2.50" }, { AsIs, 0, true, "true" },
        { AsIs, 0, new DateOnly(1984, 3, 9), "1984-03-09" }, { AsIs, 0, new TimeOnly(8, 5), "08:05:00" },
        { Month, 0, new DateOnly(1984, 3, 9), "1984-03" }, { Year, 0, new DateOnly(1984, 3, 9), "1984" },
        { Years, 10, new DateOnly(1984, 3, 9), "1980" }, { Years, 5, new DateOnly(1984, 3, 9), "1980" }, { Years, 20, new DateOnly(1999, 12, 31), "1980" },
        // In Brussels the year has begun.
        { Year, 0, LastMinuteOfUtc, "2026" }, { Month, 0, LastMinuteOfUtc, "2026-01" },
        { Band, 30, 29L, "0" }, { Band, 30, 30L, "30" }, { Band, 30, -1L, "-30" }, { Band, 5, 37.5m, "35" },
        { FirstCharacters, 1, "9000 Gent", "9" }, { FirstCharacters, 4, "9", "9" }, { FirstCharacters, 1, "e\u0301a", "e\u0301" }, { FirstCharacters, 2, "", "" },
        { AsIs, 0, null, null }, { Year, 0, null, null }, { Band, 10, null, null }, { FirstCharacters, 3, null, null },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_gets_as_coarse_as_its_rule_says(FieldRuleKind kind, int size, object? value, string? coarse) =>
        Assert.Equal(coarse, new FieldRule(kind, size).Apply(value));

    [Theory]
    [InlineData(Year, 0, "1984")]
    [InlineData(Band, 10, "12")]
    [InlineData(FirstCharacters, 2, 12L)]
    [InlineData(AsIs, 0, new byte[] { 1 })]
    public void A_value_that_the_rule_is_not_for_does_not_leave(FieldRuleKind kind, int size, object value) =>
        Assert.Throws<ArgumentException>(() => new FieldRule(kind, size).Apply(value));

    [Fact]
    public void Two_numbers_of_a_band_read_alike_and_no_number_lies_outside_its_own() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<PositiveInt>(), (number, width) =>
        {
            var rule = new FieldRule(Band, width.Get);
            var low = decimal.Parse(rule.Apply((long)number)!, CultureInfo.InvariantCulture);
            Assert.InRange(number, low, low + width.Get - 1);
            Assert.Equal(rule.Apply((long)low), rule.Apply((long)low + width.Get - 1));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_days_of_a_span_read_alike_and_nothing_of_the_day_is_left() =>
        Prop.ForAll(ArbMap.Default.ArbFor<PositiveInt>(), ArbMap.Default.ArbFor<PositiveInt>(), (days, width) =>
        {
            var (day, span) = (new DateOnly(1900, 1, 1).AddDays(days.Get % 60_000), (width.Get % 99) + 2);
            var rule = new FieldRule(Years, span);
            var first = int.Parse(rule.Apply(day)!, CultureInfo.InvariantCulture);
            Assert.InRange(day.Year, first, first + span - 1);
            Assert.Equal(rule.Apply(new DateOnly(day.Year, 1, 1)), rule.Apply(new DateOnly(day.Year, 12, 31)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_coarse_already_stays_as_it_is() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            var rule = new FieldRule(FirstCharacters, 3);
            Assert.Equal(rule.Apply(text.Get), rule.Apply(rule.Apply(text.Get)));
        }).QuickCheckThrowOnFailure();
}
