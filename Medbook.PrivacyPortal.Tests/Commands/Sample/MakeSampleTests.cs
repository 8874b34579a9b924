using Medbook.PrivacyPortal.Commands.Sample;
using Medbook.PrivacyPortal.Commands.Sample.Making;
using Medbook.PrivacyPortal.Commands.Sample.Tables;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Commands.Sample;

public abstract class MakeSampleTests(Provider provider) : IAsyncLifetime
{
    private SampleDatabase sample = null!;

    public async Task InitializeAsync() => sample = await SampleDatabase.CreateAsync(provider);

    public async Task DisposeAsync() => await sample.DisposeAsync();

    [Fact]
    public async Task The_same_seed_and_size_give_the_same_rows()
    {
        await using var other = await SampleDatabase.CreateAsync(provider);

        await sample.MakeAsync(sample.Options(seed: 7));
        await other.MakeAsync(other.Options(seed: 7));

        Assert.Equal(await sample.HashAsync(), await other.HashAsync());
    }

    [Fact]
    public async Task Another_seed_gives_other_rows()
    {
        await using var other = await SampleDatabase.CreateAsync(provider);

        await sample.MakeAsync(sample.Options(seed: 7));
        await other.MakeAsync(other.Options(seed: 8));

        Assert.NotEqual(await sample.HashAsync(), await other.HashAsync());
    }

    [Fact]
    public async Task A_sample_that_is_there_is_left_alone()
    {
        await sample.MakeAsync(sample.Options());
        await ForgetOneDeviceAsync();
        var before = await sample.HashAsync();

        Assert.IsType<SampleOutcome.Present>(await sample.MakeAsync(sample.Options()));

        Assert.Equal(before, await sample.HashAsync());
    }

    [Fact]
    public async Task A_sample_of_another_size_stays_until_it_is_forced()
    {
        await sample.MakeAsync(sample.Options(members: 20));

        var refused = Assert.IsType<SampleOutcome.Refused>(await sample.MakeAsync(sample.Options(members: 30)));
        Assert.Contains("20 members", refused.Reason);
        Assert.Equal(20, await CountAsync<Member>());

        Assert.IsType<SampleOutcome.Made>(await sample.MakeAsync(sample.Options(members: 30) with { Force = true }));
        Assert.Equal(30, await CountAsync<Member>());
    }

    [Fact]
    public async Task A_forced_sample_is_whole_again()
    {
        await sample.MakeAsync(sample.Options());
        var before = await sample.HashAsync();
        await ForgetOneDeviceAsync();

        await sample.MakeAsync(sample.Options() with { Force = true });

        Assert.Equal(before, await sample.HashAsync());
    }

    [Fact]
    public async Task Any_size_will_do_for_a_start()
    {
        await sample.MakeAsync(sample.Options(members: 20));

        Assert.IsType<SampleOutcome.Present>(await sample.MakeAsync(sample.Options(members: 500) with { AnySize = true }));
    }

    [Fact]
    public async Task A_sample_that_another_version_made_is_made_again_at_a_start_only()
    {
        await sample.MakeAsync(sample.Options());
        await using (var db = sample.Open())
        {
            await db.Set<SchemaInfo>().Where(info => info.Name == "sample.shape").ExecuteUpdateAsync(set => set.SetProperty(info => info.Value, "old"));
        }

        var refused = Assert.IsType<SampleOutcome.Refused>(await sample.MakeAsync(sample.Options()));
        Assert.Contains("--force", refused.Reason);
        Assert.IsType<SampleOutcome.Made>(await sample.MakeAsync(sample.Options() with { AnySize = true }));
    }

    [Fact]
    public async Task A_sample_that_was_left_half_made_is_made_again()
    {
        await sample.MakeAsync(sample.Options());
        var whole = await sample.HashAsync();
        await using (var db = sample.Open())
        {
            await db.Set<SchemaInfo>().ExecuteDeleteAsync();
            await db.Set<ContactMessage>().ExecuteDeleteAsync();
        }

        Assert.IsType<SampleOutcome.Made>(await sample.MakeAsync(sample.Options()));

        Assert.Equal(whole, await sample.HashAsync());
    }

