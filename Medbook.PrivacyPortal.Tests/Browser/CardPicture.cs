using System.Buffers.Binary;
using System.Text;
using Microsoft.Playwright;

namespace Medbook.PrivacyPortal.Tests.Browser;

/// <summary>A picture as a camera makes it, and a look into one that was sent.</summary>
public static class CardPicture
{
    /// <summary>What the camera wrote beside the pixels.</summary>
    public const string Secret = "Taken at 50.8798 N 4.7005 E with camera 4711";

    /// <summary>A green card on a red table, the card in the middle 80 hundredths, as a JPEG with EXIF.</summary>
    /// <param name="page">Any page: its browser paints.</param>
    /// <param name="width">Of the stored pixels.</param>
    /// <param name="height">Of the stored pixels.</param>
    /// <param name="orientation">How the camera was held, as EXIF says it: 1 upright, 6 turned by a quarter.</param>
    public static async Task<FilePayload> TakeAsync(IPage page, int width = 1000, int height = 600, ushort orientation = 1)
    {
        var painted = await page.EvaluateAsync<string>("""
            ([width, height]) => {
              const canvas = Object.assign(document.createElement('canvas'), { width, height });
              const pen = canvas.getContext('2d');
              pen.fillStyle = '#c00000';
              pen.fillRect(0, 0, width, height);
              pen.fillStyle = '#00c000';
              pen.fillRect(width * .1, height * .1, width * .8, height * .8);
              return canvas.toDataURL('image/jpeg', 0.95).split(',')[1];
            }
            """, new[] { width, height });
        var jpeg = Convert.FromBase64String(painted);
        return new() { Name = "card.jpg", MimeType = "image/jpeg", Buffer = [.. jpeg[..2], .. Exif(orientation), .. jpeg[2..]] };
    }

    /// <summary>The kinds of segment of a JPEG before its pixels: 0xE1 is where EXIF and XMP stand.</summary>
    public static IReadOnlyList<byte> Segments(byte[] jpeg)
    {
        Assert.Equal([0xFF, 0xD8], jpeg[..2]);
        var found = new List<byte>();
        for (var at = 2; jpeg[at + 1] != 0xDA; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 2)))
        {
            Assert.Equal(0xFF, jpeg[at]);
            found.Add(jpeg[at + 1]);
        }
        return found;
    }

    /// <summary>Its size, and red, green and blue at some places.</summary>
    /// <param name="page">Any page: its browser decodes.</param>
    /// <param name="jpeg">The picture.</param>
    /// <param name="places">Across and down, in hundredths of it.</param>
    public static async Task<(int Width, int Height, IReadOnlyList<int[]> Colours)> LookAsync(IPage page, byte[] jpeg, params double[][] places)
    {
        var seen = await page.EvaluateAsync<int[][]>("""
            async ([base64, places]) => {
              const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
              const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
              const pen = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height }).getContext('2d');
              pen.drawImage(picture, 0, 0);
              const colours = places.map(([x, y]) => [...pen.getImageData(Math.floor(x * picture.width / 100), Math.floor(y * picture.height / 100), 1, 1).data].slice(0, 3));
              return [[picture.width, picture.height], ...colours];
            }
            """, new object[] { Convert.ToBase64String(jpeg), places });
        return (seen[0][0], seen[0][1], seen[1..]);
    }

    /// <summary>Black, as far as a JPEG can be at an edge.</summary>
    public static bool IsBlack(int[] colour) => colour.All(part => part < 24);

    /// <summary>The card's green.</summary>
    public static bool IsCard(int[] colour) => colour[0] < 60 && colour[1] > 150 && colour[2] < 60;

    // Two entries: a description (what is secret) and the orientation.
    private static byte[] Exif(ushort orientation)
    {
        byte[] text = [.. Encoding.ASCII.GetBytes(Secret), 0];
        byte[] tiff =
        [
            .. "II*\0"u8, .. Four(8), .. Two(2),
            .. Two(0x010E), .. Two(2), .. Four(text.Length), .. Four(38),
            .. Two(0x0112), .. Two(3), .. Four(1), .. Two(orientation), .. Two(0),
            .. Four(0), .. text,
        ];
        var length = 2 + 6 + tiff.Length;
        return [0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. "Exif\0\0"u8, .. tiff];
    }

    private static byte[] Two(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] Four(int value) => [.. Two(value), .. Two(value >> 16)];
}
