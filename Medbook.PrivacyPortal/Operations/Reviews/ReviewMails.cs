using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Infrastructure.Mail;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Microsoft.Extensions.Localization;

namespace Medbook.PrivacyPortal.Operations.Reviews;

/// <summary>Names the texts of the mail about a review.</summary>
public sealed class ReviewMailTexts;

/// <summary>The mail after a review, in the language of the copy. Its subject names no right and no reason.</summary>
public sealed class ReviewMails(IStringLocalizer<ReviewMailTexts> texts, PortalSettings settings)
{
    /// <summary>What was released, what was held back, why, and where to complain about that.</summary>
    /// <param name="to">The person's address.</param>
    /// <param name="review">The finished review.</param>
    /// <param name="heldFor">The reasons, each once.</param>
    /// <param name="authority">The authority of the register.</param>
    /// <param name="now">When (UTC).</param>
    public OutgoingMail Finished(string to, CopyReview review, IEnumerable<HoldReason> heldFor, Authority authority, DateTimeOffset now)
    {
        using (Speaking.In(review.Language))
        {
            var page = new Uri(settings.PublicUrl!, "copies");
            IEnumerable<string> paragraphs =
            [
                texts["finished.intro"],
                review.Released > 0 ? texts.Plural("finished.released", review.Released) : texts["finished.nothing-released"],
                .. HeldBack(review, heldFor, authority),
                texts["finished.page", page],
                "Medbook privacy",
            ];
            return OutgoingMail.Write(to, texts["finished.subject"], string.Join("\n\n", paragraphs), review.Language, now);
        }
    }

    // A refusal, also of a part, names its reasons, the authority and the way to court (GDPR 12(4), rule M2).
    private IEnumerable<string> HeldBack(CopyReview review, IEnumerable<HoldReason> heldFor, Authority authority)
    {
        if (review.HeldBack == 0) return [];
        return
        [
            texts.Plural("finished.held-back", review.HeldBack) + "\n" + string.Join('\n', heldFor.Select(reason => "- " + texts[$"reason.{reason}"])),
            texts["finished.complain", authority.ShortName, authority.Contact(PortalCultures.Of(review.Language))],
        ];
    }
}
