using System.Text;
using Medbook.PrivacyPortal.Commands.Sample.Tables;
using Medbook.PrivacyPortal.Domain.Audit;
using Medbook.PrivacyPortal.Domain.Consents;
using Medbook.PrivacyPortal.Domain.Links;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Operations.Research.Extracts;
using Medbook.PrivacyPortal.Operations.Research.Studies;
using Medbook.PrivacyPortal.Operations.Vault;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Research.Extracts;

/// <summary>An extract of the sample, by the shipped map: nobody who knows all of the source finds somebody in it.</summary>
public sealed class SampleExtractTests() : OperationTests(Provider.Sqlite)
{
    private const int Members = 250, K = 5;

    private static readonly Actor Officer = TestActors.Officer();

    private static readonly IReadOnlyList<StudyField> Fields =
    [
        new("sample", "members", "birth_date", new FieldRule(FieldRuleKind.Years, 20), true),
        new("sample", "members", "language", FieldRule.AsIs, true),
        new("sample", "members", "city", new FieldRule(FieldRuleKind.FirstCharacters, 1), true),
        new("sample", "experience", "kind", FieldRule.AsIs, false),
        new("sample", "experience", "starts_on", new FieldRule(FieldRuleKind.Year), false),
        new("sample", "portfolio", "kind", FieldRule.AsIs, false),
        new("sample", "portfolio", "details.minutes", new FieldRule(FieldRuleKind.Band, 60), false),
    ];

    private SampleDatabase sample = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        sample = await SampleDatabase.CreateAsync(Provider.Sqlite);
        await sample.MakeAsync(sample.Options(Members));
        Assert.True((await Get<InitVault>().RunAsync(Actor.Portal, None)).IsOk);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await sample.DisposeAsync();
    }

    protected override void Configure(IServiceCollection services)
    {
        services.AddLocalization();
        services.AddSingleton(_ => sample.OpenSources());
    }

    [Fact]
    public async Task Nobody_is_found_in_an_extract_of_the_sample_and_no_direct_identifier_is_in_any_byte_of_it()
    {
        await using var db = sample.Open();
        var persons = await db.Set<Member>().AsNoTracking().Where(member => member.Kind == "person").ToListAsync();
        var extract = await ReleasedAsync(await PublishAsync(), persons);

        // No class below k, and at most a fifth is left out.
        Assert.Equal(persons.Count, extract.Figures.People);
        Assert.InRange(extract.Figures.Smallest, K, int.MaxValue);
        Assert.InRange(extract.Figures.SuppressedPercent, 0, 20);

        var files = await FilesAsync(extract.Id);
        // An attack: whoever knows the day of birth, the language and the town of everybody looks each row up in the source.
        var rows = files["data/sample/members.csv"].Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line[(line.IndexOf(',') + 1)..]).ToList();
        var source = persons.GroupBy(member => $"{member.BirthDate.Year / 20 * 20},{member.Language},{member.City[..1]}").ToDictionary(same => same.Key, same => same.Count());
        Assert.Equal(extract.Figures.Kept, rows.Count);
        Assert.All(rows, row => Assert.InRange(source[row], K, int.MaxValue));
        Assert.All(rows.GroupBy(row => row), same => Assert.InRange(same.Count(), K, int.MaxValue));
        Assert.Equal(rows.Count, files["data/sample/members.csv"].Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[0]).Distinct().Count());

        var everything = string.Join('\n', files.Values);
        var texts = persons.SelectMany(member => new[] { $"{member.FirstName} {member.LastName}", member.Street, member.Phone, member.Bio, member.ProviderNumber, member.City })
            .Concat(await db.Set<MemberEmail>().Select(email => email.Email).ToListAsync())
            .Concat((await db.Set<PortfolioEntry>().Select(entry => new { entry.Title, entry.Reflection }).ToListAsync()).SelectMany(entry => new[] { entry.Title, entry.Reflection }));
        var told = texts.OfType<string>().Where(text => text.Length > 5).Distinct().ToList();
        Assert.True(told.Count > 500);
        Assert.DoesNotContain(told, text => everything.Contains(text, StringComparison.OrdinalIgnoreCase));
    }

    private async Task<Guid> PublishAsync()
    {
        var id = Guid.CreateVersion7();
        var plan = new StudyPlan
        {
            Title = new("Hours", "Uren", "Heures"), Goal = new("How long.", "Hoe lang.", "Combien."), Partner = "University of the tests", PartnerAddress = "partner@university.example",
            EthicsReference = "EC 2026/7", From = new DateOnly(2026, 1, 1), Until = new DateOnly(2026, 12, 31), Fields = Fields, K = K, MostSuppressed = 20,
        };
        var saved = await Get<SaveStudy>().RunAsync(Officer, id, plan, null, None);
        Assert.Null(saved.Problem);
        Assert.Null((await Get<PublishStudy>().RunAsync(Officer, new SeenStudy(id, saved.Value), StudyChange.First, None)).Problem);
        return id;
    }

    private async Task<ResearchExtract> ReleasedAsync(Guid study, IEnumerable<Member> persons)
    {
        await using (var db = await OpenAsync())
        {
            var text = await db.ConsentTexts.SingleAsync(t => t.Purpose == Study.PurposeOf(study) && t.Language == "en-GB");
            foreach (var member in persons)
            {
                var subject = Subject.OfContact($"person{member.Id}@example.org", Now);
                var link = SubjectLink.Untried(subject.Key, "sample");
                link.Record([$"members:{member.Id}"], isTaken: false, Now);
                db.AddRange(subject, link, ConsentRecord.Decide(null, ConsentDecision.Given, subject.Key, text, askedSince: 1, session: null, Now).Value!);
            }
            db.AuditEntries.Add(AuditEntry.Of(Actor.Portal, AuditAction.ConsentGiven, Now));
            await db.SaveChangesAsync();
        }
        var id = Guid.CreateVersion7();
        Assert.Null((await Get<AskForExtract>().RunAsync(Officer, study, id, ExtractFormat.Csv, None)).Problem);
        Assert.True((await Get<MakeExtract>().RunAsync(Actor.Portal, None)).Value);
        var prepared = await ReadAsync(db => db.ResearchExtracts.SingleAsync(e => e.Id == id));
        Assert.Equal(ExtractState.Prepared, prepared.State);
        Assert.Null((await Get<AskForRelease>().RunAsync(Officer, id, prepared.Revision, None)).Problem);
        Assert.True((await Get<ReleaseExtract>().RunAsync(Actor.Portal, None)).Value);
        return await ReadAsync(db => db.ResearchExtracts.SingleAsync(e => e.Id == id));
    }

    private async Task<IReadOnlyDictionary<string, string>> FilesAsync(Guid id)
    {
        await using var extract = (await Get<TakeExtract>().RunAsync(Officer, id, None)).Value!;
        await using var zip = new System.IO.Compression.ZipArchive(extract.Content, System.IO.Compression.ZipArchiveMode.Read);
        var files = new Dictionary<string, string>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(), Encoding.UTF8);
            files[entry.FullName] = await reader.ReadToEndAsync();
        }
        return files;
    }
}
