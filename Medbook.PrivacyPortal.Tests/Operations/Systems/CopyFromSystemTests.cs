using System.IO.Compression;
using System.Text;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain.Copies;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Operations.Copies.Archive;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Operations.Subjects;
using Medbook.PrivacyPortal.Tests.Support.Systems;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Systems;

public sealed class CopyFromSystemTests : SystemTests
{
    [Fact]
    public async Task A_verified_address_links_the_person_and_their_data_is_shown()
    {
        var person = await LinkedAsync();

        Assert.Equal((LinkOutcome.Linked, Newsletter.Person), await ReadAsync(db => db.SubjectLinks.Where(l => l.Subject == person.Subject && l.Source == "news")
            .Select(l => ValueTuple.Create(l.Outcome, l.PersonKey!)).SingleAsync()));
        var held = (await Get<ReadHeldData>().RunAsync(person, None)).Value!;
        Assert.Equal(["Mailings 3", "Questions 3", "Profile 1"], held.Activities.Single(a => a.Activity.Id == "communication").Datasets
            .Where(d => d.Source.Name == "news").Select(d => $"{d.Dataset.Label} {d.Summary!.Count}"));
    }

    [Fact]
    public async Task A_copy_holds_what_the_system_gave_and_nothing_of_others()
    {
        var (copy, manifest) = await TakeAsync(await LinkedAsync());

        var news = manifest.Sources.Single(s => s.Name == "news");
        Assert.All(news.Datasets, dataset => Assert.Equal(CopyStatus.Complete, dataset.Status));
        Assert.Equal(3, news.Datasets.Single(d => d.Id == "mailings").Rows);
        Assert.Contains("\"Spring\"", Text(copy, "data/news/mailings.json"), StringComparison.Ordinal);
        Assert.DoesNotContain("It is.", Text(copy, "data/news/questions.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_system_that_dies_in_the_middle_a_copy_is_partial_and_says_so()
    {
        var person = await LinkedAsync();
        News.Misdeeds.Add(Misdeed.DiesInExport);

        var (_, manifest) = await TakeAsync(person);

        Assert.NotEqual(CopyStatus.Complete, manifest.Status);
        Assert.DoesNotContain(manifest.Sources.Single(s => s.Name == "news").Datasets, dataset => dataset.Status == CopyStatus.Complete);
    }

    private async Task<(ZipArchive Copy, CopyManifest Manifest)> TakeAsync(Actor who)
    {
        var bytes = new MemoryStream();
        await using var db = await OpenAsync();
        var person = await PersonInSource.AllOfAsync(db, Get<SourceCatalog>(), who.Subject!.Value, None);
        var register = (await Get<ReadRegister>().RunAsync(Actor.Portal, None)).Value!;
        var manifest = await Get<CopyWriter>().WriteAsync(new CopyOrder(CopyKind.Access, person, register, Reviewed: true, Now), bytes, None);
        return (new ZipArchive(bytes, ZipArchiveMode.Read), manifest);
    }

    private static string Text(ZipArchive copy, string path)
    {
        using var reader = new StreamReader(copy.GetEntry(path)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
