// Runs once when the page has loaded: theme, tabs, names for screen readers, plain text when copying.
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

  // The tabs, where there is an evaluation to show. The style sheet hides what is not chosen; all of
  // it stays in the page, so that nobody loses a conversation, a scroll position or a run.
  const EVALUATION = '#evaluation';
  const place = (hash) => history.replaceState(history.state, '', location.pathname + location.search + hash);
  let asking = ''; // the address's last part while asking
  let atEnd = false; // whether the chat was scrolled to its end: it cannot follow while it is hidden
  const log = () => document.querySelector('#chat [role="log"]');
  const choose = (tab) => {
    root.dataset.kqTab = tab;
    decorate();
    dispatchEvent(new Event('kq:tab'));
  };
  const go = (tab) => {
    if (tab === root.dataset.kqTab) return;
    if (tab === 'evaluation') {
      asking = location.hash;
      atEnd = log() && log().scrollHeight - log().scrollTop - log().clientHeight < 50;
    }
    place(tab === 'evaluation' ? EVALUATION : asking);
    choose(tab);
    if (tab === 'ask' && atEnd) log().scrollTop = log().scrollHeight;
  };
  document.addEventListener('click', (event) => {
    const tab = event.target.closest?.('.kq-tab');
    if (tab) go(tab.dataset.tab);
  });
  document.addEventListener('keydown', (event) => {
    const here = event.target.closest?.('.kq-tab');
    if (!here || !['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) return;
    event.preventDefault();
    const tabs = [...document.querySelectorAll('.kq-tab')];
    const other = { Home: tabs[0], End: tabs.at(-1) }[event.key] || tabs.find((tab) => tab !== here);
    other.focus();
    go(other.dataset.tab);
  });
  addEventListener('hashchange', () => choose(location.hash === EVALUATION ? 'evaluation' : 'ask'));
  const nameTabs = () => {
    if (!document.querySelector(EVALUATION)) return;
    for (const tab of document.querySelectorAll('.kq-tab')) {
      const chosen = tab.dataset.tab === root.dataset.kqTab;
      set(tab, 'aria-selected', String(chosen));
      set(tab, 'tabindex', chosen ? '0' : '-1');
      const panel = document.getElementById(tab.getAttribute('aria-controls'));
      set(panel, 'role', 'tabpanel');
      set(panel, 'aria-labelledby', tab.id);
      set(panel, 'data-kq-chosen', String(chosen));
    }
  };
  const decorate = () => {
    nameTabs();
    const chat = document.querySelector('#chat');
    const box = document.querySelector('#question');
    if (!chat || !box) return;
    const busy = Boolean(box.querySelector('.stop-button'));
    set(chat.querySelector('[role="log"]'), 'aria-busy', String(busy));
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
  choose(location.hash === EVALUATION ? 'evaluation' : 'ask');
};
