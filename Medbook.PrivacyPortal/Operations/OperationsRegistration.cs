using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Infrastructure.Backup;
using Medbook.PrivacyPortal.Infrastructure.Keys;
using Medbook.PrivacyPortal.Infrastructure.Ledger;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Operations.Cases.Handling;
using Medbook.PrivacyPortal.Operations.Cases.Identity;
using Medbook.PrivacyPortal.Operations.Consents;
using Medbook.PrivacyPortal.Operations.Copies;
using Medbook.PrivacyPortal.Operations.Copies.Archive;
using Medbook.PrivacyPortal.Operations.Erasure;
using Medbook.PrivacyPortal.Operations.Intake;
using Medbook.PrivacyPortal.Operations.Ledger;
using Medbook.PrivacyPortal.Operations.Links;
using Medbook.PrivacyPortal.Operations.Recipients;
using Medbook.PrivacyPortal.Operations.Rectification;
using Medbook.PrivacyPortal.Operations.Registers;
using Medbook.PrivacyPortal.Operations.Research;
using Medbook.PrivacyPortal.Operations.Research.Extracts;
using Medbook.PrivacyPortal.Operations.Research.Removals;
using Medbook.PrivacyPortal.Operations.Restrictions;
using Medbook.PrivacyPortal.Operations.Retention;
using Medbook.PrivacyPortal.Operations.Reviews;
using Medbook.PrivacyPortal.Operations.Systems;

namespace Medbook.PrivacyPortal.Operations;

/// <summary>Every operation, found by its shape: a sealed class below this namespace with a <c>RunAsync</c> that takes an <see cref="Actor"/> first.</summary>
public static class OperationsRegistration
{
    /// <summary>Registers all operations (scoped) and the guard they ask.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddSingleton<Guard>().AddSingleton<KeyedHash>().AddSingleton<SigningKeys>().AddSingleton<CopyWords>()
            .AddSingleton<CopyWriter>().AddSingleton<CopyMails>().AddSingleton<ReviewMails>().AddSingleton<LinkMails>().AddSingleton<ChoicesInForce>()
            .AddSingleton<LedgerKey>().AddSingleton<DestructionLedger>().AddSingleton<ILedgerReplay, VaultKeysReplay>()
            .AddSingleton<BackupKey>().AddSingleton<BackupShelf>().AddSingleton<VaultArchive>().AddSingleton<KeyCopy>().AddSingleton<RestoreMark>()
            .AddSingleton<CorrectionNews>().AddSingleton<RecipientNotices>().AddSingleton<UseLimits>().AddSingleton<AskedPersons>()
            .AddSingleton<ErasureLines>().AddScoped<ErasureWork>().AddScoped<StepWork>().AddScoped<OwnFiles>().AddScoped<ErasureNotices>().AddScoped<DueRows>().AddScoped<SweepProposals>().AddScoped<SweepWork>()
            .AddSingleton<StudyVault>().AddSingleton<StudyDecisions>().AddScoped<PeopleOfStudy>()
            .AddScoped<RegisterFacts>().AddSingleton<CaseChanges>().AddSingleton<WithdrawnData>().AddScoped<DecisionBook>().AddScoped<MailFiles>()
            .AddScoped<VaultIntake>().AddScoped<FileIntake>().AddScoped<FileOpening>().AddScoped<PictureKeeper>();
        foreach (var operation in All()) services.AddScoped(operation);
        return services;
    }

    /// <summary>The types of all operations.</summary>
    public static IEnumerable<Type> All() =>
        typeof(OperationsRegistration).Assembly.GetTypes().Where(type =>
            type is { IsClass: true, IsSealed: true, IsAbstract: false }
            && type.Namespace?.StartsWith(typeof(OperationsRegistration).Namespace! + ".", StringComparison.Ordinal) == true
            && type.GetMethods().Any(method =>
                method.Name == "RunAsync" && method.GetParameters().FirstOrDefault()?.ParameterType == typeof(Actor)));
}
