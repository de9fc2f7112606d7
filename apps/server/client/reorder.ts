import { complain, parse, say, text } from './page.js';
import { post } from './send.js';

// Order of the agenda. The up and down buttons are ordinary form posts; with script they keep the focus on the same
// button and say the new place, and rows can be dragged. The server works out the times and answers with the table.
const list = (node: Element | null) => node?.closest<HTMLElement>('[data-reorder]') ?? null;
const rowsOf = (body: Element) => [...body.querySelectorAll<HTMLElement>(':scope > [data-id]')];

let dragged: HTMLElement | null = null;
let orderBefore = '';

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  const button = event.submitter as HTMLButtonElement | null;
  const row = form.closest<HTMLElement>('[data-id]');
  if (!button || !row || !list(form) || !/^(up|down)$/.test(button.value)) return;
  event.preventDefault();
  const fields = new FormData(form, button);
  void replace(() => post(form.action, fields), row, button.value);
});

async function replace(request: () => Promise<Response>, row: HTMLElement, direction: string) {
  const body = list(row);
  const table = body?.closest<HTMLElement>('[id]');
  if (!body || !table) return;
  try {
    const answer = await request();
    const fresh = answer.ok ? parse(await answer.text()).getElementById(table.id) : null;
    if (!fresh) throw new Error(`Answer ${answer.status} without #${table.id}`);
    table.replaceWith(fresh);
    window.htmx.process(fresh);
    prepare(fresh);
    settle(fresh, row.dataset.id ?? '', direction);
  } catch {
    complain(text('moveFailed', body));
  }
}

/** Focus and announcement after a move. */
function settle(table: HTMLElement, id: string, direction: string) {
  const body = table.querySelector('[data-reorder]') ?? table;
  const rows = rowsOf(body);
  const row = rows.find((one) => one.dataset.id === id);
  if (!row) return;
  const same = row.querySelector<HTMLButtonElement>(`button[value="${direction}"]`);
  (same && !same.disabled ? same : row.querySelector<HTMLButtonElement>('button:not(:disabled)'))?.focus();
  const values = { title: titleOf(row), place: rows.indexOf(row) + 1, total: rows.length };
  say(text('moved', body as HTMLElement, values));
}

const titleOf = (row: HTMLElement) => row.dataset.title ?? row.querySelector('.item__title')?.textContent?.trim() ?? '';
const order = (body: Element) => rowsOf(body).map((row) => row.dataset.id ?? '');

function prepare(root: ParentNode) {
  for (const body of root.querySelectorAll<HTMLElement>('[data-reorder]')) {
    for (const row of rowsOf(body)) row.draggable = true;
  }
}

document.addEventListener('dragstart', (event) => {
  const row = (event.target as Element).closest?.<HTMLElement>('[data-id]') ?? null;
  const body = list(row);
  if (!row || !body) return;
  dragged = row;
  orderBefore = order(body).join();
  row.classList.add('is-dragging');
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
});

document.addEventListener('dragover', (event) => {
  const over = (event.target as Element).closest?.<HTMLElement>('[data-id]') ?? null;
  if (!dragged || !over || list(over) !== list(dragged)) return;
  event.preventDefault();
  if (over === dragged) return;
  const box = over.getBoundingClientRect();
  over[event.clientY < box.top + box.height / 2 ? 'before' : 'after'](dragged);
});

document.addEventListener('drop', (event) => dragged && event.preventDefault());

document.addEventListener('dragend', () => {
  const row = dragged;
  const body = list(row);
  dragged = null;
  row?.classList.remove('is-dragging');
  if (!row || !body || order(body).join() === orderBefore) return;
  const fields = new URLSearchParams(order(body).map((id) => ['id', id]));
  void replace(() => post(body.dataset.reorder ?? '', fields), row, 'up');
});

prepare(document);
document.addEventListener('htmx:after:swap', () => prepare(document));
document.addEventListener('page:shown', () => prepare(document));
