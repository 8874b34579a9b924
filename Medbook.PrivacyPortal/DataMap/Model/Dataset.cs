using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Domain.Texts;

namespace Medbook.PrivacyPortal.DataMap.Model;

/// <summary>Records of one kind: the rows of a table (or a part of them) that belong to persons.</summary>
public sealed record Dataset
{
    /// <summary>Identifier, unique in the source; files of a copy carry it.</summary>
    public required string Id { get; init; }

    /// <summary>The table or view. In PostgreSQL <c>schema.table</c> outside the connection's default schema; in SQLite always one name.</summary>
    public required string Table { get; init; }

    /// <summary>What the person reads.</summary>
    public required LocalText Label { get; init; }

    /// <summary>The columns that identify a row; empty for <c>"key": "none"</c>: such rows are read and erased by path, never one by one.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>Which rows of the table are meant.</summary>
    public Filter Where { get; init; } = Filter.None;

    /// <summary>Takes the rows of the table that no other dataset's filter takes.</summary>
    public bool Else { get; init; }

    /// <summary>
    /// The persons a row is about. One without a name: the ordinary case. Several: roles, each with its path, own fields and own erasure.
    /// None: the dataset is <see cref="Unlinked"/>.
    /// </summary>
    public required IReadOnlyList<PersonRole> People { get; init; }

    /// <summary>The fields that belong to every person of the row.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];

    /// <summary>Why personal data without a path to the person is held at all; null for all datasets that have a path.</summary>
    public string? Unlinked { get; init; }

    /// <summary>A row may belong to several persons: it is deleted once nobody else reaches it.</summary>
    public bool Shared { get; init; }

    /// <summary>Identifier of the dataset this one is a cache or an index of: cleared with its origin, never copied or counted.</summary>
    public string? CopyOf { get; init; }

    /// <summary>The field that dates a record: lists are ordered by it, newest first. Null where no field does.</summary>
    public string? Date { get; init; }

    /// <summary>How long rows are kept.</summary>
    public required Retention Retention { get; init; }

    /// <summary>What an erasure does to a row: <see cref="ErasureAction.Delete"/> takes it, anything else keeps it and changes its fields.</summary>
    public required Erasure Erasure { get; init; }

    /// <summary>Where an activity's legal basis differs for these rows (policy 3.2: a person, or on behalf of an organisation).</summary>
    public IReadOnlyDictionary<string, LegalBasis> Bases { get; init; } = new Dictionary<string, LegalBasis>();

    /// <summary>Columns without personal data, each with the written reason.</summary>
    public IReadOnlyDictionary<string, string> Excluded { get; init; } = new Dictionary<string, string>();

    /// <summary>All fields: the common ones, then those of each role.</summary>
    public IEnumerable<Field> AllFields => Fields.Concat(People.SelectMany(p => p.Fields));

    /// <summary>The field of a column; null where the column is not mapped.</summary>
    public Field? Find(string column) => AllFields.FirstOrDefault(f => f.Column == column);

    /// <summary>The activities that use any of the fields, each once.</summary>
    public IEnumerable<string> Activities => AllFields.SelectMany(f => f.Activities).Distinct();
}

/// <summary>One person of a row.</summary>
public sealed record PersonRole
{
    /// <summary>Name of the role; empty where a row is about one person only.</summary>
    public string Name { get; init; } = "";

    /// <summary>What the person reads: "you sent this"; null where a row is about one person only.</summary>
    public LocalText? Label { get; init; }

    /// <summary>The ways that lead to the person; any of them is enough.</summary>
    public required IReadOnlyList<PersonPath> Paths { get; init; }

    /// <summary>The fields that are about this person alone; for the other roles of the row they are about somebody else.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];

    /// <summary>What an erasure for this person does: <see cref="ErasureAction.Delete"/> takes the row, anything else keeps it and changes the role's fields.</summary>
    public required Erasure Erasure { get; init; }
}
