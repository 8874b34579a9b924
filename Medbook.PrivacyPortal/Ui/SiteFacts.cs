namespace Medbook.PrivacyPortal.Ui;

/// <summary>What the foot of every page and every "something broke" says about Medbook; the Shell reads it from the register and cascades it.</summary>
/// <param name="Controller">Name and address of the controller, on one line.</param>
/// <param name="Email">Address of the privacy team.</param>
/// <param name="Phone">Telephone number.</param>
/// <param name="PolicyChanged">Date of the last change of the policy.</param>
public sealed record SiteFacts(string Controller, string Email, string Phone, DateOnly PolicyChanged);
