using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.Domain.Register;

/// <summary>No version of the register holds yet: the portal was started without preparing its database.</summary>
public sealed record RegisterMissing() : Problem("register.missing");

/// <summary>Somebody else saved or put in force meanwhile: what they wrote is not overwritten.</summary>
public sealed record RegisterDraftChanged() : Problem("register.draft-changed");

/// <summary>The register is longer than it may be.</summary>
public sealed record RegisterTooLong() : Problem("register.too-long");

/// <summary>Nothing differs from the version before.</summary>
public sealed record RegisterUnchanged() : Problem("register.unchanged");

/// <summary>Colleagues and the authority read why the register changes.</summary>
public sealed record RegisterReasonMissing() : Problem("register.reason-missing");

/// <summary>The reason is longer than it may be.</summary>
/// <param name="Limit">Most characters.</param>
public sealed record RegisterReasonTooLong(int Limit) : Problem("register.reason-too-long")
{
    /// <inheritdoc />
    public override object[] Arguments => [Limit];
}

/// <summary>A version counts from a day that is not past, not before the one it follows, and not too far ahead.</summary>
/// <param name="First">First day that can be chosen.</param>
/// <param name="Last">Last one.</param>
public sealed record RegisterDayUnfit(DateOnly First, DateOnly Last) : Problem("register.day-unfit")
{
    /// <inheritdoc />
    public override object[] Arguments => [LongDate.Of(First), LongDate.Of(Last)];
}

/// <summary>Something of the register at which a rule is broken.</summary>
/// <param name="Code">Key of the sentence.</param>
/// <param name="Id">Its identifier.</param>
public abstract record RegisterLack(string Code, string Id) : Problem(Code)
{
    /// <inheritdoc />
    public override object[] Arguments => [Id];
}

/// <summary>A text is not written in each language.</summary>
/// <param name="Id">What it belongs to.</param>
public sealed record RegisterTextMissing(string Id) : RegisterLack("register.text-missing", Id);

/// <summary>An identifier is no short name of small letters, digits and hyphens, or it stands there twice.</summary>
/// <param name="Id">The identifier.</param>
public sealed record RegisterNameUnfit(string Id) : RegisterLack("register.name-unfit", Id);

/// <summary>Something that was in force is gone: requests and decisions name it.</summary>
/// <param name="Id">The identifier.</param>
public sealed record RegisterNameGone(string Id) : RegisterLack("register.name-gone", Id);

/// <summary>Something is named that the register does not have.</summary>
/// <param name="Id">The identifier.</param>
public sealed record RegisterNameUnknown(string Id) : RegisterLack("register.name-unknown", Id);

/// <summary>An address of a page is not one of https.</summary>
/// <param name="Id">What was written.</param>
public sealed record RegisterAddressUnfit(string Id) : RegisterLack("register.address-unfit", Id);

/// <summary>An activity says nothing of how long data is kept, or a period has no months.</summary>
/// <param name="Id">The activity.</param>
/// <remarks>GDPR 13(2)(a), 30(1)(f).</remarks>
public sealed record RegisterRetentionMissing(string Id) : RegisterLack("register.retention-missing", Id);

/// <summary>The data map holds data under an activity, or a choice of people is about it: it cannot end.</summary>
/// <param name="Id">The activity.</param>
public sealed record RegisterActivityNeeded(string Id) : RegisterLack("register.activity-needed", Id);

/// <summary>The data map, or a choice of people, relies on a legal basis that the activity no longer has.</summary>
/// <param name="Id">The activity.</param>
public sealed record RegisterBasisNeeded(string Id) : RegisterLack("register.basis-needed", Id);

/// <summary>People were promised a choice about a recipient, and it would be gone.</summary>
/// <param name="Id">The recipient.</param>
public sealed record RegisterChoiceNeeded(string Id) : RegisterLack("register.choice-needed", Id);
