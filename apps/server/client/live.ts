import { closest } from './page.js';

// A part of the page with data-live fetches itself again when a signal comes. It waits while somebody writes or chooses
// in it, or is asked a question: what they are at stays as it is until they are done.
const fields = 'input, select, textarea, [contenteditable="true"]';
const waiting = new Set<Element>();

const inUse = (part: Element) =>
  document.querySelector('dialog[open]') !== null ||
  (part.contains(document.activeElement) && document.activeElement?.matches(fields) === true);

document.addEventListener('htmx:config:request', (event) => {
  const { sourceElement } = (event as CustomEvent<{ ctx: HtmxContext }>).detail.ctx;
  if (!sourceElement.matches('[data-live]') || !inUse(sourceElement)) return;
  event.preventDefault();
  waiting.add(sourceElement);
});

/** The focus has not arrived at its next place yet when it leaves the last one. */
const catchUp = () => setTimeout(fetchAgain);

function fetchAgain() {
  for (const part of [...waiting]) {
    if (inUse(part)) continue;
    waiting.delete(part);
    if (part.isConnected) window.htmx.trigger(part, 'live-again');
  }
}

document.addEventListener('focusout', catchUp);
document.addEventListener('close', catchUp, { capture: true });

// What somebody stood on may be gone afterwards, for instance a row that the filter no longer lets through.
let stoodIn: HTMLElement | null = null;
document.addEventListener('htmx:before:swap', (event) => {
  stoodIn = closest(event, '[data-live]:focus-within');
});
document.addEventListener('htmx:after:swap', () => {
  if (stoodIn?.isConnected && document.activeElement === document.body) {
    stoodIn.tabIndex = -1;
    stoodIn.focus({ preventScroll: true });
  }
  stoodIn = null;
});
