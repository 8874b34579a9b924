using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Domain;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Research;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Operations.Research.Studies;
using Medbook.PrivacyPortal.Tests.Domain.Research;
using Medbook.PrivacyPortal.Tests.Operations.Consents.Receipts;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Medbook.PrivacyPortal.Tests.Operations.Research.Studies;

/// <summary>Base of the tests of studies: a clinic whose map opens three fields to research.</summary>
public abstract class StudyTests(Provider provider) : ReceiptTests(provider)
{
    private const string MapJson =
        """
        { "sources": { "clinic": {
            "identities": { "members": { "key": "id", "addresses": "email" } },
            "provider": "sqlite",
            "datasets": {
              "members": {
                "label": "Your account | Uw account | Votre compte", "key": "id", "person": "id",
                "category": "identity", "activities": ["account"], "origin": "provided", "retention": "until-asked",
                "fields": {
                  "id": { "type": "integer", "label": "Number | Nummer | Numéro", "origin": "derived" },
                  "email": { "label": "E-mail" },
                  "born": { "type": "date", "stored": "iso", "label": "Date of birth | Geboortedatum | Date de naissance" },
                  "postcode": { "label": "Postcode | Postcode | Code postal" },
                  "role": { "label": "Role | Rol | Rôle" }
                }
              }
            } } } }
        """;

    protected static Actor Officer { get; } = TestActors.Officer();

    protected override void Configure(IServiceCollection services)
    {
        var settings = Database.Settings([.. MoreSettings, new("ConnectionStrings:clinic", $"Data Source={Path.Combine(Database.Folder, "clinic.db")};Pooling=False")]);
        services.AddLocalization().AddSingleton(_ => SourcesRegistration.Catalog(OpenedMap(settings.Provider), settings));
    }

    /// <summary>The map with its three fields opened.</summary>
    internal static Map OpenedMap(string provider)
    {
        var reading = MapLoader.ReadText("test.json", MapJson, provider);
        Assert.Empty(reading.Faults);
        return reading.Map! with { Sources = [.. reading.Map!.Sources.Select(source => source.Name == "clinic" ? Opened(source) : source)] };
    }

    /// <summary>Publishes a study, as an officer who has it before them.</summary>
    protected async Task<Study> PublishedAsync(StudyPlan? plan = null, StudyChange change = StudyChange.First, Guid? study = null)
    {
        var id = study ?? Guid.CreateVersion7(Now);
        var seen = study is null ? null : (Guid?)(await ViewAsync(id)).Seen.Revision;
        var saved = await Get<SaveStudy>().RunAsync(Officer, id, plan ?? TestPlans.Whole, seen, None);
        Assert.Null(saved.Problem);
        Assert.Null((await Get<PublishStudy>().RunAsync(Officer, new SeenStudy(id, saved.Value), change, None)).Problem);
        return (await ViewAsync(id)).Study;
    }

    protected async Task RetireAsync(Study study) => Assert.Null((await Get<RetireStudy>().RunAsync(Officer, (await ViewAsync(study.Id)).Seen, None)).Problem);

    protected async Task<StudyView> ViewAsync(Guid id) => (await Get<ReadStudy>().RunAsync(Officer, id, None)).Value!;

    protected Task<Result<Guid>> PublishAsync(StudyView view, StudyChange change) => Get<PublishStudy>().RunAsync(Officer, view.Seen, change, None);

    /// <summary>Whether an extract of the study may have this person.</summary>
    protected Task<bool> AgreesAsync(Actor who, Study study) => ReadAsync(async db =>
        await Get<ChoicesInForce>().WhoAgrees(db, study.Purpose).ContainsAsync(who.Subject!.Value));

    private static Source Opened(Source source) => source with
    {
        Datasets = [.. source.Datasets.Select(dataset => dataset with { Fields = [.. dataset.Fields.Select(Opened)] })],
    };

    private static Field Opened(Field field) => field.Column switch
    {
        "born" or "postcode" => field with { Research = ResearchUse.Generalised },
        "role" => field with { Research = ResearchUse.AsIs },
        _ => field,
    };
}
