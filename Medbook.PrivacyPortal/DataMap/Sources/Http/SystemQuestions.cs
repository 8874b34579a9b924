using System.Text.Json;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>Asks who has an address or a key: <c>find</c>.</summary>
/// <param name="Identity">Name of the identity in the map.</param>
/// <param name="Table">Table of the identity.</param>
/// <param name="Address">A verified address, lower case; or null.</param>
/// <param name="Key">A key somebody wrote down; or null.</param>
/// <param name="Limit">How many are enough.</param>
internal sealed record FindQuestion(string Identity, string Table, string? Address, IReadOnlyList<string>? Key, int Limit);

/// <summary>The persons that were found: the values of their keys.</summary>
internal sealed record FindAnswer(IReadOnlyList<IReadOnlyList<string>> Persons);

/// <summary>Asks for rows, answered line by line: <c>export</c>.</summary>
/// <param name="Table">Their table.</param>
/// <param name="Rows">Which of them.</param>
/// <param name="Fields">Whose values are given, in this order.</param>
/// <param name="Newest">The date by which the newest come first; null for the order of the key.</param>
/// <param name="Skip">Rows that are left out at the beginning.</param>
/// <param name="Limit">At most so many; null for all.</param>
internal sealed record ExportQuestion(string Table, SystemRows Rows, IReadOnlyList<string> Fields, string? Newest = null, long Skip = 0, int? Limit = null);

/// <summary>One line of an export. The last line has <paramref name="End"/> alone: without it the answer broke off.</summary>
/// <param name="Key">The row's key.</param>
/// <param name="Roles">The roles the person has on it; null where a row is about one person only.</param>
/// <param name="Values">The values, in the order of the question.</param>
/// <param name="End">How many rows there were, on the last line.</param>
internal sealed record ExportLine(IReadOnlyList<string>? Key = null, IReadOnlyList<string>? Roles = null, IReadOnlyList<JsonElement>? Values = null, long? End = null);

/// <summary>What an erasure does to rows: it takes them, or changes some of their fields. NULL stays NULL.</summary>
/// <param name="Takes">Whether the rows go.</param>
/// <param name="Fields">What becomes of fields where they stay.</param>
internal sealed record SystemErasure(bool Takes, IReadOnlyList<SystemFieldErasure> Fields);

/// <summary>What an erasure does to a field.</summary>
/// <param name="Field">The field.</param>
/// <param name="Action"><c>null</c>, <c>mask</c> or <c>hash</c> (something random that begins with <c>erased-</c>).</param>
/// <param name="Mask">What stands there afterwards; with <c>mask</c> only.</param>
internal sealed record SystemFieldErasure(string Field, string Action, string? Mask = null);

/// <summary>Asks what an erasure would still change, and changes nothing: <c>plan</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">Which rows.</param>
/// <param name="Erasure">What would become of them.</param>
/// <param name="Period">The date the period of retention begins with; null where there is none.</param>
/// <param name="After">The last key of the page before; null for the first.</param>
/// <param name="Limit">Rows of the page; 0 for the count alone.</param>
internal sealed record PlanQuestion(string Table, SystemRows Rows, SystemErasure Erasure, string? Period, IReadOnlyList<string>? After, int Limit);

/// <summary>What an erasure would still change.</summary>
/// <param name="Count">How many rows, on all pages.</param>
/// <param name="Rows">The page, in the order of the key.</param>
internal sealed record PlanAnswer(long Count, IReadOnlyList<PlannedRow> Rows);

/// <summary>A row that would change.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Begun">The day its period began, in Brussels; null where it has not.</param>
/// <param name="OthersToo">Whether it is about somebody else, too.</param>
internal sealed record PlannedRow(IReadOnlyList<string> Key, DateOnly? Begun, bool OthersToo);

/// <summary>Erases rows by key, each only if it is meant yet: <c>erase</c>. All or none.</summary>
/// <param name="Table">Their table.</param>
/// <param name="Rows">Which rows; their keys are named.</param>
/// <param name="Erasure">What becomes of them.</param>
internal sealed record EraseOrder(string Table, SystemRows Rows, SystemErasure Erasure);

/// <summary>What became of the rows.</summary>
internal sealed record EraseAnswer(IReadOnlyList<SystemErased> Rows);

/// <summary>What became of a row.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Outcome"><c>deleted</c>, <c>changed</c>, <c>gone</c>, <c>shared</c> or <c>needed</c>.</param>
internal sealed record SystemErased(IReadOnlyList<string> Key, string Outcome);

/// <summary>Corrects one value, only where the record is the person's and holds what is expected: <c>rectify</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Person">The person.</param>
/// <param name="Key">The row.</param>
/// <param name="Field">The field.</param>
/// <param name="Expected">What it holds now; JSON null for nothing.</param>
/// <param name="Proposed">What it should hold.</param>
/// <param name="DryRun">Whether it is only asked what would become of it.</param>
internal sealed record RectifyOrder(string Table, string Person, IReadOnlyList<string> Key, string Field, JsonElement Expected, JsonElement Proposed, bool DryRun);

/// <summary>What became of a correction.</summary>
/// <param name="Outcome"><c>changed</c> (with a dry run: would be), <c>same</c> (holds the proposed value already), <c>other</c>, <c>missing</c> or <c>refused</c>.</param>
/// <param name="Found">What it held before; JSON null for nothing.</param>
internal sealed record RectifyAnswer(string Outcome, JsonElement Found);

/// <summary>Says which uses of a person's data are limited from now on; it takes the place of what was said before: <c>restrict</c>.</summary>
/// <param name="Person">The person.</param>
/// <param name="Activities">Uses for which none of their data may be used.</param>
/// <param name="Tables">Tables whose rows of theirs may be used for nothing.</param>
/// <param name="Revision">Grows with each change; a system that heard of a higher one leaves it at that.</param>
internal sealed record RestrictOrder(string Person, IReadOnlyList<string> Activities, IReadOnlyList<string> Tables, long Revision);

/// <summary>What the system limits now.</summary>
/// <param name="Revision">The highest revision it heard of.</param>
internal sealed record RestrictAnswer(long Revision);
