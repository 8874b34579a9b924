namespace Medbook.PrivacyPortal.Infrastructure.Settings;

/// <summary>The portal's configuration, read once at start and checked by <see cref="Faults"/>.</summary>
public sealed class PortalSettings
{
    private readonly IConfiguration configuration;

    private PortalSettings(IConfiguration configuration, bool isDevelopment, string folder)
    {
        this.configuration = configuration;
        IsDevelopment = isDevelopment;
        Provider = configuration["Database:Provider"] ?? "sqlite";
        DataFolder = Folder("DataFolder", Path.Combine(folder, "data"));
        KeyFolder = Folder("KeyFolder", Path.Combine(folder, "data", "keys"));
        LedgerFolder = Folder("LedgerFolder", Path.Combine(folder, "data", "ledger"));
        MapPath = configuration["DataMap:Path"] is { Length: > 0 } path
            ? Path.GetFullPath(path, folder)
            : isDevelopment ? Path.Combine(AppContext.BaseDirectory, "datamap.json") : null;
        PublicUrl = Uri.TryCreate(configuration["PublicUrl"] ?? (isDevelopment ? "http://localhost:5080" : null), UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https" ? url : null;
        Mail = MailSettings.Read(configuration, isDevelopment);
        Imap = ImapSettings.Read(configuration);
        Copies = CopySettings.Read(configuration);
        Uploads = UploadSettings.Read(configuration);
        Identity = IdentitySettings.Read(configuration);
        Erasure = ErasureSettings.Read(configuration);
        Recipients = RecipientSettings.Read(configuration);
        Restrictions = RestrictionSettings.Read(configuration);
        Systems = SystemSettings.Read(configuration);
        Api = ApiSettings.Read(configuration);
        Backups = BackupSettings.Read(configuration, Folder("Backup:Folder", Path.Combine(folder, "data", "backups")));

        string? Folder(string key, string inDevelopment) =>
            configuration[key] is { Length: > 0 } given ? Path.GetFullPath(given, folder) : isDevelopment ? inDevelopment : null;
    }

    /// <summary>Whether this is a developer's machine: the sample, the demo accounts and <c>/dev/mail</c> exist only here.</summary>
    public bool IsDevelopment { get; }

    /// <summary>Provider of the portal's own database: <c>sqlite</c> or <c>postgresql</c>.</summary>
    public string Provider { get; }

    /// <summary>Folder of the embedded databases and of what the portal writes; null where it is missing.</summary>
    public string? DataFolder { get; }

    /// <summary>Folder of the keys that must not lie beside the data.</summary>
    public string? KeyFolder { get; }

    /// <summary>Folder of the ledger of destructions.</summary>
    public string? LedgerFolder { get; }

    /// <summary>The data map's file; null where it is missing.</summary>
    public string? MapPath { get; }

    /// <summary>The address people reach the portal at; every link in a mail starts with it.</summary>
    public Uri? PublicUrl { get; }

    /// <summary>The mail server.</summary>
    public MailSettings Mail { get; }

    /// <summary>The mailbox people write to.</summary>
    public ImapSettings Imap { get; }

    /// <summary>How copies are made and kept.</summary>
    public CopySettings Copies { get; }

    /// <summary>What people may send.</summary>
    public UploadSettings Uploads { get; }

    /// <summary>How identity is asked about.</summary>
    public IdentitySettings Identity { get; }

    /// <summary>How erasures are carried out.</summary>
    public ErasureSettings Erasure { get; }

    /// <summary>Where recipients of data are told what became of it.</summary>
    public RecipientSettings Recipients { get; }

    /// <summary>How limits on a use are set.</summary>
    public RestrictionSettings Restrictions { get; }

    /// <summary>The sources that are no database.</summary>
    public SystemSettings Systems { get; }

    /// <summary>Medbook's own systems that ask the portal.</summary>
    public ApiSettings Api { get; }

    /// <summary>Where backups lie and how long.</summary>
    public BackupSettings Backups { get; }

    /// <summary>Reads the configuration; nothing is checked yet.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="environment">Where the portal runs.</param>
    /// <param name="folder">The folder a path is relative to, and under which Development keeps its data; null for the one the process stands in.</param>
    public static PortalSettings Read(IConfiguration configuration, IHostEnvironment environment, string? folder = null) =>
        new(configuration, environment.IsDevelopment(), folder ?? Directory.GetCurrentDirectory());

    /// <summary>Connection string of the portal's own database.</summary>
    public string? PortalConnection =>
        configuration.GetConnectionString("Portal")
        ?? (Provider == "sqlite" && DataFolder is not null ? $"Data Source={Path.Combine(DataFolder, "portal.db")}" : null);

    /// <summary>Connection string of a source, or the address of one that is no database, by the name the map gives.</summary>
    public string? SourceConnection(string name) =>
        configuration.GetConnectionString(name)
        ?? (IsDevelopment && name == "sample" ? $"Data Source={Path.Combine(DataFolder!, "sample.db")}" : null);

    /// <summary>Ids of the vault's master keys that the configuration gives.</summary>
    public IReadOnlyList<string> VaultKeyIds =>
        [.. configuration.GetSection("Vault:Keys").GetChildren().Where(key => key.Value is { Length: > 0 }).Select(key => key.Key.ToLowerInvariant())];

    /// <summary>A master key of the vault as the configuration gives it now, base64 of 32 bytes; null where it gives none under that id.</summary>
    public string? VaultKey(string id) => configuration[$"Vault:Keys:{id}"] is { Length: > 0 } key ? key : null;

    /// <summary>What is wrong with the configuration, one sentence per fault; empty where nothing is.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (Provider is not ("sqlite" or "postgresql"))
        {
            faults.Add($"Database:Provider is '{Provider}'. Write 'sqlite' or 'postgresql'.");
        }
        if (PortalConnection is null)
        {
            faults.Add("ConnectionStrings:Portal is missing. Set it, or set DataFolder for the embedded SQLite database.");
        }
        if (DataFolder is null) faults.Add("DataFolder is missing. Set it to a folder the portal may write to.");
        if (KeyFolder is null) faults.Add("KeyFolder is missing. Set it to a folder outside DataFolder.");
        if (LedgerFolder is null) faults.Add("LedgerFolder is missing. Set it to a folder outside DataFolder.");
        if (!IsDevelopment)
        {
            if (Inside(KeyFolder, DataFolder)) faults.Add("KeyFolder lies inside DataFolder. A backup of the data would hold its keys: choose another folder.");
            if (Inside(LedgerFolder, DataFolder)) faults.Add("LedgerFolder lies inside DataFolder. A restored backup would undo the ledger: choose another folder.");
            if (Inside(Backups.Folder, DataFolder)) faults.Add("Backup:Folder lies inside DataFolder. What takes the data would take its backups: choose another folder.");
            if (Inside(KeyFolder, Backups.Folder) || Inside(Backups.Folder, KeyFolder)) faults.Add("Backup:Folder and KeyFolder lie in each other. Backups would lie beside their keys: choose another folder.");
            if (Inside(LedgerFolder, Backups.Folder)) faults.Add("LedgerFolder lies inside Backup:Folder. It must outlive every backup: choose another folder.");
        }
        if (MapPath is null) faults.Add("DataMap:Path is missing. Set it to your datamap.json (it may list no source).");
        if (PublicUrl is null) faults.Add("PublicUrl is missing or is no http(s) address. Set it to the address people reach the portal at.");
        // The sentence never quotes the value: it may be a key with a slip of the pen.
        faults.AddRange(VaultKeyIds.Where(id => !IsKey(id))
            .Select(id => $"Vault:Keys:{id} is no key. Write 32 random bytes in base64, under an id of at most 32 letters, digits and hyphens."));
        faults.AddRange(Mail.Faults(IsDevelopment));
        faults.AddRange(Imap.Faults());
        faults.AddRange(Copies.Faults());
        faults.AddRange(Uploads.Faults());
        faults.AddRange(Identity.Faults());
        faults.AddRange(Erasure.Faults());
        faults.AddRange(Recipients.Faults());
        faults.AddRange(Systems.Faults());
        faults.AddRange(Api.Faults());
        faults.AddRange(Backups.Faults());
        return faults;
    }

    /// <summary>What is allowed and unwise, one sentence each; empty where nothing is.</summary>
    public IReadOnlyList<string> Warnings() => [.. Identity.Warnings()];

    private bool IsKey(string id) =>
        id.Length <= 32 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && Convert.TryFromBase64String(VaultKey(id)!, new byte[32], out var bytes) && bytes == 32;

    private static bool Inside(string? folder, string? parent) =>
        folder is not null && parent is not null
        && (folder.TrimEnd('/') + "/").StartsWith(parent.TrimEnd('/') + "/", StringComparison.Ordinal);
}
