using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Features.Requests;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Tests.Features.Requests;

public sealed class ErasureBlockTests : PageContext
{
    private static readonly ErasureLine Tickets = new(
        new LocalText("Tickets", "Tickets", "Tickets"), 3, new ErasureForecast(ErasureFate.GoesNow, ErasureReason.UntilAsked), null, null, [], "5.3", null)
    {
        Source = "clinic", Dataset = "tickets",
    };

    [Fact]
    public async Task What_is_held_says_so_with_the_article()
    {
        SignIn(await AddPersonAsync());
        var held = Tickets.HeldBy(new HeldBy(HoldKind.LegalHold, Guid.NewGuid(), HoldGround.AuthorityOrder), 2);

        var block = Draw<ErasureBlock>(parameters => parameters.Add(p => p.Name, "stays").Add(p => p.Icon, IconName.Lock).Add(p => p.Lines, [held]));

        Assert.Contains("Kept for now.", block.Markup, StringComparison.Ordinal);
        Assert.Contains("A legal matter requires us to keep it. Once that ends, it goes.", block.Markup, StringComparison.Ordinal);
        Assert.Contains("GDPR 17(3)(b)", block.Markup, StringComparison.Ordinal);
        Assert.Contains("2 records", block.Markup, StringComparison.Ordinal);
    }
}
