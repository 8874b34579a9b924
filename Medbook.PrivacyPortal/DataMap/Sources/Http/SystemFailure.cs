using System.Globalization;
using System.Net;

namespace Medbook.PrivacyPortal.DataMap.Sources.Http;

/// <summary>Why an attempt failed. It knows codes only: what a system writes into an error may quote what it holds.</summary>
/// <param name="Fault">What it means for the source.</param>
/// <param name="Code">The status, or the kind of failure, for the log.</param>
/// <param name="MayPass">Whether another attempt may succeed.</param>
/// <param name="After">How long the system asks to be left alone.</param>
internal sealed record SystemFailure(SourceFault Fault, string Code, bool MayPass, TimeSpan? After = null)
{
    /// <summary>The answer is none of the protocol.</summary>
    public static readonly SystemFailure NoAnswer = new(SourceFault.Damaged, "answer", MayPass: false);

    /// <summary>The answer is longer than it may be.</summary>
    public static readonly SystemFailure TooLong = new(SourceFault.Damaged, "too long", MayPass: false);

    /// <summary>It took too long.</summary>
    public static readonly SystemFailure Late = new(SourceFault.TimedOut, "timeout", MayPass: true);

    /// <summary>It spoke, and stopped.</summary>
    public static readonly SystemFailure BrokeOff = new(SourceFault.BrokeOff, "broke off", MayPass: true);

    /// <summary>What a status means that is no success.</summary>
    public static SystemFailure Of(HttpResponseMessage response, DateTimeOffset now)
    {
        var status = response.StatusCode;
        var fault = status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => SourceFault.Refused,
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.Gone or HttpStatusCode.UnprocessableEntity
                or HttpStatusCode.NotImplemented => SourceFault.SchemaDiffers,
            HttpStatusCode.Conflict => SourceFault.ConstraintRefuses,
            HttpStatusCode.Locked => SourceFault.Locked,
            HttpStatusCode.RequestTimeout or HttpStatusCode.GatewayTimeout => SourceFault.TimedOut,
            HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable => SourceFault.Unreachable,
            _ => SourceFault.Other,
        };
        var mayPass = status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
            || (status >= HttpStatusCode.InternalServerError && status != HttpStatusCode.NotImplemented);
        var after = response.Headers.RetryAfter;
        return new(fault, string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)status}"), mayPass, after?.Delta ?? after?.Date - now);
    }

    /// <summary>What an error on the way means.</summary>
    public static SystemFailure Of(Exception error) => error switch
    {
        OperationCanceledException => Late,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new(SourceFault.Refused, nameof(HttpRequestError.SecureConnectionError), MayPass: false),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => NoAnswer,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } unreachable =>
            new(SourceFault.Unreachable, unreachable.HttpRequestError.ToString(), MayPass: true),
        _ => BrokeOff,
    };

    /// <summary>As callers of a source know it.</summary>
    public SourceFailedException Of(string source) => new(source, Fault, Code);
}
