using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Erasing;
using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Recipients;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Medbook.PrivacyPortal.Tests.Operations.Closing;

/// <summary>Every column of the portal that holds text: those a word of a person can get into, and those it cannot, with the reason.</summary>
internal static class WordColumns
{
    /// <summary>The columns, each with a value that has the word in it, as the portal would store it.</summary>
    public static IReadOnlyDictionary<string, Func<string, object>> Holding { get; } = new Dictionary<string, Func<string, object>>
    {
        ["AspNetUserClaims.ClaimType"] = Plain,
        ["AspNetUserClaims.ClaimValue"] = Plain,
        ["AspNetUserLogins.LoginProvider"] = Plain,
        ["AspNetUserLogins.ProviderDisplayName"] = Plain,
        ["AspNetUserLogins.ProviderKey"] = Plain,
        ["AspNetUserPasskeys.Data"] = word => new IdentityPasskeyData { Name = word, PublicKey = [1], AttestationObject = [], ClientDataJson = [] },
        ["AspNetUserTokens.LoginProvider"] = Plain,
        ["AspNetUserTokens.Name"] = Plain,
        ["AspNetUserTokens.Value"] = Plain,
        ["AspNetUsers.PhoneNumber"] = Plain,
        ["CaseAttachments.FileName"] = Plain,
        ["CaseMessages.Text"] = Plain,
        ["ChangeCalls.PersonKey"] = Plain,
        ["Corrections.Expected"] = Plain,
        ["Corrections.Found"] = Plain,
        ["Corrections.Proposed"] = Plain,
        ["Corrections.Record"] = Plain,
        ["Corrections.Words"] = Plain,
        ["ErasurePlans.Lines"] = word => new[] { new ErasurePlanLine("clinic", "visits", ErasureFate.GoesNow, ErasureReason.UntilAsked, 1, null, [word]) },
        ["ErasurePlans.Scope"] = word => new RequestScope { Rows = [new("clinic", "visits", word)] },
        ["ErasureSteps.After"] = Plain,
        ["ErasureSteps.Intent"] = word => new[] { word },
        ["IdentityQuestions.Doubt"] = Plain,
        ["IdentityQuestions.Words"] = Plain,
        ["LegalHolds.Authority"] = Plain,
        ["LegalHolds.Record"] = Plain,
        ["LegalHolds.Reference"] = Plain,
        ["LegalHolds.ReleaseWords"] = Plain,
        ["LegalHolds.Reviews"] = word => new[] { new HoldReview("account-officer", DateTimeOffset.UnixEpoch, new DateOnly(2026, 9, 1), word) },
        ["LinkChanges.PersonKey"] = Plain,
        ["LinkChanges.Reason"] = Plain,
        ["OutgoingMails.Body"] = Plain,
        ["OutgoingMails.Subject"] = Plain,
        ["OutgoingMails.To"] = Plain,
        ["ReceivedMails.From"] = Plain,
        ["ReceivedMails.Text"] = Plain,
        ["ReceivedMails.Title"] = Plain,
        ["RecipientNotices.Items"] = word => new[] { new NoticeItem("clinic", "visits", word, word, "text", word) },
        ["RecipientNotices.Words"] = Plain,
        ["Requests.Balancing"] = word => new BalancingTest(word, word, word, word, word, ControllerPrevails: false),
        ["Requests.Details"] = word => new RequestDetails
        {
            NameUsed = word, OnBehalfOf = word, Supplement = word, Corrections = [new(new ScopedRow("clinic", "visits", word), "text", word, word)],
        },
        ["Requests.Fee"] = word => new FeeQuote(RefusalGround.StillNeeded, word, 10, DateTimeOffset.UnixEpoch, null),
        ["Requests.Letter"] = word => new DecisionLetter("en-GB", [new(LetterPart.Reasons, word)]),
        ["Requests.Parts"] = word => new[] { new DecisionPart(null, new ScopedRow("clinic", "visits", word), null) },
        ["Requests.ReplyAddress"] = Plain,
        ["Requests.Scope"] = word => new RequestScope { Rows = [new("clinic", "visits", word)] },
        ["Requests.Words"] = Plain,
        ["SavedViews.Name"] = Plain,
        ["SavedViews.Query"] = Plain,
        ["Sessions.Device"] = Plain,
        ["SubjectLinks.PersonKey"] = Plain,
        ["Subjects.ContactEmail"] = Plain,
        ["SystemLimits.PersonKey"] = Plain,
        ["UnsentTexts.Text"] = Plain,
        ["UseRestrictions.LiftWords"] = Plain,
    };

