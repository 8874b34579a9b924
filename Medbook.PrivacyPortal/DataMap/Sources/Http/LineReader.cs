using System.Text.Json;
using Medbook.PrivacyPortal.DataMap.Model;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>Asks for rows of a person, and makes rows of the lines of the answer; one that is somebody else's is no answer.</summary>
internal sealed class LineReader
{
    private readonly string source;
    private readonly RowQuery query;
    private readonly IReadOnlyList<ColumnReader> columns;
    private readonly List<string> fields;
    private readonly PersonProof proof;
    private readonly OthersMask mask;

    public LineReader(string source, RowQuery query)
    {
        (this.source, this.query) = (source, query);
        columns = ColumnReader.For(query.Fields);
        fields = [.. columns.Select(column => column.Column).Union(PersonProof.FieldsOf(query.Dataset))];
        (proof, mask) = (new PersonProof(query.Dataset, query.Person), new OthersMask(query));
    }

    /// <summary>The question for all of them, by key.</summary>
    public ExportQuestion Question => new(query.Dataset.Table, new SystemRows { Person = query.Person.ToString() }, fields);

    /// <summary>The row of a line.</summary>
    /// <exception cref="SourceFailedException">It is no row of the dataset, or not the person's.</exception>
    /// <exception cref="ValueDoesNotFitException">A value is not what the map says.</exception>
    public SourceRow Read(ExportLine line)
    {
        if (line is not { Key: { } parts, Values: { } given } || parts.Count != query.Dataset.Key.Count) throw SystemFailure.NoAnswer.Of(source);
        var key = KeyText.Join(parts);
        var roles = RolesOn(line, given);
        var values = new object?[query.Fields.Count];
        for (var i = 0; i < columns.Count; i++)
        {
            try
            {
                columns[i].Read(SystemValue.Stored(columns[i].Whole, given[i]), values);
            }
            catch (FormatException e)
            {
                throw new ValueDoesNotFitException(source, query.Dataset.Id, columns[i].Column, key, e.Message);
            }
        }
        mask.Apply(values, roles);
        return new SourceRow(key, roles, values);
    }

    private IReadOnlyList<PersonRole> RolesOn(ExportLine line, IReadOnlyList<JsonElement> given)
    {
        var roles = proof.RolesOn(field => given[fields.IndexOf(field)]);
        var isSaid = query.Dataset.People.Count == 1 || (line.Roles is { } said && said.Order().SequenceEqual(roles.Select(role => role.Name).Order()));
        return roles.Count > 0 && isSaid ? roles : throw SystemFailure.NoAnswer.Of(source);
    }
}
