using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Operations.Cases.Handling;
using Medbook.PrivacyPortal.Ui;

namespace Medbook.PrivacyPortal.Features.Manage.Triage.Handling;

/// <summary>What the parts of the page of one case share. It is another one whenever the case was read again.</summary>
/// <param name="View">The case.</param>
/// <param name="Register">The register in force.</param>
/// <param name="Desk">What the officer has not sent yet.</param>
/// <param name="Me">Account of whoever looks.</param>
public sealed record OpenCase(CaseView View, RegisterVersion Register, CaseDesk Desk, string Me)
{
    /// <summary>The situation of the person; null where it cannot be read now.</summary>
    public CaseSituation? Situation { get; init; }

    /// <summary>To whom the case can be given.</summary>
    public IReadOnlyList<Officer> Officers { get; init; } = [];

    /// <summary>The files of the case: what was sent, and what lies on the desk of whoever looks.</summary>
    public IReadOnlyList<AttachedFile> Files { get; init; } = [];

    /// <summary>Whether whoever looks may do something about it: an officer, and not about their own request.</summary>
    public bool MayAct { get; init; }

    /// <summary>Reads the case again; what was written stays.</summary>
    public required Func<Task> Reload { get; init; }

    /// <summary>Something was done: reads the case again, and says it; the key of the sentence.</summary>
    public required Func<string, Task> Done { get; init; }

    /// <summary>The request.</summary>
    public RightsRequest Request => View.Request;

    /// <summary>Where its files are fetched.</summary>
    public string FilesAddress => $"manage/requests/{Request.Id}/files";

    /// <summary>What was sent with a message, or, with null, with the request itself.</summary>
    public IReadOnlyList<PickedFile> FilesOf(Guid? message) => [.. Files.Where(file => file.IsSent && file.Message == message).Select(Picked)];

    /// <summary>A file as a list of files shows it.</summary>
    public static PickedFile Picked(AttachedFile file) => new(file.Id, file.Name, file.Length, file.IsGone);

    /// <summary>The name of a colleague; null where the account is no officer's any more.</summary>
    public string? NameOf(string? account) => Officers.FirstOrDefault(officer => officer.Id == account)?.Name;
}

/// <summary>What can be opened over the decision, one at a time.</summary>
public enum CasePanel
{
    Message,
    Extension,
    Fee,
    Note,
}