    /// <summary>The columns no word gets into, by the reason. The address in the columns of an account is searched for by itself.</summary>
    public static IReadOnlyDictionary<string, string[]> Wordless { get; } = new Dictionary<string, string[]>
    {
        ["The address itself, which is searched for, too."] =
        [
            "AspNetUsers.Email", "AspNetUsers.NormalizedEmail", "AspNetUsers.NormalizedUserName", "AspNetUsers.UserName",
        ],
        ["The number of an account."] =
        [
            "AspNetUserClaims.UserId", "AspNetUserLogins.UserId", "AspNetUserPasskeys.UserId", "AspNetUserRoles.RoleId", "AspNetUserRoles.UserId",
            "AspNetUserTokens.UserId", "AspNetUsers.Id", "AuditEntries.ActorId", "CaseAttachments.Officer", "CaseMessages.Officer",
            "CopyReviews.DecidedBy", "Corrections.DecidedBy", "ErasurePlans.ApprovedBy", "ErasurePlans.SecondBy", "IdentityQuestions.AskedBy",
            "IdentityQuestions.JudgedBy", "LegalHolds.PlacedBy", "LegalHolds.ReleasedBy", "LinkChanges.By", "ReceivedMails.HandledBy",
            "RecipientNotices.EndedBy", "Requests.AssignedTo", "Requests.DecidedBy", "Requests.EnteredBy", "SavedViews.Officer",
            "Sessions.AccountId", "Subjects.AccountId", "TextVerdicts.DecidedBy", "UnsentTexts.Officer", "UseRestrictions.SetBy", "UseRestrictions.ToldBy",
        ],
        ["A random number, a hash or a key: words that went in do not come out."] =
        [
            "AspNetUsers.ConcurrencyStamp", "AspNetUsers.PasswordHash", "AspNetUsers.SecurityStamp", "ConfirmationCodes.Hash", "ConfirmationCodes.SessionId",
            "ConsentRecords.Session", "ConsentRecords.TextHash", "ExtractMembers.Class", "GuestSessions.Id", "OwnerKeys.MasterKeyId", "ReceivedMails.Fingerprint",
            "RecipientNotices.TokenHash", "RemovalNotices.TokenHash", "Sessions.Id", "Sessions.Stamp", "TextVerdicts.Mark", "Throttles.Key",
        ],
        ["A name that the map, the register or the portal gives."] =
        [
            "ChangeCalls.Source", "ChangeCalls.System", "ConsentRecords.Channel", "ConsentRecords.Purpose", "Corrections.Dataset", "Corrections.Field", "Corrections.Source", "ErasurePlans.Missing",
            "ErasureSteps.Dataset", "ErasureSteps.Source", "LegalHolds.Dataset", "LegalHolds.Source", "LinkChanges.Source",
            "ReceivedMails.Mailbox", "RecipientNotices.Activities", "RecipientNotices.Recipient", "Runs.PartLabel", "SubjectLinks.Source",
            "SystemLimits.Activities", "SystemLimits.Source", "SystemLimits.Tables", "UseRestrictions.Activity", "UseRestrictions.Dataset", "UseRestrictions.Source",
        ],
        ["A language."] =
        [
            "AccountClosings.Language", "AspNetUsers.Language", "ConsentRecords.Language", "Copies.Language", "CopyReviews.Language",
            "OutgoingMails.Language", "Requests.Language",
        ],
        ["A code of the program's own, a number, a day or a hash."] =
        [
            "CaseAttachments.MediaType", "Copies.Fingerprints", "Copies.Missing", "ErasurePlans.Failure", "OutgoingMails.LastFailure",
            "Requests.Number", "Requests.Pauses", "Runs.Failure",
        ],
        ["Counts and kinds of record: it names nobody, and its own tests say so."] = ["ErasurePlans.Certificate", "ErasurePlans.Signature"],
        ["Append-only: keys, codes and counts, no words and no values. The journey looks at what it wrote."] = ["AuditEntries.Detail", "AuditEntries.Reference"],
    };

    /// <summary>The columns of the portal's tables that are stored as text and are not a value of an enumeration.</summary>
    /// <param name="model">The tables.</param>
    /// <param name="isAboutNobody">The tables that hold nothing personal, and those of the engine.</param>
    public static IEnumerable<string> In(IModel model, Func<string, bool> isAboutNobody) =>
        model.GetEntityTypes().Where(type => type.GetTableName() is { } table && !isAboutNobody(table)).SelectMany(ColumnsOf).Distinct().Order(StringComparer.Ordinal);

    // What is stored as JSON with its owner is one column.
    private static IEnumerable<string> ColumnsOf(IEntityType type) => type.IsMappedToJson()
        ? [$"{type.GetTableName()}.{type.GetContainerColumnName()}"]
        : type.GetProperties().Where(IsText).Select(property => $"{type.GetTableName()}.{property.GetColumnName()}");

    private static bool IsText(IProperty property) =>
        (property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType) == typeof(string)
        && !(Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum;

    private static object Plain(string word) => word;
}
