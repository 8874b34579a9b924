using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Operations.Subjects;

namespace Medbook.PrivacyPortal.Features.MyData;

/// <summary>The records an activity shows: one kind of them, a page of it, or why it could not be read.</summary>
public sealed record OpenRecords(HeldDataset Held, HeldRecords? Page, Problem? Problem);
