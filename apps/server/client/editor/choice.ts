// Somebody else saved first: both texts side by side, and the writer says which one counts. None is lost.
import { text } from '../page.js';

/** What the server answers to a stale save. */
export interface Stale {
  version: number;
  theirs: { text: string; html: string; content: unknown };
  yours: { html: string };
}

const words = { yours: 'chooseYours', theirs: 'chooseTheirs', both: 'chooseBoth' } as const;
export type Chosen = keyof typeof words;

/** Puts the question above the form. @param chosen is called once */
export function askWhich(form: HTMLFormElement, { theirs, yours }: Stale, chosen: (which: Chosen) => void): void {
  document.getElementById('conflict')?.remove();
  const notice = document.createElement('section');
  notice.className = 'ds-alert conflict';
  notice.id = 'conflict';
  notice.dataset.color = 'warning';
  notice.tabIndex = -1;
  notice.setAttribute('role', 'alert');
  const both = document.createElement('div');
  both.className = 'compare';
  both.append(column(text('theirs'), theirs.html), column(text('yours'), yours.html));
  notice.append(paragraph(text('chooseText', form)), both, buttons(form, notice, chosen));
  form.before(notice);
  notice.focus();
}

function buttons(form: HTMLFormElement, notice: HTMLElement, chosen: (which: Chosen) => void): HTMLElement {
  const row = document.createElement('div');
  row.className = 'btn-row';
  for (const which of ['yours', 'theirs', 'both'] as const) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'ds-button';
    button.dataset.size = 'sm';
    button.dataset.variant = 'secondary';
    button.dataset.choose = which;
    button.textContent = text(words[which], form);
    button.addEventListener('click', () => {
      notice.remove();
      chosen(which);
    });
    row.append(button);
  }
  return row;
}

/** @param html made by the server from rich text: elements and escaped words only */
function column(heading: string, html: string): HTMLElement {
  const box = document.createElement('div');
  const words = document.createElement('div');
  words.className = 'compare__text prose';
  words.tabIndex = 0;
  words.append(...new DOMParser().parseFromString(html, 'text/html').body.childNodes);
  box.append(paragraph(heading), words);
  return box;
}

function paragraph(content: string): HTMLElement {
  const element = document.createElement('p');
  element.textContent = content;
  return element;
}
