using System.Text.RegularExpressions;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Restrictions;
using Medbook.PrivacyPortal.Tests.Operations.Rectification;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Tests.Support.Systems;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Restrictions;

/// <summary>Medbook's own systems ask by their own keys; what is contested is limited at once where the setting says so.</summary>
public abstract partial class AskRestrictionsTests(Provider provider) : RectificationTests(provider)
{
    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [.. base.MoreSettings, new("Restrictions:Automatic", "true"), .. TestSystems.Settings];

    [Fact]
    public async Task What_is_contested_is_limited_at_once_and_another_system_hears_of_it_by_its_own_key()
    {
        var request = await AskAsync(await MemberAsync(), "", Of("name", "Ada King"));
        await SubmitAsync(await AddPersonAsync("other@example.org"), RequestKind.Objection, scope: new RequestScope { Activities = ["helpdesk"] });
        await SubmitAsync(await AddPersonAsync("third@example.org"), RequestKind.Erasure);

        Assert.Equal(2, (await Get<LimitContested>().RunAsync(Actor.Portal, None)).Value);
        Assert.Equal(0, (await Get<LimitContested>().RunAsync(Actor.Portal, None)).Value);

        var answer = (await AskAsync("members:2", "members:1", "nobody:7")).Value!;

        Assert.Equal([("members:2", false), ("members:1", true), ("nobody:7", false)], answer.Select(one => (one.Person, one.IsLimited)));
        Assert.Equal(["members"], answer[1].Datasets);
        Assert.Empty(answer[1].Activities);
        var limit = await ReadAsync(db => db.UseRestrictions.SingleAsync(r => r.Request == request));
        Assert.Equal((RestrictionCase.AccuracyContested, "portal"), (limit.Why, limit.SetBy));
        Assert.Equal("helpdesk", await ReadAsync(db => db.UseRestrictions.Where(r => r.Request != request).Select(r => r.Activity).SingleAsync()));
        Assert.IsType<NotFound>((await Get<AskRestrictions>().RunAsync(TestSystems.Crm, "elsewhere", ["members:1"], None)).Problem);
        Assert.IsType<NotFound>((await Get<AskRestrictions>().RunAsync(TestSystems.Crm, "portal", ["Subjects:1"], None)).Problem);
        Assert.IsType<NotPermitted>((await Get<AskRestrictions>().RunAsync(Officer, "clinic", ["members:1"], None)).Problem);
    }

    [Fact]
    public async Task The_query_of_the_documentation_gives_the_same()
    {
        await AskAsync(await MemberAsync(), "", Of("name", "Ada King"));
        await Get<LimitContested>().RunAsync(Actor.Portal, None);
        var sql = Query().Match(await File.ReadAllTextAsync(Path.Combine(Repository.Root, ".docs", "restrictions.md"))).Groups[1].Value.Replace("'sample'", "'clinic'", StringComparison.Ordinal);
        await using var db = await OpenAsync();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();

        Assert.True(await reader.ReadAsync());
        Assert.Equal(("members:1", "", "clinic", "members", true), (reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.IsDBNull(4)));
        Assert.False(await reader.ReadAsync());
    }

    private Task<Result<IReadOnlyList<PersonLimits>>> AskAsync(params string[] persons) => Get<AskRestrictions>().RunAsync(TestSystems.Crm, "clinic", persons, None);

    [GeneratedRegex("```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Query();

    public sealed class OnSqlite() : AskRestrictionsTests(Provider.Sqlite);

    public sealed class OnPostgreSql() : AskRestrictionsTests(Provider.PostgreSql);
}
