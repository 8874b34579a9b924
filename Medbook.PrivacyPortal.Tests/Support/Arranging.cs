using Medbook.PrivacyPortal.Commands.Sample;
using Medbook.PrivacyPortal.Commands.Sample.Making;
using Medbook.PrivacyPortal.Commands.Sample.Tables;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Register;
using Medbook.PrivacyPortal.Operations.Cases;
using Medbook.PrivacyPortal.Operations.Cases.Handling;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>What a browser test needs to be there before it looks; made by the portal's own operations.</summary>
public static class Arranging
{
    /// <summary>The actor that an account is, with the roles it has, confirmed and with a second factor.</summary>
    public static async Task<Actor> ActorOfAsync(this PortalApp app, string email)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var account = await db.Users.SingleAsync(user => user.NormalizedEmail == email.ToUpperInvariant());
        var subject = await db.Subjects.SingleAsync(subject => subject.AccountId == account.Id);
        var roles = await db.UserRoles.Where(role => role.UserId == account.Id)
            .Join(db.Roles, role => role.RoleId, role => role.Id, (_, role) => role.Name!).ToListAsync();
        return Actor.SignedIn(
            account.Id, subject.Key, roles.Select(Enum.Parse<Role>).Append(Role.Member), confirmed: true, secondFactor: true, "arranged by a test");
    }

    /// <summary>The address of somebody who has records in the sample and no account at the portal yet.</summary>
    /// <param name="app">The portal.</param>
    /// <param name="which">Which of them, from 0: tests that change a person each take another one.</param>
    public static async Task<string> SomebodyWithRecordsAsync(this PortalApp app, int which = 0)
    {
        await using var sample = new SampleDb(new DbContextOptionsBuilder()
            .UseSqlite(app.SampleConnection + ";Mode=ReadOnly;Pooling=False").Options);
        return await sample.Set<MemberEmail>()
            .Where(email => email.IsPrimary && email.IsVerified && email.MemberId > KnownPeople.Count)
            .OrderBy(email => email.MemberId).Select(email => email.Email).Skip(which).FirstAsync();
    }

    /// <summary>Whether the sample has an address.</summary>
    public static async Task<bool> IsInSampleAsync(this PortalApp app, string email)
    {
        await using var sample = new SampleDb(new DbContextOptionsBuilder().UseSqlite(app.SampleConnection + ";Mode=ReadOnly;Pooling=False").Options);
        return await sample.Set<MemberEmail>().AnyAsync(row => row.Email == email);
    }

    /// <summary>A draft of somebody's.</summary>
    public static async Task<Guid> AddDraftAsync(this PortalApp app, string email)
    {
        var (who, id) = (await app.ActorOfAsync(email), Guid.CreateVersion7());
        var content = new DraftContent(RequestKind.Erasure, new RequestScope { Activities = ["account"] }, "Everything about my account.");
        await app.OperateAsync<StartRequest, DraftSaved>(start => start.RunAsync(who, id, content, "en-GB", CancellationToken.None));
        return id;
    }

    /// <summary>Decides a request as an officer who has the case and the letter before them.</summary>
    public static async Task DecideAsync(this PortalApp app, Actor officer, RightsRequest request, DecisionDraft draft)
    {
        var register = await app.OperateAsync<ReadRegister, RegisterVersion>(read => read.RunAsync(officer, CancellationToken.None));
        var letter = DecisionLetters.Write(request, draft, register, app.Services.GetRequiredService<SourceCatalog>().LabelOf, TimeProvider.System.GetUtcNow());
        await app.OperateAsync<DecideRequest>(decide => decide.RunAsync(officer, request.Id, request.Revision, draft, letter.Hash, CancellationToken.None));
    }

    /// <summary>Runs an operation of the portal; it has to succeed.</summary>
    public static async Task<T> OperateAsync<TOperation, T>(this PortalApp app, Func<TOperation, Task<Result<T>>> run) where TOperation : notnull
    {
        await using var scope = app.Services.CreateAsyncScope();
        var result = await run(scope.ServiceProvider.GetRequiredService<TOperation>());
        return result.IsOk ? result.Value : throw new InvalidOperationException($"{typeof(TOperation).Name}: {result.Problem}");
    }

    /// <summary>Runs an operation that returns nothing; it has to succeed.</summary>
    public static async Task OperateAsync<TOperation>(this PortalApp app, Func<TOperation, Task<Result>> run) where TOperation : notnull
    {
        await using var scope = app.Services.CreateAsyncScope();
        var result = await run(scope.ServiceProvider.GetRequiredService<TOperation>());
        if (!result.IsOk) throw new InvalidOperationException($"{typeof(TOperation).Name}: {result.Problem}");
    }
}
