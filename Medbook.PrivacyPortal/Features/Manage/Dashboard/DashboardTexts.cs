namespace Medbook.PrivacyPortal.Features.Manage.Dashboard;

/// <summary>Names the texts of the dashboard.</summary>
public sealed class DashboardTexts;
