using Medbook.PrivacyPortal.Operations.Copies.Archive;

namespace Medbook.PrivacyPortal.Tests.Operations.Copies;

public sealed class KeptBytesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256 * 1024)]
    [InlineData((256 * 1024) + 1)]
    [InlineData(KeptBytes.Most)]
    public async Task What_is_little_comes_back_as_it_was_written(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        using var kept = new KeptBytes();
        for (var at = 0; at < length; at += 100_001) await kept.WriteAsync(bytes.AsMemory(at, Math.Min(100_001, length - at)));

        using var back = new MemoryStream();
        await kept.WriteToAsync(back, CancellationToken.None);
        Assert.False(kept.IsTooMuch);
        Assert.True(back.ToArray().AsSpan().SequenceEqual(bytes));
    }

    [Fact]
    public void What_is_much_is_forgotten()
    {
        using var kept = new KeptBytes();
        kept.Write(new byte[KeptBytes.Most]);
        kept.WriteByte(1);
        Assert.Equal((true, 0L), (kept.IsTooMuch, kept.Length));
        kept.Write(new byte[10]);
        Assert.Equal(0, kept.Length);
    }
}
