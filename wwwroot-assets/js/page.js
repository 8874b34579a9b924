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

  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    const menu = document.querySelector('details.menu[open]');
    if (menu) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });
})();
