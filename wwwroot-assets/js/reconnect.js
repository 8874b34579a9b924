// The connection of a signed-in page: Blazor tells the element its state by class and by event.
// Nothing takes the focus away and the page stays readable; the two buttons are reached by keyboard like any other.
(() => {
  const box = document.getElementById('components-reconnect-modal');
  if (!box) return;

  const again = async () => {
    try {
      // The server answered, but no longer knows this page: load it again; drafts are kept on the server.
      if (!await Blazor.reconnect() && !await Blazor.resumeCircuit()) location.reload();
    } catch {
      // Still no server: the text says so, the button stays.
    }
  };

  box.addEventListener('components-reconnect-state-changed', event => {
    if (event.detail.state === 'rejected') location.reload();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && box.classList.contains('components-reconnect-failed')) again();
  });
  box.querySelector('[data-reconnect]').addEventListener('click', again);
  box.querySelector('[data-reload]').addEventListener('click', () => location.reload());
})();
