// Runs once when the page has loaded: theme, names for screen readers, plain text when copying.
() => {
  const THEME = 'kq.theme';
  const root = document.documentElement;
  root.lang = 'en';

  const stored = localStorage.getItem(THEME);
  if (stored) document.body.classList.toggle('dark', stored === 'dark');
  document.addEventListener('click', (event) => {
    if (!event.target.closest?.('.kq-theme')) return;
    const dark = document.body.classList.toggle('dark');
    localStorage.setItem(THEME, dark ? 'dark' : 'light');
  });

  // The chat copies a message's source; a person wants its words, with [1] for a marker.
  const entities = /&#(\d+);/g;
  const plain = (text) =>
    text
      .replace(/<\/?(?:em|strong)[^>]*>|^> /gm, '')
      .replace(/\[([^\]\n]*)\]\(#read\/[^)]*\)/g, (_, label) => (/^\d+$/.test(label) ? `[${label}]` : label))
      .replace(entities, (_, code) => String.fromCodePoint(+code));
  const clipboard = navigator.clipboard;
  if (clipboard) {
    const write = clipboard.writeText.bind(clipboard);
    clipboard.writeText = (text) => write(text.includes('&#') || text.includes('](#read/') ? plain(text) : text);
  }

  const set = (node, name, text) => {
    if (node && node.getAttribute(name) !== text) node.setAttribute(name, text);
  };
  const decorate = () => {
    const chat = document.querySelector('#chat');
    const box = document.querySelector('#question');
    if (!chat || !box) return;
    const asking = Boolean(box.querySelector('.stop-button'));
    set(chat.querySelector('[role="log"]'), 'aria-busy', String(asking));
    set(box.querySelector('textarea'), 'dir', 'auto');
    set(box.querySelector('.submit-button'), 'aria-label', 'Send question');
    set(box.querySelector('.stop-button'), 'aria-label', 'Stop answering');
    for (const list of chat.querySelectorAll('.examples[role="list"]')) {
      set(list, 'role', 'group');
      set(list, 'aria-label', 'Example questions');
    }
    for (const side of ['user', 'bot']) {
      for (const message of chat.querySelectorAll(`.message.${side} [data-testid="${side}"]`)) {
        set(message, 'role', 'group');
        set(message, 'aria-label', side === 'user' ? 'Your question' : 'Answer');
      }
    }
    for (const node of chat.querySelectorAll('.message [dir="ltr"]')) set(node, 'dir', 'auto');
    for (const link of chat.querySelectorAll('a[href^="#read/"]')) {
      set(link, 'aria-controls', 'source-panel');
      if (/^\d+$/.test(link.textContent)) set(link, 'aria-label', link.title);
      if (link.getAttribute('href') === root.dataset.kqPlace) set(link, 'aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };
  let planned = 0;
  const plan = () => {
    if (!planned) planned = requestAnimationFrame(() => ((planned = 0), decorate()));
  };
  new MutationObserver(plan).observe(document.body, { childList: true, subtree: true });
  addEventListener('kq:place', plan);
  decorate();
};
