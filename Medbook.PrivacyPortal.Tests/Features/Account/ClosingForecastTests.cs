using Bunit;
using Medbook.PrivacyPortal.Features.Account;
using Medbook.PrivacyPortal.Operations.Closing;
using Medbook.PrivacyPortal.Tests.Operations.Closing;
using Medbook.PrivacyPortal.Tests.Support;

namespace Medbook.PrivacyPortal.Tests.Features.Account;

/// <summary>What somebody reads before they close their account.</summary>
public sealed class ClosingForecastTests() : ClosingTests(Provider.Sqlite)
{
    private readonly Stage stage = new();

    public override async Task DisposeAsync()
    {
        await stage.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Each_kind_of_record_stands_where_it_belongs_with_its_reason()
    {
        var person = await AddPatientAsync();
        await SubmitAsync(person);
        var closing = (await Get<PreviewClosing>().RunAsync(person, None)).Value!;
        stage.SignIn(person, Get<IServiceProvider>());

        var forecast = stage.Draw<ClosingForecast>(parameters => parameters.Add(p => p.Preview, closing.Preview));

        string In(string name, string kind) => forecast.FindAll($"[aria-labelledby=close-{name}] tbody tr").Single(row => row.Children[0].TextContent == kind).TextContent;
        Assert.Contains("It is kept until somebody asks.", In("now", "Profile"), StringComparison.Ordinal);
        Assert.Contains("the account closes", In("now", "Your sign-in on this portal"), StringComparison.Ordinal);
        Assert.Contains("Tax law.", In("nameless", "Invoices"), StringComparison.Ordinal);
        Assert.Contains("The proof of what was done with your data.", In("stays", "Who looked at or changed what"), StringComparison.Ordinal);
        var open = stage.Draw<ClosingOpen>(parameters => parameters.Add(p => p.Closing, closing));
        Assert.Contains("One request is open", open.Markup, StringComparison.Ordinal);
        Assert.Contains("2026-0001", open.Markup, StringComparison.Ordinal);
    }
}
