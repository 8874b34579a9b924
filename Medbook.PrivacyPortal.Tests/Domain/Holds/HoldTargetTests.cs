using Medbook.PrivacyPortal.Domain.Holds;
using Medbook.PrivacyPortal.Domain.Subjects;

namespace Medbook.PrivacyPortal.Tests.Domain.Holds;

public sealed class HoldTargetTests
{
    private static readonly SubjectKey Ada = SubjectKey.New(), Ben = SubjectKey.New();

    [Fact]
    public void A_hold_on_a_person_covers_every_record_of_theirs_and_nobody_elses()
    {
        var hold = new HoldTarget(Ada);

        Assert.Equal(HoldReach.Person, hold.Reach);
        Assert.True(hold.Covers("clinic", "visits", "1", [Ada]));
        Assert.True(hold.Covers("portal", "sessions", "", [Ben, Ada]));
        Assert.False(hold.Covers("clinic", "visits", "1", [Ben]));
        Assert.False(hold.Covers("clinic", "visits", "1", []));
    }

    [Fact]
    public void A_hold_on_a_kind_of_record_covers_a_persons_or_everybodys()
    {
        var (hers, all) = (new HoldTarget(Ada, "clinic", "visits"), new HoldTarget(null, "clinic", "visits"));

        Assert.Equal((HoldReach.PersonsDataset, HoldReach.Dataset), (hers.Reach, all.Reach));
        Assert.Equal((true, true), (hers.Covers("clinic", "visits", "1", [Ada]), all.Covers("clinic", "visits", "1", [Ada])));
        Assert.Equal((false, true), (hers.Covers("clinic", "visits", "3", [Ben]), all.Covers("clinic", "visits", "3", [])));
        Assert.Equal((false, false), (hers.Covers("clinic", "logs", "1", [Ada]), all.Covers("shop", "visits", "1", [Ada])));
    }

    [Fact]
    public void A_hold_on_a_record_covers_it_also_for_the_other_person_it_is_about()
    {
        var hold = new HoldTarget(Ada, "clinic", "visits", "1");

        Assert.Equal(HoldReach.Record, hold.Reach);
        Assert.True(hold.Covers("clinic", "visits", "1", [Ada]));
        Assert.True(hold.Covers("clinic", "visits", "1", [Ben]));
        Assert.False(hold.Covers("clinic", "visits", "2", [Ada]));
        Assert.False(hold.Covers("clinic", "logs", "1", [Ada]));
        Assert.False(hold.Covers("clinic", "visits", "", [Ada]));
    }

    [Fact]
    public void What_fits_together_can_be_held()
    {
        Assert.Null(new HoldTarget(Ada).Fault);
        Assert.Null(new HoldTarget(Ada, "clinic", "visits").Fault);
        Assert.Null(new HoldTarget(null, "clinic", "visits").Fault);
        Assert.Null(new HoldTarget(Ada, "clinic", "visits", new string('1', HoldTarget.MaxRecord)).Fault);
    }

    [Fact]
    public void What_names_nothing_or_only_half_of_it_cannot()
    {
        Assert.IsType<HoldTargetMissing>(new HoldTarget(null).Fault);
        Assert.IsType<HoldTargetMissing>(new HoldTarget(Ada, "clinic").Fault);
        Assert.IsType<HoldTargetMissing>(new HoldTarget(Ada, "", "visits").Fault);
        Assert.IsType<HoldTargetMissing>(new HoldTarget(Ada, Record: "1").Fault);
        Assert.IsType<HoldRecordWithoutPerson>(new HoldTarget(null, "clinic", "visits", "1").Fault);
        Assert.IsType<HoldRecordTooLong>(new HoldTarget(Ada, "clinic", "visits", new string('1', HoldTarget.MaxRecord + 1)).Fault);
    }
}
