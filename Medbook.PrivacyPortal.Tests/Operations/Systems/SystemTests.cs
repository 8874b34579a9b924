using Medbook.PrivacyPortal.DataMap.Sources.Replay;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Tests.Operations.Cases;
using Medbook.PrivacyPortal.Tests.Support;
using Medbook.PrivacyPortal.Tests.Support.Systems;

namespace Medbook.PrivacyPortal.Tests.Operations.Systems;

/// <summary>Base of operation tests on a source that is no database: the newsletter, whose contact 1 is the reader.</summary>
public abstract class SystemTests() : CaseTests(Provider.Sqlite)
{
    private protected TestSystem News { get; private set; } = null!;

    protected override string MapJson => NewsletterMap.Json;

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => NewsletterMap.Settings(News);

    public override async Task InitializeAsync()
    {
        News = await TestSystem.StartAsync(Newsletter.Tables());
        await base.InitializeAsync();
        Assert.True((await Get<InitVault>().RunAsync(Actor.Portal, None)).IsOk);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await News.DisposeAsync();
    }

    protected override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        services.AddLocalization().AddSingleton<SourceReplay>().AddSingleton<ILedgerReplay>(provider => provider.GetRequiredService<SourceReplay>());
    }

    /// <summary>Somebody with an account and a verified address, who is linked to what the newsletter holds about them.</summary>
    protected async Task<Actor> LinkedAsync(string address = Newsletter.Address)
    {
        var person = await AddPersonAsync(address);
        Assert.True((await Get<LinkSubject>().RunAsync(person, person.Subject!.Value, None)).IsOk);
        return person;
    }

    /// <summary>The keys of all rows the newsletter has of a kind.</summary>
    protected IEnumerable<string> Keys(string table) => News.Tables[table].Rows.Select(row => string.Join('&', News.Tables[table].KeyOf(row)));
}
