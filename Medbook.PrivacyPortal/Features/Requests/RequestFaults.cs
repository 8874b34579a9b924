using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Ui;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Features.Requests;

/// <summary>What is missing in the answers of a step, each with the field it is missing in. The operations check the rest.</summary>
internal static class RequestFaults
{
    public const string Words = "words";

    public static IEnumerable<FieldError> Faults(this RequestForm form, int step, IStringLocalizer<RequestsTexts> texts)
    {
        if (step < 2 || form.Kind is not { } kind) yield break;
        if (kind == RequestKind.Rectification)
        {
            foreach (var correction in form.Details.Corrections.Where(one => one.ChangesNothing))
            {
                yield return new FieldError(form.NameOf(correction), texts["correction.same"]);
            }
        }
        if (RightsRequest.NeedsWords(kind) && string.IsNullOrWhiteSpace(form.Words) && !form.Details.For(kind).SaysWhatIsWrong
            && !(kind == RequestKind.Rectification && form.Details.Corrections.Count > 0))
        {
            yield return new FieldError(Words, texts.For("words.missing", kind));
        }
    }
}
