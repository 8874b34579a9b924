namespace Medbook.PrivacyPortal.Tests.Support;

/// <summary>Does something at the moment a line is logged: the only way into the middle of an operation that leaves the operation alone.</summary>
public sealed class LogHook : ILoggerProvider
{
    private readonly List<string> lines = [];

    /// <summary>Called with each line, on the thread that logs it; what it throws reaches the operation.</summary>
    public Action<string>? OnLine { get; set; }

    /// <summary>What was logged.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines) return [.. lines];
        }
    }

    /// <summary>Does something once, at the first line that contains a text.</summary>
    public void Once(string text, Func<Task> act)
    {
        var done = false;
        OnLine = line =>
        {
            if (done || !line.Contains(text, StringComparison.Ordinal)) return;
            done = true;
            Task.Run(act).GetAwaiter().GetResult();
        };
    }

    public ILogger CreateLogger(string categoryName) => new Writer(this);

    public void Dispose() { }

    private sealed class Writer(LogHook hook) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = formatter(state, exception);
            lock (hook.lines) hook.lines.Add(line);
            hook.OnLine?.Invoke(line);
        }
    }
}
