namespace Medbook.PrivacyPortal.Features.Consents;

/// <summary>Names the texts about the extracts that somebody is in.</summary>
public sealed class MyExtractsTexts;
