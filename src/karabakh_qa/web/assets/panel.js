// The source panel. Runs once, with `element`, `props`, `watch` and `server` from Gradio.
// Whatever comes from a document, a question or a file name enters the page as textContent only.
const LINK = 'a[href^="#read/"]';
const FIRST_REACH = 100000;
const part = (name) => element.querySelector('.kq-' + name);
const [chips, head, notice, body, live] = ['chips', 'head', 'notice', 'body', 'live'].map(part);

let value = { turn: 0, declined: null, places: [], problem: '', count: null, documents: [] };
let view = null; // what is drawn: {place, places, article, drawn}
let opener = null; // where the focus returns to
let latest = 0; // an older answer of the server never overwrites a newer one

const make = (tag, className, text) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};

const parse = (href) => {
  const found = /^#read\/([^/]*)\/(\d+)-(\d+)\/([0-9a-f]*)\/([^/]+)$/.exec(href);
  if (!found) return null;
  let documentId;
  try {
    documentId = decodeURIComponent(found[5]);
  } catch {
    return null;
  }
  const known = value.places.find((place) => place.href === href);
  const place = { key: found[1], start: +found[2], end: +found[3], hash: found[4], document: documentId };
  return { turn: 0, label: '', kind: 'cited', name: 'Linked place', ...known, ...place, href };
};

