using System.Globalization;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;
using Medbook.PrivacyPortal.Operations.Copies.Archive;

namespace Medbook.PrivacyPortal.Operations.Registers;

/// <summary>The register as a table: a line for each activity, with everything article 30(1) asks of it. A spreadsheet runs nothing of it.</summary>
/// <remarks>GDPR 30(1).</remarks>
internal static class RegisterAsCsv
{
    private static readonly string[] Columns =
    [
        "controller", "contact", "protectionOfficer", "activity", "policyArticle", "isActive", "title", "purpose", "people", "data", "basis", "basisArticle", "basisText",
        "otherBasis", "drawsOn", "recipients", "transfers", "retention", "measures",
    ];

    public static async Task<byte[]> WriteAsync(RegisterVersion register, CultureInfo language, CancellationToken ct)
    {
        using var target = new MemoryStream();
        await using (var csv = await RowsAsCsv.BeginAsync(target, Columns, ct))
        {
            foreach (var activity in register.Activities) await csv.WriteAsync(Row(register, activity, language), ct);
        }
        return target.ToArray();
    }

    private static object?[] Row(RegisterVersion register, ProcessingActivity activity, CultureInfo language)
    {
        return
        [
            $"{register.Controller.LegalName}, {register.Controller.Address}, {In(register.Controller.Country)}, {register.Controller.CompanyNumber}",
            $"{register.Controller.Email}, {register.Controller.Phone}", register.Controller.ProtectionOfficer,
            activity.Id, activity.PolicyArticle, activity.IsActive ? "true" : "false", In(activity.Title), In(activity.Purpose), In(activity.People), In(activity.Data),
            activity.Basis.ToString(), activity.Basis.Article(), In(activity.BasisText), In(activity.Otherwise?.Text), string.Join("; ", activity.DrawsOn),
            string.Join("; ", register.RecipientsOf(activity).Select(recipient => $"{In(recipient.Name)}: {In(recipient.When)}")),
            string.Join("; ", register.TransfersOf(activity).Select(transfer => $"{In(transfer.Name)}, {In(transfer.Country)} ({transfer.Safeguard})")),
            string.Join("; ", activity.Retention.Select(clause => In(clause.Text))),
            string.Join("; ", register.Measures.Select(measure => In(measure.Text))),
        ];

        string? In(LocalText? text) => text?.In(language);
    }
}
