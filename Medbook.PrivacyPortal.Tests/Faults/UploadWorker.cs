using System.Text.Json;
using Medbook.PrivacyPortal.Domain.Permissions;
using Medbook.PrivacyPortal.Domain.Subjects;
using Medbook.PrivacyPortal.Infrastructure.Vault;
using Medbook.PrivacyPortal.Operations;
using Medbook.PrivacyPortal.Operations.Cases.Files;
using Medbook.PrivacyPortal.Persistence;
using Medbook.PrivacyPortal.Tests.Infrastructure.Uploads;
using Medbook.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Medbook.PrivacyPortal.Tests.Faults;

/// <summary>Tells a worker process which portal it is, and how many files somebody tampered with it sends.</summary>
internal sealed record UploadOrder(
    Provider Provider, string Connection, string Folder, Dictionary<string, string?> Settings, DateTimeOffset Now, Guid Subject, Guid Draft, int Files, int Seed);

/// <summary>What a worker tells when it sent them.</summary>
/// <param name="Outcomes">How often a file was accepted, and how often it was which problem.</param>
/// <param name="Wrong">What must not be: one line each.</param>
/// <param name="Live">Bytes alive after each tenth of the files.</param>
/// <param name="Peak">The most memory it had at any moment, in bytes.</param>
internal sealed record UploadEnd(Dictionary<string, int> Outcomes, List<string> Wrong, List<long> Live, long Peak);

/// <summary>
/// A process of its own that sends files through the portal's real services into a real vault, so that its memory and its
/// temporary folder are nobody else's.
/// </summary>
internal static class UploadWorker
{
    private const int Desk = 10, Shown = 16;

    public static async Task<int> RunAsync(string text)
    {
        var order = JsonSerializer.Deserialize<UploadOrder>(text)!;
        var settings = PortalDatabase.SettingsFor(order.Provider, order.Connection, order.Folder, order.Settings);
        await using var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(new FakeTimeProvider(order.Now)).AddSingleton(settings)
            .AddPersistence(settings).AddVault().AddOperations().BuildServiceProvider(validateScopes: true);
        Console.Out.WriteLine(JsonSerializer.Serialize(await SendAsync(services, order)));
        return 0;
    }

    private static async Task<UploadEnd> SendAsync(IServiceProvider services, UploadOrder order)
    {
        var person = Actor.SignedIn("worker", new SubjectKey(order.Subject), [Role.Member], confirmed: true, secondFactor: false);
        var (mutations, end, desk) = (new Mutations(order.Seed), new UploadEnd([], [], [], 0), new Queue<Guid>());
        for (var number = 0; number < order.Files; number++)
        {
            await using (var scope = services.CreateAsyncScope())
            {
                var problem = await SendAsync(scope.ServiceProvider, person, order, mutations.Next(number), number, desk, end.Wrong);
                end.Outcomes[problem] = end.Outcomes.GetValueOrDefault(problem) + 1;
            }
            if ((number + 1) % (order.Files / 10) == 0) end.Live.Add(GC.GetTotalMemory(forceFullCollection: true));
        }
        return end with { Peak = CopyWorker.Peak() };
    }

    private static async Task<string> SendAsync(
        IServiceProvider portal, Actor person, UploadOrder order, MutatedFile file, int number, Queue<Guid> desk, List<string> wrong)
    {
        try
        {
            var pieces = new Random(number);
            await using var from = new Trickle(file.Bytes, () => pieces.Next(1, 500));
            var added = await portal.GetRequiredService<AttachFile>().RunAsync(person, order.Draft, Guid.NewGuid(), file.Name, from, CancellationToken.None);
            if (!added.IsOk) return added.Problem.Code;

            if (await FaultOfAsync(portal, person, order, file, added.Value) is { } fault) wrong.Add($"File {number} {fault}.");
            desk.Enqueue(added.Value.Id);
            if (desk.Count == Desk)
            {
                var removed = await portal.GetRequiredService<RemoveAttachment>().RunAsync(person, order.Draft, desk.Dequeue(), CancellationToken.None);
                if (!removed.IsOk) wrong.Add($"A file before {number} could not be removed ({removed.Problem.Code}).");
            }
            return "accepted";
        }
        catch (Exception fault)
        {
            wrong.Add($"File {number} ended in {fault}.");
            return "exception";
        }
    }

    /// <summary>It comes out as the gate let it through, and on the disk nothing of that is to be seen.</summary>
    private static async Task<string?> FaultOfAsync(IServiceProvider portal, Actor person, UploadOrder order, MutatedFile file, AttachedFile added)
    {
        var (_, kept) = await Passing.PassAsync(file.Bytes, file.Name);
        var opened = await portal.GetRequiredService<OpenAttachment>().RunAsync(person, order.Draft, added.Id, CancellationToken.None);
        if (!opened.IsOk) return $"cannot be opened ({opened.Problem.Code})";
        await using (opened.Value)
        {
            using var bytes = new MemoryStream();
            await opened.Value.Content.CopyToAsync(bytes);
            if (!bytes.ToArray().AsSpan().SequenceEqual(kept)) return "does not come out as it was kept";
        }
        var row = await portal.GetRequiredService<PortalDb>().CaseAttachments.AsNoTracking().SingleAsync(a => a.Id == added.Id);
        var stored = await File.ReadAllBytesAsync(Path.Combine(order.Folder, "vault", row.FileId.ToString("n")[^2..], row.FileId.ToString("n")));
        var middle = kept.AsSpan((kept.Length - Math.Min(Shown, kept.Length)) / 2, Math.Min(Shown, kept.Length));
        return stored.AsSpan().IndexOf(middle) >= 0 ? "lies on the disk in clear" : null;
    }
}
