// The parts of the desk around the text: they show what others do, and their forms need no new page. A part in which
// somebody writes or chooses stays as it is until they are done.
import { calm, complain, parse, text } from '../page.js';
import { post } from '../send.js';
import { keptOf } from './kept.js';

const everyMinute = 60_000;
const tick = 15_000;
/** Within that the page one came from has said that it is left. */
const settling = 500;

export class Panes {
  private readonly began = Date.now();
  private shownAt = Date.now();

  /** @param changed is told when something on the desk may be another: who writes, what is saved */
  constructor(
    private readonly desk: HTMLElement,
    private readonly changed: (page: Document) => void,
  ) {
    document.addEventListener('submit', (event) => this.take(event));
    document.addEventListener('minutes-agreed', () => void this.refresh());
    this.listen();
    this.showUnsent();
    if (document.querySelector(elsewhere)) setTimeout(() => void this.refresh(), settling);
    setInterval(() => this.count(), tick);
    setInterval(() => {
      if (!document.hidden && document.querySelector('[data-clock]')) void this.refresh();
    }, everyMinute);
  }

  async refresh(): Promise<void> {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } }).catch(() => null);
    if (answer?.ok) this.swap(parse(await answer.text()));
  }

  private listen() {
    const events = new EventSource(this.desk.dataset.desk ?? '');
    events.addEventListener('minutes-changed', () => void this.refresh());
    events.addEventListener('open', () => {
      if (Date.now() - this.began > tick) void this.refresh();
    });
  }

  private take(event: SubmitEvent) {
    const form = event.target as HTMLFormElement;
    if (!form.matches('form[data-in-place]')) return;
    event.preventDefault();
    const fields = new FormData(form, event.submitter);
    void this.send(form, fields).catch(() => complain(text('requestFailed')));
  }

  private async send(form: HTMLFormElement, fields: FormData) {
    const answer = await post(form.action, fields);
    if (!answer.ok) return complain(text('requestFailed'));
    calm();
    form.reset();
    form.closest('details')?.removeAttribute('open');
    this.swap(parse(await answer.text()));
  }

  private swap(page: Document) {
    const focused = document.activeElement?.id;
    for (const pane of document.querySelectorAll<HTMLElement>('[data-pane]')) {
      const fresh = page.getElementById(pane.id);
      if (!fresh || isInUse(pane)) continue;
      keepOpen(pane, fresh);
      pane.replaceWith(fresh);
    }
    this.shownAt = Date.now();
    this.showUnsent();
    if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus();
    this.changed(page);
  }

  /** The clock of the item that runs goes on between two looks at the server. */
  private count() {
    for (const clock of document.querySelectorAll<HTMLElement>('[data-clock]')) {
      const used = Number(clock.dataset.clock) + (Date.now() - this.shownAt) / 1000;
      const minutes = clock.querySelector('[data-clock-minutes]');
      if (minutes) minutes.textContent = String(Math.floor(used / 60));
    }
  }

  private showUnsent() {
    const { account = '' } = document.querySelector<HTMLElement>('[data-editor]')?.dataset ?? {};
    for (const link of document.querySelectorAll<HTMLElement>('[data-section-link]')) {
      const mark = link.querySelector<HTMLElement>('[data-unsent]');
      const isHere = link.getAttribute('aria-current') === 'true';
      if (mark) mark.hidden = isHere || !keptOf(account, link.dataset.sectionLink ?? '');
    }
  }
}

/** Another item that oneself seems to write. */
const elsewhere = '[data-section-link]:not([aria-current]) [data-own-writer]';
const fields = 'input:not([type="hidden"]), textarea, select';

/** What somebody has unfolded stays unfolded. */
function keepOpen(pane: HTMLElement, fresh: HTMLElement): void {
  const heading = (details: HTMLDetailsElement) => details.querySelector('summary')?.textContent?.trim();
  const open = [...pane.querySelectorAll('details')].filter((details) => details.open).map(heading);
  for (const details of fresh.querySelectorAll('details')) if (open.includes(heading(details))) details.open = true;
}

function isInUse(pane: HTMLElement): boolean {
  if (pane.contains(document.activeElement) && document.activeElement?.matches(fields)) return true;
  return [...pane.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input[type="text"], textarea')].some(
    (field) => field.value !== field.defaultValue,
  );
}
