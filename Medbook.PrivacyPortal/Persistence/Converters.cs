using Medbook.PrivacyPortal.Domain.Subjects;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Medbook.PrivacyPortal.Persistence;

internal sealed class SubjectKeyConverter() : ValueConverter<SubjectKey, Guid>(key => key.Value, value => new SubjectKey(value));

/// <summary>SQLite compares times as text unless they are numbers: UTC ticks.</summary>
internal sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(
    time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

/// <summary>PostgreSQL's <c>timestamp with time zone</c> takes UTC only.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(
    time => time.ToUniversalTime(), time => time);
