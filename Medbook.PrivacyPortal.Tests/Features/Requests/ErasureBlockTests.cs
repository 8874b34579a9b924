using Bunit;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Features.Requests;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Operations.Holds;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Tests.Features.Requests;

public sealed class ErasureBlockTests : PageContext
{
    [Fact]
    public async Task What_is_held_says_so_with_the_article_and_without_who_asks_for_it()
    {
        var person = await AddPersonAsync();
        var order = new HoldOrder(new HoldTarget(person.Subject), HoldGround.AuthorityOrder, "Labour court", "Case 12/345", new(2026, 9, 1));
        Assert.Null((await Get<PlaceHold>().RunAsync(Officer, Guid.CreateVersion7(), order, None)).Problem);
        var preview = (await Get<PreviewErasure>().RunAsync(person, RequestScope.Everything, null, None)).Value!;
        Assert.Equal(0, preview.CountOf(ErasureFate.GoesNow, ErasureFate.GoesLater));

        SignIn(person);
        var block = Draw<ErasureBlock>(parameters => parameters.Add(p => p.Name, "stays").Add(p => p.Icon, IconName.Lock).Add(p => p.Lines, preview.Lines));

        Assert.Contains("Kept for now.", block.Markup, StringComparison.Ordinal);
        Assert.Contains("A legal matter requires us to keep it. Once that ends, it goes.", block.Markup, StringComparison.Ordinal);
        Assert.Contains("GDPR 17(3)(b)", block.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Labour court", block.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("12/345", block.Markup, StringComparison.Ordinal);
    }
}
