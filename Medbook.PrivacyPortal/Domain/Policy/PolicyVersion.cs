using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Domain.Policy;

/// <summary>An official text as it was published. Never changed; the next one takes its place on its day.</summary>
/// <remarks>Policy 8.1, 8.2; GDPR 12(1), 13(3).</remarks>
public sealed class PolicyVersion : IAudited, IAppendOnly
{
    /// <summary>Most characters of the reason.</summary>
    public const int MaxReason = 2000;

    /// <summary>Most days between publication and the day it counts from (choice).</summary>
    public const int MostDaysAhead = 366;

    private PolicyVersion() { }

    /// <summary>Its number, counted from 1.</summary>
    public int Version { get; private set; }

    /// <summary>Markdown in each language; empty where there is no official text in it.</summary>
    public LocalText Text { get; private set; } = new("", "", "");

    /// <summary>What it is to those who know the one before.</summary>
    public PolicyChange Change { get; private set; }

    /// <summary>Why it changed, written for the people who read it; empty for the first.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>From which day on (in Brussels) it counts.</summary>
    public DateOnly EffectiveFrom { get; private set; }

    /// <summary>Account of the officer.</summary>
    public string PublishedBy { get; private set; } = "";

    /// <summary>When it was published (UTC).</summary>
    public DateTimeOffset PublishedAt { get; private set; }

    /// <summary>Publishes what was written.</summary>
    /// <param name="text">Markdown in each language.</param>
    /// <param name="last">The version before; null for the first.</param>
    /// <param name="order">What the officer says about it.</param>
    /// <param name="by">Account of the officer.</param>
    /// <param name="today">The day in Brussels.</param>
    /// <param name="now">When (UTC).</param>
    /// <returns>The version; or <see cref="PolicyTextMissing"/>, <see cref="PolicyUnchanged"/>, <see cref="PolicyReasonMissing"/>,
    /// <see cref="PolicyReasonTooLong"/> or <see cref="PolicyDayUnfit"/>.</returns>
    public static Result<PolicyVersion> Publish(LocalText text, PolicyVersion? last, PolicyOrder order, string by, DateOnly today, DateTimeOffset now)
    {
        if (new[] { text.En, text.Nl, text.Fr }.All(string.IsNullOrWhiteSpace)) return new PolicyTextMissing();
        if (last is not null && last.Text == text) return new PolicyUnchanged();
        if (last is not null && string.IsNullOrWhiteSpace(order.Reason)) return new PolicyReasonMissing();
        if (order.Reason.Trim().Length > MaxReason) return new PolicyReasonTooLong(MaxReason);
        var earliest = last is null || last.EffectiveFrom < today ? today : last.EffectiveFrom;
        if (order.EffectiveFrom < earliest || order.EffectiveFrom > today.AddDays(MostDaysAhead)) return new PolicyDayUnfit(earliest, today.AddDays(MostDaysAhead));
        return new PolicyVersion
        {
            Version = (last?.Version ?? 0) + 1, Text = text, Change = last is null ? PolicyChange.First : order.IsMaterial ? PolicyChange.Material : PolicyChange.Wording,
            Reason = order.Reason.Trim(), EffectiveFrom = order.EffectiveFrom, PublishedBy = by, PublishedAt = now,
        };
    }
}

/// <summary>What an officer says about a version.</summary>
/// <param name="IsMaterial">Whether more than words changed.</param>
/// <param name="Reason">Why it changed, written for the people who read it.</param>
/// <param name="EffectiveFrom">From which day on (in Brussels) it counts.</param>
public sealed record PolicyOrder(bool IsMaterial, string Reason, DateOnly EffectiveFrom);

/// <summary>What a version is to those who know the one before. Stored by name, so names never change.</summary>
public enum PolicyChange
{
    /// <summary>There is none before it: nothing changed for anybody.</summary>
    First,
    /// <summary>It may touch what happens with data: everybody is told.</summary>
    Material,
    /// <summary>Only words: nobody is disturbed.</summary>
    Wording,
}