const linkTo = (place) => place.href.replace(/^#read\/[^/]*\//, '#read/link/');
const setAddress = (hash) => history.replaceState(history.state, '', location.pathname + location.search + hash);
const ofTurn = (turn) => (turn ? value.places.filter((place) => place.turn === turn).map((p) => parse(p.href)) : []);

const say = (text) => {
  live.textContent = text;
};

const setHeading = (text) => {
  part('heading').textContent = text;
};

const drawChips = (places, current) => {
  const seen = new Set();
  chips.replaceChildren(
    ...places
      .filter((place) => !seen.has(place.label) && seen.add(place.label))
      .map((place) => {
        const chip = make('button', 'kq-chip', place.label);
        chip.type = 'button';
        chip.setAttribute('aria-label', place.name);
        if (current && place.label === current.label) chip.setAttribute('aria-current', 'true');
        chip.addEventListener('click', () => open(place, { focus: true, from: chip }));
        return chip;
      }),
  );
};

const drawParagraph = ([kind, direction, apart, segments], kinds) => {
  const line = make('p', `kq-line kq-line-${kind}${apart ? ' kq-apart' : ''}`);
  line.dir = direction;
  for (const [text, keys] of segments) {
    if (!keys.length) {
      line.append(text);
      continue;
    }
    const related = keys.every((key) => kinds.get(key) === 'related');
    const mark = make('mark', related ? 'kq-mark kq-related' : 'kq-mark', text);
    mark.tabIndex = -1;
    mark.dataset.places = keys.join(' ');
    line.append(mark);
  }
  return line;
};

const moreButton = (text) => {
  const button = make('button', 'kq-button kq-more', text);
  button.type = 'button';
  button.addEventListener('click', () => open(view.place, { reach: view.reach * 4 }));
  return button;
};

const drawArticle = (article, places) => {
  const kinds = new Map(places.map((place) => [place.key, place.kind]));
  head.hidden = false;
  part('title').textContent = article.title;
  part('file').textContent = [article.file, article.date].filter(Boolean).join(' · ');
  notice.hidden = !article.notice;
  notice.textContent = article.notice;
  const lines = article.paragraphs.map((paragraph) => drawParagraph(paragraph, kinds));
  if (article.before) lines.unshift(moreButton('Show more of the text before this'));
  if (article.after) lines.push(moreButton('Show more of the text after this'));
  body.replaceChildren(...lines);
};

const drawMessage = (heading, ...texts) => {
  setHeading(heading);
  head.hidden = true;
  notice.hidden = true;
  body.replaceChildren(...texts.map((text, index) => make('p', index ? 'kq-hint' : 'kq-hint kq-first', text)));
};

const marksOf = (key) =>
  [...body.querySelectorAll('mark')].filter((mark) => mark.dataset.places.split(' ').includes(key));

const scrollTo = (node) => {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const top = node.getBoundingClientRect().top - body.getBoundingClientRect().top + body.scrollTop;
  body.scrollTo({ top: top - body.clientHeight / 3, behavior: calm ? 'auto' : 'smooth' });
};

const activate = (place, focus) => {
  for (const mark of body.querySelectorAll('mark')) mark.classList.remove('kq-on');
  const marks = marksOf(place.key);
  for (const mark of marks) mark.classList.add('kq-on');
  part('copy-quote').hidden = part('copy-link').hidden = !(marks.length && navigator.clipboard);
  document.documentElement.dataset.kqPlace = place.href;
  dispatchEvent(new Event('kq:place'));
  if (marks.length) scrollTo(marks[0]);
  else body.scrollTo({ top: 0 });
  if (!focus) return;
  (marks[0] || body).focus({ preventScroll: true });
  if (marks.length) setAddress(linkTo(place));
  say(`${place.name}: ${marks.map((mark) => mark.textContent).join(' ')}`);
};

const headingOf = (place, places) => {
  if (!place.key) return 'Document';
  if (place.kind === 'related') return 'Related, not an answer';
  return places.length > 1 ? 'Sources' : 'Source';
};

// Opens a place, or a whole document (a place without a key).
const open = async (place, { focus = false, from = null, reach = FIRST_REACH } = {}) => {
  const mine = ++latest;
  const turn = ofTurn(place.turn);
  const group = place.key ? turn.filter((p) => p.document === place.document && p.hash === place.hash) : [];
  if (place.key && !group.some((p) => p.key === place.key)) group.push(place);
  if (focus) {
    opener = from;
    part('panel').classList.add('kq-open');
  }
  drawChips(turn, place);
  part('home').hidden = false;
  const cut = view && (view.article.before || view.article.after);
  const drawn = JSON.stringify([place.document, place.hash, group.map((p) => p.key), reach]);
  if (!view || view.drawn !== drawn || cut) {
    view = null;
    const article = await fetchArticle(place, group, reach, () => mine === latest);
    if (mine !== latest) return;
    if (article.problem) {
      drawMessage(headingOf(place, turn), article.problem);
      if (focus) say(article.problem);
      return;
    }
    drawArticle(article, group);
    view = { article, drawn };
  }
  setHeading(headingOf(place, turn));
  Object.assign(view, { place, reach });
  activate(place, focus);
};

const fetchArticle = async (place, group, reach, stillWanted) => {
  const waiting = setTimeout(() => stillWanted() && drawMessage('Source', 'Opening the document…'), 400);
  try {
    return await server.ui_article({
      document: place.document,
      hash: place.hash,
      places: group.map((p) => [p.key, p.start, p.end]),
      active: place.key,
      reach,
    });
  } catch {
    return { problem: 'The document could not be opened: the server did not answer. Try again.' };
  } finally {
    clearTimeout(waiting);
  }
};

const leave = () => {
  view = null;
  delete document.documentElement.dataset.kqPlace;
  dispatchEvent(new Event('kq:place'));
  if (location.hash.startsWith('#read/')) setAddress('');
};

const home = () => {
  ++latest;
  leave();
  drawChips([], null);
  part('home').hidden = true;
  if (value.problem) return drawMessage('Documents', 'The documents cannot be listed.', value.problem);
  if (value.count === null) return drawMessage('Documents', 'Getting the documents ready…');
  if (!value.count) {
    return drawMessage(
      'No documents yet',
      'Put text files into the documents folder, then ask a question.',
      'They are read and indexed on this machine; nothing is sent anywhere.',
    );
  }
  const count = value.count;
  drawMessage('Documents', count === 1 ? 'Answers come from this document.' : `Answers come from these ${count} documents.`);
  const list = make('ul', 'kq-list');
  for (const row of value.documents) list.append(documentItem(row));
  body.append(list);
  const more = count - value.documents.length;
  if (more) body.append(make('p', 'kq-hint', `And ${more} more.`));
  body.scrollTo({ top: 0 });
};

const documentItem = (row) => {
  const item = make('li');
  const button = make('button', 'kq-document');
  button.type = 'button';
  const title = make('span', 'kq-document-title', row.title);
  const file = make('span', 'kq-document-file', [row.file, row.date].filter(Boolean).join(' · '));
  title.dir = file.dir = 'auto';
  button.append(title, file);
  const whole = { key: '', start: 0, end: 0, hash: row.hash, document: row.document, href: '', turn: 0, label: '', kind: 'cited' };
  button.addEventListener('click', () => open({ ...whole, name: row.title }, { focus: true, from: part('home') }));
  item.append(button);
  return item;
};

const declined = (places) => {
  ++latest;
  leave();
  drawChips(places, null);
  part('home').hidden = false;
  drawMessage(
    places.length ? 'Related, not an answer' : 'No source',
    'No source for this answer.',
    places.length ? 'The closest passages are under the letters; they do not answer the question.' : 'Nothing in the documents supports one.',
  );
};

const summary = () => JSON.stringify([value.turn, value.declined, ofTurn(value.turn).map((place) => place.href)]);

const update = () => {
  const before = value;
  const seen = summary();
  value = props.value || before;
  if (value.count === null) value = { ...value, count: before.count, documents: before.documents };
  if (summary() !== seen) {
    const places = ofTurn(value.turn);
    if (!value.turn || value.declined === 'small_talk') return home();
    if (value.declined) return declined(places);
    leave();
    return void open(places[0]);
  }
  if (!view && !value.turn && !location.hash.startsWith('#read/')) home();
};

const close = () => {
  part('panel').classList.remove('kq-open');
  const link = opener && !opener.isConnected && document.querySelector(`#chat a[aria-current]`);
  (link || opener || document.querySelector('#question textarea'))?.focus();
  opener = null;
};

const openAddress = () => {
  const place = parse(location.hash);
  if (place) open(place, { focus: true });
};

document.addEventListener(
  'click',
  (event) => {
    const link = event.target.closest?.(LINK);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    const place = parse(link.getAttribute('href'));
    if (place) open(place, { focus: true, from: link });
  },
  true,
);
document.addEventListener('keydown', (event) => {
  const inside = element.contains(document.activeElement) || part('panel').classList.contains('kq-open');
  if (event.key === 'Escape' && inside) close();
});
addEventListener('hashchange', openAddress);
part('close').addEventListener('click', close);
part('home').addEventListener('click', () => {
  home();
  body.focus({ preventScroll: true });
});
part('copy-quote').addEventListener('click', () => copy(view.article.quotes[view.place.key], 'Quote copied'));
part('copy-link').addEventListener('click', () => copy(location.href.split('#')[0] + linkTo(view.place), 'Link copied'));

const copy = async (text, done) => {
  await navigator.clipboard.writeText(text);
  say(done);
};

watch('value', update);
update();
openAddress();
