using System.Text.RegularExpressions;

namespace Medbook.PrivacyPortal.Domain.Register;

/// <summary>What an officer says about a version.</summary>
/// <param name="Reason">Why it differs from the one before.</param>
/// <param name="EffectiveFrom">From which day on (in Brussels) it counts.</param>
public sealed record RegisterOrder(string Reason, DateOnly EffectiveFrom);

/// <summary>From what was written to a version that can be put in force.</summary>
/// <remarks>GDPR 30.</remarks>
public static partial class NextRegister
{
    /// <summary>Most characters of the reason.</summary>
    public const int MaxReason = 2000;

    /// <summary>Most days between now and the day it counts from (choice).</summary>
    public const int MostDaysAhead = 366;

    /// <summary>The version that follows another.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="last">The version stored last.</param>
    /// <param name="needs">What relies on the register.</param>
    /// <param name="order">What the officer says about it.</param>
    /// <param name="today">The day in Brussels.</param>
    /// <returns>The version; or the first rule that it breaks, as one of the problems of this folder.</returns>
    public static Result<RegisterVersion> After(RegisterVersion written, RegisterVersion last, RegisterNeeds needs, RegisterOrder order, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(order.Reason)) return new RegisterReasonMissing();
        if (order.Reason.Trim().Length > MaxReason) return new RegisterReasonTooLong(MaxReason);
        var (first, latest) = (last.EffectiveFrom < today ? today : last.EffectiveFrom, today.AddDays(MostDaysAhead));
        if (order.EffectiveFrom < first || order.EffectiveFrom > latest) return new RegisterDayUnfit(first, latest);
        var next = written with { Version = last.Version, EffectiveFrom = last.EffectiveFrom, Activities = [.. written.Activities.Select(WithItsGaps)] };
        if (RegisterFile.Write(next) == RegisterFile.Write(last)) return new RegisterUnchanged();
        if ((LackOf(next, last) ?? needs.LackOf(next)) is { } lack) return lack;
        return next with { Version = last.Version + 1, EffectiveFrom = order.EffectiveFrom };
    }

    // What follows from the clauses is not left to a tick.
    private static ProcessingActivity WithItsGaps(ProcessingActivity activity) => activity with
    {
        Gaps =
        [
            .. activity.Gaps.Where(gap => gap switch
            {
                RegisterGap.NoPeriod => activity.Has(RetentionKind.CriteriaOnly),
                RegisterGap.NoMaximum => activity.Has(RetentionKind.DurationPlusAtLeast),
                RegisterGap.UnusedAccounts => activity.Retention.All(clause => clause.Kind == RetentionKind.UntilAsked),
                _ => true,
            }),
            .. activity.Has(RetentionKind.CriteriaOnly) && !activity.Gaps.Contains(RegisterGap.NoPeriod) ? [RegisterGap.NoPeriod] : Array.Empty<RegisterGap>(),
            .. activity.Has(RetentionKind.DurationPlusAtLeast) && !activity.Gaps.Contains(RegisterGap.NoMaximum) ? [RegisterGap.NoMaximum] : Array.Empty<RegisterGap>(),
        ],
        Retention = [.. activity.Retention.Select(clause => clause.HasMonths ? clause : clause with { Months = null })],
    };

    private static bool Has(this ProcessingActivity activity, RetentionKind kind) => activity.Retention.Any(clause => clause.Kind == kind);

    private static Problem? LackOf(RegisterVersion register, RegisterVersion last)
    {
        foreach (var (id, text) in register.Texts())
        {
            if (!text.IsWhole) return new RegisterTextMissing(id);
        }
        if (register.Controller.CookiePolicy is { } page && !(Uri.TryCreate(page, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps)) return new RegisterAddressUnfit(page);
        var ids = register.Activities.Select(a => a.Id).Concat(register.Recipients.Select(r => r.Id)).Concat(register.Transfers.Select(t => t.Id)).Concat(register.Measures.Select(m => m.Id));
        if (ids.CountBy(id => id).FirstOrDefault(count => count.Value > 1 || !Name().IsMatch(count.Key)).Key is { } unfit) return new RegisterNameUnfit(unfit);
        if (last.Activities.Select(a => a.Id).Except(register.Activities.Select(a => a.Id)).FirstOrDefault() is { } gone) return new RegisterNameGone(gone);
        if (last.Recipients.Select(r => r.Id).Except(register.Recipients.Select(r => r.Id)).FirstOrDefault() is { } lost) return new RegisterNameGone(lost);
        var named = register.Activities.SelectMany(a => a.DrawsOn).Where(id => id != ProcessingActivity.All).Concat(register.Transfers.SelectMany(t => t.Activities)).Where(id => register.Find(id) is null)
            .Concat(register.Activities.SelectMany(a => a.Recipients).Except(register.Recipients.Select(r => r.Id)));
        if (named.FirstOrDefault() is { } unknown) return new RegisterNameUnknown(unknown);
        return register.Activities.FirstOrDefault(a => a.Retention.Count == 0 || a.Retention.Any(clause => clause.HasMonths && clause.Months is not (> 0 and <= 1200)))
            is { } endless ? new RegisterRetentionMissing(endless.Id) : null;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{1,62}$")]
    private static partial Regex Name();
}
