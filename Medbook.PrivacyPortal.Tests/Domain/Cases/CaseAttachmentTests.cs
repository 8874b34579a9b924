using Medbook.PrivacyPortal.Domain.Cases;
using Medbook.PrivacyPortal.Domain.Permissions;
using static Medbook.PrivacyPortal.Tests.Domain.Cases.TestRequests;

namespace Medbook.PrivacyPortal.Tests.Domain.Cases;

public sealed class CaseAttachmentTests
{
    [Fact]
    public void A_file_is_readable_from_its_last_byte_until_its_key_is_destroyed()
    {
        var file = Begin(AttachmentPurpose.Message, Person);

        Assert.Equal((false, "", 0L), (file.IsReadable, file.MediaType, file.Length));
        file.Complete("image/png", 12);
        Assert.Equal((true, "image/png", 12L), (file.IsReadable, file.MediaType, file.Length));
        file.Destroy(Later);
        file.Destroy(Later.AddDays(1));
        Assert.Equal((false, Later), (file.IsReadable, file.DestroyedAt));
    }

    [Fact]
    public void It_stays_on_its_senders_desk_until_it_is_sent()
    {
        var (file, message) = (Begin(AttachmentPurpose.Message, Person), Guid.NewGuid());

        Assert.Null(file.SentAt);
        file.Send(message, Later);
        Assert.Equal((message, Later), (file.MessageId, file.SentAt));
    }

    [Fact]
    public void It_says_in_which_role_it_was_added()
    {
        Assert.Equal((Role.Officer, Officer.Id), Of(Begin(AttachmentPurpose.Message, Officer)));
        Assert.Equal((Role.Portal, null), Of(Begin(AttachmentPurpose.Received, Actor.Portal)));
        Assert.Equal((Role.Member, null), Of(Begin(AttachmentPurpose.Message, Person)));
        Assert.Equal((Role.Member, null), Of(Begin(AttachmentPurpose.Evidence, Officer)));

        static (Role, string?) Of(CaseAttachment file) => (file.By, file.Officer);
    }

    [Fact]
    public void A_name_gets_the_ending_of_what_the_file_is()
    {
        var file = Begin(AttachmentPurpose.Message, Person);

        file.Complete("image/png", 12, "scan.png");
        Assert.Equal("scan.png", file.FileName);
        file.Complete("image/png", 12);
        Assert.Equal("scan.png", file.FileName);
    }

    [Fact]
    public void A_long_name_is_cut()
    {
        Assert.Equal(CaseAttachment.MaxName, Begin(AttachmentPurpose.Message, Person, new string('n', 500)).FileName.Length);
        Assert.Equal("scan.pdf", Begin(AttachmentPurpose.Message, Person).FileName);
    }

    private static CaseAttachment Begin(AttachmentPurpose purpose, Actor by, string name = "scan.pdf") =>
        CaseAttachment.Begin(Guid.NewGuid(), Guid.NewGuid(), purpose, name, Guid.NewGuid(), by, Sent);
}
