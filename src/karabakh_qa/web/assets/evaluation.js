// The Evaluation tab. Runs once, with `element`, `props`, `watch` and `server` from Gradio.
// The report is shown in a frame that can run nothing; all else enters the page as textContent.
const PAUSE = { running: 400, shown: 4000 }; // milliseconds between two looks at the server
const part = (name) => element.querySelector('.kq-' + name);
const [select, run, stop, files, trouble, live] = ['select', 'run', 'stop', 'files', 'trouble', 'live'].map(part);

let state = { sets: [], folder: '', run: null, report: null };
let mine = 0; // the run that this page began or saw going on; how it ends is told here
let announced = 0; // the last run that a screen reader has heard of
let told = 0; // and how many quarters of it
let drawn = 0; // the run whose report is shown
let latest = 0; // an older answer of the server never overwrites a newer one
let timer = 0;

const say = (text) => {
  live.textContent = text;
};

const show = (node, text) => {
  node.hidden = !text;
  if (node.textContent !== text) node.textContent = text;
};

const counted = (count) => `${count.toLocaleString('en')} question${count === 1 ? '' : 's'}`;
const visitor = () => props.value?.visitor || ''; // arrives a moment after the page
const goesOn = () => Boolean(state.run) && ['waiting', 'asking'].includes(state.run.stage);
const isShown = () => document.documentElement.dataset.kqTab === 'evaluation' && !document.hidden;

const moment = (date) => {
  const today = date.toDateString() === new Date().toDateString();
  return date.toLocaleString([], today ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' });
};

const timeLeft = ({ done, total, seconds }) => {
  const left = done ? Math.ceil((seconds / done) * (total - done)) : 0;
  if (seconds < 3 || left < 5) return '';
  return left < 90 ? ` · about ${left} seconds left` : ` · about ${Math.round(left / 60)} minutes left`;
};

const howFar = (now) => {
  if (now.stopping) return `Stopping after this question · ${now.name}`;
  if (now.stage === 'waiting') return `Getting ready · ${now.name}`;
  if (now.done === now.total) return `Making the report · ${now.name}`;
  return `${now.done.toLocaleString('en')} of ${counted(now.total)} asked · ${now.name}${timeLeft(now)}`;
};

const drawSets = () => {
  const names = [...select.options].map((option) => option.value);
  if (names.join('\n') !== state.sets.join('\n')) {
    const chosen = select.value;
    select.replaceChildren(...state.sets.map((name) => new Option(name, name, false, name === chosen)));
  }
  part('choice').hidden = run.hidden = !state.sets.length && !goesOn();
  select.disabled = goesOn();
  if (goesOn() && state.sets.includes(state.run.name)) select.value = state.run.name;
};

const drawRun = () => {
  const now = goesOn() ? state.run : null;
  const bar = part('progress');
  part('going').hidden = !now;
  document.querySelector('#kq-tab-evaluation')?.toggleAttribute('data-kq-running', Boolean(now));
  run.setAttribute('aria-disabled', String(Boolean(now) || !visitor()));
  if (!now && document.activeElement === stop) run.focus();
  stop.hidden = !now;
  stop.setAttribute('aria-disabled', String(Boolean(now?.stopping)));
  if (!now) return;
  mine = now.number;
  if (announced !== now.number) {
    announced = now.number;
    told = 0;
    show(trouble, '');
    say(`Running ${now.name}.`);
  }
  if (now.stage === 'waiting') bar.removeAttribute('value');
  else bar.value = now.total ? now.done / now.total : 0;
  part('count').textContent = howFar(now);
  const quarter = now.total ? Math.floor((4 * now.done) / now.total) : 0;
  if (quarter > told && quarter < 4) say(`${now.done} of ${counted(now.total)} asked.`);
  told = Math.max(told, quarter);
};

const drawEnd = () => {
  const last = state.run;
  if (!last || last.number !== mine || goesOn() || last.stage === 'finished') return;
  mine = 0;
  if (last.stage === 'failed') return show(trouble, last.problem);
  const text = last.total ? `Stopped after ${last.done} of ${counted(last.total)}.` : 'Stopped.';
  show(trouble, `${text} A report needs all of them.`);
};

const drawReport = async () => {
  const report = state.report;
  const frame = part('report');
  const [start, none] = element.querySelectorAll('.kq-start');
  start.hidden = Boolean(report) || !state.sets.length;
  none.hidden = Boolean(report) || Boolean(state.sets.length);
  part('path').textContent = `${state.folder}/mine.jsonl`;
  if (!report || report.number === drawn || !isShown()) return;
  drawn = report.number;
  const file = await server.ui_report({ number: report.number, kind: 'html' });
  if (drawn !== report.number) return; // a newer one was asked for meanwhile
  if (!file || file.refused) {
    drawn = 0; // tried again at the next look
    return;
  }
  // A new frame each time: loading another document into this one would be a step of "back".
  const fresh = frame.cloneNode();
  fresh.title = `Report of ${report.name}`;
  fresh.srcdoc = file.text;
  fresh.hidden = files.hidden = false;
  frame.replaceWith(fresh);
  part('when').textContent = `${report.name} · ${moment(new Date(report.at))}`;
  show(part('remark'), report.notes.join('\n'));
  if (report.number === mine) say(`Finished. ${report.headline}`);
};

const look = async (call, request) => {
  const turn = ++latest;
  clearTimeout(timer);
  const now = await server[call]({ visitor: visitor(), ...request });
  if (turn !== latest) return;
  if (!now) {
    show(trouble, 'The server does not answer. This page goes on trying.');
  } else if (now.refused) {
    show(trouble, now.refused);
  } else {
    if (call !== 'ui_evaluation' || trouble.textContent.startsWith('The server')) show(trouble, '');
    state = now;
    if (call === 'ui_run') mine = state.run.number; // which may have failed already
    drawSets();
    drawRun();
    drawEnd();
    drawReport();
  }
  plan();
};

const plan = () => {
  clearTimeout(timer);
  const pause = goesOn() ? PAUSE.running : PAUSE.shown;
  if (goesOn() || isShown()) timer = setTimeout(() => look('ui_evaluation'), pause);
};

const save = async (kind) => {
  const file = await server.ui_report({ number: drawn, kind });
  if (!file || file.refused) return show(trouble, file?.refused || 'The server does not answer. Try again.');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([file.text], { type: file.type }));
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

run.addEventListener('click', () => {
  if (run.getAttribute('aria-disabled') === 'false') look('ui_run', { name: select.value });
});
stop.addEventListener('click', () => look('ui_stop'));
for (const button of files.querySelectorAll('button')) button.addEventListener('click', () => save(button.dataset.kind));
addEventListener('kq:tab', () => isShown() && look('ui_evaluation'));
document.addEventListener('visibilitychange', () => isShown() && look('ui_evaluation'));
watch('value', () => isShown() && look('ui_evaluation'));
if (isShown()) look('ui_evaluation');
