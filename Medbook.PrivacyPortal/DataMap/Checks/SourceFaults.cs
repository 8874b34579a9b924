using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.DataMap.Sources;

namespace Medbook.PrivacyPortal.DataMap.Checks;

/// <summary>Why a source cannot be read, for the operator.</summary>
internal static class SourceFaults
{
    /// <summary>What is wrong, and the mend.</summary>
    public static string Sentence(Source source, SourceFault fault) => source.IsHttp ? OfSystem(source, fault) : OfDatabase(source, fault);

    private static string OfSystem(Source source, SourceFault fault)
    {
        var (setting, key) = ($"ConnectionStrings:{source.Connection}", $"Sources:{source.Connection}:Key");
        return fault switch
        {
            SourceFault.NotConfigured => $"{setting} or {key} is missing or cannot be used. Set them to the https:// address of the system, and to the key it shares with the portal.",
            SourceFault.Locked => "The system is locked. Try again when it is free.",
            SourceFault.Unreachable => $"The system cannot be reached. Check that it runs, and {setting}.",
            SourceFault.Refused => $"The system refuses the portal. Check {key}, and the clocks of both.",
            SourceFault.TimedOut => "The system did not answer in time. Try again, or look for what keeps it busy.",
            SourceFault.SchemaDiffers => $"The system does not know what it was asked for, or speaks another version. Run source test {source.Name}.",
            SourceFault.BrokeOff => "The system broke off in the middle of an answer. Try again.",
            SourceFault.ConstraintRefuses => "The system refuses a change. Its own log says why.",
            SourceFault.Damaged => $"The system gave an answer that is none to the question. Run source test {source.Name}: it says which.",
            SourceFault.UnknownProvider or SourceFault.Missing or SourceFault.ValueDoesNotFit or SourceFault.Other => "The system answered with an error; its code stands in the log.",
        };
    }

    private static string OfDatabase(Source source, SourceFault fault)
    {
        var setting = $"ConnectionStrings:{source.Connection}";
        return fault switch
        {
            SourceFault.NotConfigured => $"{setting} is missing or cannot be read. Set it to the connection string of this source.",
            SourceFault.UnknownProvider => $"'{source.Provider}' is no provider the portal knows. Write sqlite, postgresql or http.",
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
