namespace Medbook.PrivacyPortal.Ui;

/// <summary>One colour of a chart.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Values">How much, for each label.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<int> Values);
