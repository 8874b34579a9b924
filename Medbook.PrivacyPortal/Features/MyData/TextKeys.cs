using Medbook.PrivacyPortal.DataMap.Model;
using Medbook.PrivacyPortal.Operations.Subjects;

namespace Medbook.PrivacyPortal.Features.MyData;

/// <summary>Keys of <see cref="MyDataTexts"/> for values.</summary>
internal static class TextKeys
{
    /// <summary>The end of the keys of an origin's name and of its explanation.</summary>
    public static string Key(this Origin origin) => origin switch
    {
        Origin.Provided => "provided",
        Origin.Observed => "observed",
        Origin.Derived => "derived",
        Origin.ThirdParty => "third-party",
    };

    /// <summary>What is said about a source that is not wholly shown; null where there is nothing to say.</summary>
    public static string? Key(this SourceState state) => state switch
    {
        SourceState.Unavailable => "source.unavailable",
        SourceState.Incomplete => "source.incomplete",
        SourceState.PersonUnclear => "source.person-unclear",
        SourceState.NoRecord => "source.no-record",
        SourceState.Shown => null,
    };
}
