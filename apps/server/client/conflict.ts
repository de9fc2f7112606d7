import { parse, text } from './page.js';

interface Texts {
  theirs?: unknown;
  yours?: unknown;
}

/** Puts both texts above the form. The answer is a page with `#conflict`, or JSON with `theirs` and `yours`. */
export function showConflict(form: HTMLFormElement, body: string): void {
  const notice = body.trimStart().startsWith('{')
    ? fromTexts(form, JSON.parse(body) as Texts)
    : parse(body).getElementById('conflict');
  if (!notice) return;
  document.getElementById('conflict')?.remove();
  form.before(notice);
  notice.focus();
}

function fromTexts(form: HTMLFormElement, { theirs }: Texts): HTMLElement {
  const notice = document.createElement('section');
  notice.className = 'ds-alert conflict';
  notice.id = 'conflict';
  notice.dataset.color = 'warning';
  notice.tabIndex = -1;
  notice.setAttribute('role', 'alert');
  notice.append(paragraph(text('conflict', form)), ...pairs(form, theirs));
  return notice;
}

/** One pair for each field whose saved text differs from the typed one. */
function pairs(form: HTMLFormElement, theirs: unknown): HTMLElement[] {
  const typed = new FormData(form);
  const saved = typeof theirs === 'string' ? { '': theirs } : ((theirs ?? {}) as Record<string, unknown>);
  const own = (name: string) => (name ? textOf(typed.get(name)) : firstText(form));
  return Object.entries(saved)
    .filter(([name, value]) => typeof value === 'string' && value !== own(name))
    .map(([name, value]) => pair(String(value), own(name)));
}

const textOf = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value : '');
const firstText = (form: HTMLFormElement) => form.querySelector('textarea')?.value ?? '';

function pair(theirs: string, yours: string): HTMLElement {
  const both = document.createElement('div');
  both.className = 'compare';
  both.append(column(text('theirs'), theirs), column(text('yours'), yours));
  return both;
}

function column(heading: string, content: string): HTMLElement {
  const box = document.createElement('div');
  const pre = document.createElement('pre');
  pre.className = 'compare__text';
  pre.tabIndex = 0;
  pre.textContent = content;
  box.append(paragraph(heading), pre);
  return box;
}

function paragraph(content: string): HTMLElement {
  const element = document.createElement('p');
  element.textContent = content;
  return element;
}
