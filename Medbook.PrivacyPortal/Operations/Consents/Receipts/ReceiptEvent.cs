using System.Globalization;
using System.Text.Json;
using Medbook.PrivacyPortal.Domain.Consents;

namespace Medbook.PrivacyPortal.Operations.Consents.Receipts;

/// <summary>What was decided, and how.</summary>
/// <param name="EventTime">When (UTC), to the second.</param>
/// <param name="EventType">Always <c>explicit</c>: the person pressed a button that says it, and none was pressed before.</param>
/// <param name="EventState">What was decided.</param>
/// <param name="EventMethod">Where.</param>
/// <param name="EventValidity">Until when it stands: until the opposite is decided.</param>
/// <param name="EntityId">Who decided.</param>
public sealed record ReceiptEvent(string EventTime, string EventType, string EventState, string EventMethod, string EventValidity, Guid EntityId)
{
    internal static ReceiptEvent Of(ConsentRecord record) => new(
        record.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), "explicit",
        JsonNamingPolicy.KebabCaseLower.ConvertName(record.Decision.ToString()), record.Channel, ValidityOf(record.Decision), record.Subject.Value);

    private static string ValidityOf(ConsentDecision decision) => decision switch
    {
        ConsentDecision.Given => "until-withdrawn",
        ConsentDecision.Refused or ConsentDecision.Withdrawn => "until-given",
        ConsentDecision.Objected => "until-lifted",
        ConsentDecision.ObjectionLifted => "until-objected",
    };
}
