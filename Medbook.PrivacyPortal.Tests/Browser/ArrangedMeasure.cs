using System.Globalization;
using Medbook.PrivacyPortal.Domain.Measures;
using Medbook.PrivacyPortal.Operations.Measures;
using Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A security measure with a review and its evidence, made by the portal's own operations, for a page to show.</summary>
internal static class ArrangedMeasure
{
    /// <summary>An address with the measure in it.</summary>
    public static Func<BrowserFixture, Task<string>> At(string address) => async browser =>
    {
        var (officer, id) = (await browser.App.ActorOfAsync("officer@example.org"), Guid.CreateVersion7());
        await browser.App.OperateAsync<AddMeasure>(add => add.RunAsync(officer, id, new MeasurePlan("Encrypted backups", "Every night.", "IT security", 6), default));
        using var log = new MemoryStream(SampleFiles.Pdf());
        await browser.App.OperateAsync<AttachEvidence, EvidenceFile>(attach => attach.RunAsync(officer, id, Guid.NewGuid(), "restored.pdf", log, default));
        await browser.App.OperateAsync<ReviewMeasure>(async review => await review.RunAsync(officer, await SeenAsync(), MeasureFinding.Effective, "One was restored.", default));
        return string.Format(CultureInfo.InvariantCulture, address, id);

        async Task<SeenMeasure> SeenAsync() => (await browser.App.OperateAsync<ReadMeasure, MeasureView>(read => read.RunAsync(officer, id, default))).Seen;
    };
}
