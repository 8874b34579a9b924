using Medbook.PrivacyPortal.Domain.Time;

namespace Medbook.PrivacyPortal.Domain.Cases;

/// <summary>That a request arrived, and by when it is answered. The same however often it is sent.</summary>
/// <param name="Request">The request.</param>
/// <param name="Number">The number to quote.</param>
/// <param name="ReceivedAt">When it arrived (UTC).</param>
/// <param name="Deadline">The term with its calculation.</param>
/// <remarks>Rule T8; policy 7.9.</remarks>
public sealed record Acknowledgement(Guid Request, string Number, DateTimeOffset ReceivedAt, Deadline Deadline);
