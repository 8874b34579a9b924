using Medbook.PrivacyPortal.Commands.Sample;
using Medbook.PrivacyPortal.Commands.Sample.Tables;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Links;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>How a person stands to the sample, for a page to show.</summary>
internal enum LinkState
{
    /// <summary>Nobody has looked for them.</summary>
    Nobody,
    /// <summary>The sample has several persons with their address.</summary>
    Unclear,
    /// <summary>An officer linked them.</summary>
    Linked,
}

/// <summary>Persons without an account, in the states of a link.</summary>
internal static class LinkedPerson
{
    private const string Source = "sample";

    /// <summary>A page, once such a person is there.</summary>
    public static Func<BrowserFixture, Task<string>> At(string page, LinkState state) => async browser =>
    {
        await AddAsync(browser.App, state);
        return page;
    };

    /// <summary>The page of such a person.</summary>
    public static Func<BrowserFixture, Task<string>> PageOf(LinkState state) => async browser =>
        $"/manage/subjects/{(await AddAsync(browser.App, state)).Key.Value}";

    /// <summary>A new person; where they are linked, to the same person of the sample as all who asked for that.</summary>
    public static async Task<Subject> AddAsync(PortalApp app, LinkState state)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        if (state == LinkState.Linked && await LinkedAsync(db) is { } linked) return linked;

        var person = Subject.OfContact($"guest-{Guid.NewGuid():n}@example.org", DateTimeOffset.UtcNow);
        db.Add(person);
        if (state == LinkState.Unclear)
        {
            var link = SubjectLink.Untried(person.Key, Source);
            link.Record(["members:1", "members:2"], isTaken: false, DateTimeOffset.UtcNow);
            db.Add(link);
        }
        await db.SaveChangesAsync();
        if (state == LinkState.Linked)
        {
            var (officer, key) = (await app.ActorOfAsync("officer@example.org"), $"members:{(await MembersAsync(app))[0].Id}");
            await app.OperateAsync<LinkPerson>(link => link.RunAsync(
                officer, new SeenLink(person.Key, Source, Guid.Empty), key, "Showed the card with this number.", default));
        }
        return person;
    }

    /// <summary>Members of the sample whom no account is linked to, with their address: the last ones first.</summary>
    public static async Task<IReadOnlyList<(long Id, string Email)>> MembersAsync(PortalApp app)
    {
        await using var sample = new SampleDb(new DbContextOptionsBuilder().UseSqlite(app.SampleConnection + ";Mode=ReadOnly;Pooling=False").Options);
        var rows = await sample.Set<MemberEmail>().Where(email => email.IsPrimary && email.IsVerified)
            .OrderByDescending(email => email.MemberId).Select(email => new { email.MemberId, email.Email }).Take(3).ToListAsync();
        return [.. rows.Select(row => ((long)row.MemberId, row.Email))];
    }

    private static async Task<Subject?> LinkedAsync(PortalDb db) =>
        await db.Subjects.AsNoTracking().FirstOrDefaultAsync(s => s.AccountId == null && db.SubjectLinks.Any(l => l.Subject == s.Key && l.Outcome == LinkOutcome.Linked));
}
