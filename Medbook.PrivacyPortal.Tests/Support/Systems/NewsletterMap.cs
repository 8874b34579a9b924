using Medbook.PrivacyPortal.DataMap.Loading;
using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Microsoft.Extensions.Hosting.Internal;

namespace Medbook.PrivacyPortal.Tests.Support.Systems;

/// <summary>The map of the <see cref="Newsletter"/>, and how the portal is told where it is.</summary>
internal static class NewsletterMap
{
    /// <summary>The map. Who answered a question takes it along; who asked it only leaves.</summary>
    public const string Json = """
        { "sources": { "news": {
            "provider": "http", "label": "Newsletter | Nieuwsbrief | Lettre d’information",
            "identities": { "contacts": { "key": "id", "addresses": "email" } },
            "datasets": {
              "mailings": {
                "label": "Mailings | Mailings | Envois", "key": ["contact", "number"], "person": "contact", "date": "sent",
                "category": "content", "activities": ["communication"], "origin": "observed", "retention": "until-asked",
                "fields": {
                  "contact": { "type": "integer", "label": "You | U | Vous" }, "number": { "type": "integer", "label": "Number | Nummer | Numéro" },
                  "sent": { "type": "datetime", "label": "Sent | Verzonden | Envoyé" }, "subject": "Subject | Onderwerp | Objet",
                  "clicks": { "type": "integer", "label": "Clicks | Kliks | Clics" }, "score": { "type": "decimal", "label": "Score | Score | Score" }
                }
              },
              "questions": {
                "label": "Questions | Vragen | Questions", "key": "code", "date": "on", "erasure": "null",
                "people": {
                  "asker": { "label": "You asked | U vroeg | Vous avez demandé", "person": "asker", "erasure": "null", "fields": { "asker": { "type": "integer", "label": "Asker | Vrager | Demandeur" } } },
                  "answerer": { "label": "You answered | U antwoordde | Vous avez répondu", "person": "answerer", "erasure": "delete", "fields": {
                    "answerer": { "type": "integer", "label": "Answerer | Beantwoorder | Répondant" }, "answer": "Answer | Antwoord | Réponse" } }
                },
                "category": "content", "activities": ["communication"], "origin": "provided", "retention": "until-asked",
                "fields": { "code": "Code | Code | Code", "question": { "label": "Question | Vraag | Question", "erasure": { "mask": "(removed)" } }, "on": { "type": "date", "label": "On | Op | Le" } }
              },
              "contacts": {
                "label": "Profile | Profiel | Profil", "key": "id", "person": "id", "rectifiable": true,
                "category": "identity", "activities": ["communication"], "origin": "provided", "retention": "until-asked",
                "fields": {
                  "id": { "type": "integer", "label": "Number | Nummer | Numéro" }, "email": { "label": "E-mail", "category": "contact" },
                  "name": "Name | Naam | Nom", "born": { "type": "date", "label": "Born | Geboren | Né" }
                },
                "excluded": { "verified": "Whether the address was verified." }
              }
            } } } }
        """;

    /// <summary>The same with a period for the mailings.</summary>
    public static string WithPeriod(string period) => Json.Replace(
        "\"origin\": \"observed\", \"retention\": \"until-asked\"", $"\"origin\": \"observed\", \"retention\": {{ \"after\": \"{period}\", \"from\": \"sent\" }}", StringComparison.Ordinal);

    /// <summary>The settings that lead to a system.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Settings(TestSystem system) =>
        [new("ConnectionStrings:news", system.Address.ToString()), new("Sources:news:Key", TestSystem.Secret)];

    /// <summary>The source of a map, live.</summary>
    public static LiveSource Source(TestSystem system, string json = Json, IEnumerable<KeyValuePair<string, string?>>? settings = null) =>
        SourcesRegistration.Catalog(Read(json), PortalSettings.Read(
            new ConfigurationBuilder().AddInMemoryCollection(settings ?? Settings(system)).Build(),
            new HostingEnvironment { EnvironmentName = Environments.Production, ContentRootPath = Path.GetTempPath() })).Find("news")!;

    private static Map Read(string json)
    {
        var reading = MapLoader.ReadText("datamap.json", json, "sqlite");
        Assert.Empty(reading.Faults);
        return reading.Map!;
    }
}