    [Fact]
    public async Task A_database_with_anything_else_in_it_is_never_touched()
    {
        await sample.MakeAsync(sample.Options());
        await using var foreign = new ForeignDb(sample);
        await foreign.AddTableAsync();

        var refused = Assert.IsType<SampleOutcome.Refused>(await sample.MakeAsync(sample.Options() with { Force = true }));

        Assert.Contains("'patients'", refused.Reason);
        Assert.Equal(1, await foreign.Patients.CountAsync());
    }

    [Fact]
    public async Task A_sample_needs_room_for_its_known_people()
    {
        Assert.IsType<SampleOutcome.Refused>(await sample.MakeAsync(sample.Options(members: SampleOptions.LeastMembers - 1)));
        Assert.IsType<SampleOutcome.Made>(await sample.MakeAsync(sample.Options(members: SampleOptions.LeastMembers)));
    }

    [Fact]
    public async Task The_known_people_are_there_with_any_seed()
    {
        await sample.MakeAsync(sample.Options(seed: 99));
        await using var db = sample.Open();

        var emails = await db.Set<MemberEmail>().AsNoTracking().ToListAsync();
        Assert.Single(emails, email => email.Email == KnownPeople.Member && email.VerifiedAt is not null);
        Assert.Equal(2, emails.Count(email => email.Email == KnownPeople.Shared && email.VerifiedAt is not null));
        Assert.Null(Assert.Single(emails, email => email.Email == KnownPeople.Unverified).VerifiedAt);
        Assert.DoesNotContain(emails, email => email.Email == KnownPeople.Visitor);
        Assert.Equal(2, await db.Set<ContactMessage>().CountAsync(message => message.Email == KnownPeople.Visitor));
        var left = await db.Set<Member>().SingleAsync(member => member.DeletedAt != null);
        Assert.Equal(KnownPeople.Left, Assert.Single(emails, email => email.MemberId == left.Id && email.IsPrimary).Email);
        Assert.True(await db.Set<PortfolioEntry>().AnyAsync(entry => entry.MemberId == left.Id));
    }

    [Fact]
    public async Task A_heavy_sample_gives_one_member_a_hundred_thousand_usage_rows()
    {
        await sample.MakeAsync(sample.Options(members: SampleOptions.LeastMembers) with { Heavy = true });
        await using var db = sample.Open();

        Assert.Equal(100_000, await db.Set<UsageEvent>().CountAsync(usage => usage.MemberId == KnownPeople.MemberId));
    }

    private async Task<int> CountAsync<T>() where T : class
    {
        await using var db = sample.Open();
        return await db.Set<T>().CountAsync();
    }

    private async Task ForgetOneDeviceAsync()
    {
        await using var db = sample.Open();
        Assert.Equal(1, await db.Set<Device>().Where(device => device.Id == 1).ExecuteUpdateAsync(set => set.SetProperty(device => device.Model, "gone")));
    }

    public sealed class OnSqlite() : MakeSampleTests(Provider.Sqlite)
    {
        [Fact]
        public async Task Whoever_stops_it_halfway_leaves_no_half_sample()
        {
            using var stop = new CancellationTokenSource();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                sample.MakeAsync(sample.Options(members: 60), new StopAtFirst(stop), stop.Token));

            Assert.False(File.Exists(sample.File));
            Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(sample.File)!));
        }

        [Fact]
        public async Task Whoever_stops_a_forced_one_keeps_the_old_sample()
        {
            await sample.MakeAsync(sample.Options());
            var before = await sample.HashAsync();
            using var stop = new CancellationTokenSource();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                sample.MakeAsync(sample.Options(members: 60) with { Force = true }, new StopAtFirst(stop), stop.Token));

            Assert.Equal(before, await sample.HashAsync());
        }
    }

    public sealed class OnPostgreSql() : MakeSampleTests(Provider.PostgreSql);

    private sealed class StopAtFirst(CancellationTokenSource stop) : IProgress<long>
    {
        public void Report(long value) => stop.Cancel();
    }
}
