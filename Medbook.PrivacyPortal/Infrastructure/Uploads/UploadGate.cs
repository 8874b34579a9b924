namespace Medbook.PrivacyPortal.Infrastructure.Uploads;

/// <summary>
/// Where files of strangers come in. It tells by the bytes what a file is, counts them, leaves out what a picture tells about
/// its maker, and hands on the rest piece by piece: it holds 16 KiB of a file, whatever its length.
/// </summary>
public static class UploadGate
{
    /// <summary>Takes a file in.</summary>
    /// <param name="from">The file; nothing about it is trusted. It is read to its end, or to the byte that refuses it.</param>
    /// <param name="name">What the sender calls it.</param>
    /// <param name="limit">Most bytes it may have, as they come.</param>
    /// <param name="into">Where it goes, forward only. What is in it counts only if the file is accepted.</param>
    /// <param name="ct">Stops it; that is no refusal but an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The file, or why it was refused. What <paramref name="into"/> throws, and nothing else, comes through.</returns>
    public static async Task<UploadOutcome> PassAsync(Stream from, string? name, long limit, Stream into, CancellationToken ct)
    {
        var pipe = new UploadPipe(from, into, limit, ct);
        var (kind, refusal) = await PassAsync(pipe);
        // What stands after the end of a picture is not kept, and counts.
        if (refusal is null) await pipe.DropRestAsync();

        if (pipe.IsTooLarge) return UploadRefusal.TooLarge;
        if (pipe.IsInterrupted) return UploadRefusal.Interrupted;
        if (refusal is { } why) return why;
        return UploadName.Of(name, kind) is { } clean ? new AcceptedFile(kind, clean, pipe.Written) : UploadRefusal.NameMisleads;
    }

    private static async ValueTask<(FileKind, UploadRefusal?)> PassAsync(UploadPipe pipe)
    {
        var head = await pipe.PeekAsync(12);
        if (head.IsEmpty) return (default, UploadRefusal.Empty);
        if (PdfCheck.Begins(head.Span)) return (FileKind.Pdf, await PdfCheck.PassAsync(pipe));
        if (JpegFilter.Begins(head.Span)) return (FileKind.Jpeg, await new JpegFilter(pipe).PassAsync());
        if (PngFilter.Begins(head.Span)) return (FileKind.Png, await new PngFilter(pipe).PassAsync());
        if (WebPFilter.Begins(head.Span)) return (FileKind.WebP, await new WebPFilter(pipe).PassAsync());
        return (FileKind.Text, await TextCheck.PassAsync(pipe));
    }
}
