using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;

namespace Medbook.PrivacyPortal.DataMap.Checks;

/// <summary>Why a source cannot be read, for the operator.</summary>
internal static class SourceFaults
{
    /// <summary>What is wrong, and the mend.</summary>
    public static string Sentence(Source source, SourceFault fault)
    {
        var setting = $"ConnectionStrings:{source.Connection}";
        return fault switch
        {
            SourceFault.NotConfigured => $"{setting} is missing or cannot be read. Set it to the connection string of this source.",
            SourceFault.UnknownProvider => $"'{source.Provider}' is no provider the portal knows. Write sqlite or postgresql.",
            SourceFault.Missing => $"There is no such file or database. Check {setting}.",
            SourceFault.Locked => "Another process holds the database locked. Try again when it is done.",
            SourceFault.Unreachable => $"The database cannot be reached. Check that it runs, and {setting}.",
            SourceFault.Refused => $"The database refuses the portal. Check the user and password in {setting}, and its right to read every table.",
            SourceFault.TimedOut => "The database did not answer in time. Try again, or look for what keeps it busy.",
            SourceFault.Damaged => $"The file is damaged or is no database. Check {setting}.",
            SourceFault.SchemaDiffers => "The database changed while it was looked at. Try again.",
            SourceFault.BrokeOff => "The database broke off while it was read. Try again.",
            SourceFault.ConstraintRefuses => "A constraint of the database refuses a change. Run datamap check: it says which.",
            SourceFault.ValueDoesNotFit or SourceFault.Other => "The database answered with an error; its code stands in the log.",
        };
    }
}
