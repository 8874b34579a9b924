// What every page needs, with and without a circuit.
// Light or dark: the server writes the cookie's choice into <html data-theme>, so nothing flashes; this flips both.
// One listener on the document serves every page, also those that Blazor draws again.
(() => {
  const root = document.documentElement;
  const system = () => matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';

  document.addEventListener('click', event => {
    if (event.target.closest('[data-theme-switch]')) {
      const theme = (root.dataset.theme || system()) === 'dark' ? 'light' : 'dark';
      root.dataset.theme = theme;
      const secure = location.protocol === 'https:' ? '; Secure' : '';
      document.cookie = `theme=${theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
    }

    // A link that leads to a place in this page (the skip link, a line of an error list) moves the focus there too.
    const leader = event.target.closest('[data-focus]');
    const target = leader && document.getElementById(leader.dataset.focus);
    if (target) {
      event.preventDefault();
      target.focus();
      target.scrollIntoView({ block: 'nearest' });
    }

    // The phone menu is a <details>: a link inside it, or a click beside it, closes it.
    for (const menu of document.querySelectorAll('details.menu[open]')) {
      if (!menu.contains(event.target) || event.target.closest('a')) menu.open = false;
    }
  });

  // The team's keys: J and K walk through a list (data-walk), a letter goes to what carries it (data-key): a link or button is
  // pressed, a title gets the focus. They rest while a field has the focus, and can be switched off (WCAG 2.1.4).
  const keysOff = () => localStorage.getItem('keys') === 'off';
  const showKeys = () => document.querySelectorAll('[data-keys-switch]').forEach(box => { box.checked = !keysOff(); });

  document.addEventListener('change', event => {
    if (event.target.matches('[data-keys-switch]')) localStorage.setItem('keys', event.target.checked ? 'on' : 'off');
  });
  document.addEventListener('focusin', showKeys);

  document.addEventListener('keydown', event => {
    const key = event.key.toLowerCase();
    if (!/^[a-z/]$/.test(key) || event.ctrlKey || event.metaKey || event.altKey || keysOff()) return;
    if (event.target.closest('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], [role=dialog]')) return;
    const walk = [...document.querySelectorAll('[data-walk]')];
    if ((key === 'j' || key === 'k') && walk.length) {
      const at = walk.indexOf(document.activeElement);
      walk[Math.min(walk.length - 1, Math.max(0, key === 'j' ? at + 1 : at < 0 ? walk.length - 1 : at - 1))].focus();
      event.preventDefault();
      return;
    }
    const target = document.querySelector(`[data-key="${key}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.matches('a, button')) target.click(); else target.focus();
  });

  // What sends something is marked data-sends: Ctrl Enter in it presses the button that sends, Escape the one that closes.
  document.addEventListener('keydown', event => {
    const key = event.key === 'Enter' && (event.ctrlKey || event.metaKey) ? '[data-send]' : event.key === 'Escape' ? '[data-close]' : null;
    const button = key && event.target.closest('[data-sends]')?.querySelector(key);
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    const menu = document.querySelector('details.menu[open]');
    if (menu) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });
})();
