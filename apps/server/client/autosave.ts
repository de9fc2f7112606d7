import { calm, complain, parse, text } from './page.js';
import { showConflict } from './conflict.js';
import { post } from './send.js';

// Saves a form while one writes. The server refuses a stale version (409); then nothing is lost: both texts are shown
// and saving waits for a person. What it cannot keep (413, 422) it says why, until the text is another. Without a network the text stays on the page and is saved when it is back.
type State = 'saved' | 'dirty' | 'saving' | 'failed' | 'offline' | 'conflict' | 'refused';

const quiet = 900;
const retryAfter = 5000;
const drafts = new Map<HTMLFormElement, Draft>();

class Draft {
  state: State = 'saved';
  private timer = 0;
  private sent = '';
  /** Nothing is sent for now: it is another's turn to write. */
  private isHeld = false;

  constructor(private readonly form: HTMLFormElement) {
    this.sent = this.content();
  }

  get unsaved(): boolean {
    return this.state !== 'saved';
  }

  changed() {
    if (this.state === 'conflict' || this.content() === this.sent) return;
    if (this.state !== 'saving') this.show('dirty');
    this.later(quiet);
  }

  /** What stands in the form now is what is saved. */
  base() {
    this.sent = this.content();
  }

  /** A person has said which text counts, or wants it saved now. */
  settle() {
    if (this.state === 'saving') return;
    this.show('dirty');
    this.later(0);
  }

  hold(isHeld: boolean) {
    const wasHeld = this.isHeld;
    this.isHeld = isHeld;
    if (isHeld) clearTimeout(this.timer);
    else if (wasHeld && this.unsaved && this.state !== 'conflict') this.settle();
  }

  /** An ordinary submit takes over: the browser sends the form and leaves the page. */
  leave() {
    clearTimeout(this.timer);
    this.state = 'saved';
  }

  async save() {
    if (this.isHeld || this.state === 'saving' || this.state === 'conflict') return;
    const content = this.content();
    this.show('saving');
    try {
      await this.take(await post(this.form.action, new FormData(this.form)), content);
    } catch {
      this.again(navigator.onLine ? 'failed' : 'offline');
    }
  }

  private async take(answer: Response, content: string) {
    const body = await answer.text();
    if (answer.status === 409) return this.conflict(body);
    if (answer.status === 413 || answer.status === 422) return this.refuse(reasonIn(body), content);
    if (!answer.ok) return this.again('failed');
    calm();
    this.setVersion(body);
    this.sent = content;
    this.show('saved');
    if (this.content() !== content) this.changed();
  }

  private conflict(body: string) {
    this.setVersion(body);
    this.show('conflict');
    if (this.tell('draft:conflict', body)) showConflict(this.form, body);
  }

  /** The same text would be refused again: nothing is sent before it changes. */
  private refuse(reason: string, content: string) {
    this.show('refused', { reason });
    if (this.content() !== content) this.later(quiet);
  }

  private again(state: State) {
    this.show(state);
    this.later(retryAfter);
  }

  private later(milliseconds: number) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), milliseconds);
  }

  /** What one typed, without the version and the token. */
  private content(): string {
    const fields = [...new FormData(this.form)].filter(([name]) => name !== 'version' && name !== '_csrf');
    return JSON.stringify(fields);
  }

  /** For a script that shows the text in its own way. @returns false when it has taken care of it */
  private tell(name: string, detail: string): boolean {
    return this.form.dispatchEvent(new CustomEvent(name, { detail, cancelable: true }));
  }

  /** The new version: from JSON, or from the form in the page that came back. */
  private setVersion(body: string) {
    const field = this.form.elements.namedItem('version');
    const version = body.trimStart().startsWith('{') ? versionIn(body) : this.versionOnPage(body);
    if (field instanceof HTMLInputElement && version) field.value = version;
  }

  private versionOnPage(body: string): string | undefined {
    const page = parse(body);
    const form = this.form.id ? page.getElementById(this.form.id) : null;
    return (form ?? page).querySelector<HTMLInputElement>('input[name="version"]')?.value;
  }

  private show(state: State, values: Record<string, string> = {}) {
    this.state = state;
    this.tell('draft:state', state);
    const outer = stateOf(this.form);
    const label = outer?.querySelector('[data-save-text]');
    if (!outer || !label) return;
    outer.dataset.state = state;
    label.textContent = text(words[state], this.form, { time: clock(), ...values });
  }
}

const words: Record<State, string> = {
  saved: 'saved',
  dirty: 'unsaved',
  saving: 'saving',
  failed: 'saveFailed',
  offline: 'offline',
  conflict: 'conflict',
  refused: 'refused',
};

/** As the page says it after it is loaded again. */
const clock = () =>
  new Date().toLocaleTimeString('nb', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Oslo' });
/** Why the server kept nothing: from JSON; a page says no more than that it was too large. */
function reasonIn(body: string): string {
  const reason = body.trimStart().startsWith('{') ? (JSON.parse(body) as { reason?: string }).reason : undefined;
  return reason ?? text('tooLarge');
}

const versionIn = (body: string) => String((JSON.parse(body) as { version?: number }).version ?? '');

function stateOf(form: HTMLFormElement): HTMLElement | null {
  const own = form.querySelector<HTMLElement>('[data-save-state]');
  return own ?? (form.id ? document.querySelector<HTMLElement>(`[data-save-state="${CSS.escape(form.id)}"]`) : null);
}

function draftOf(target: EventTarget | null): Draft | undefined {
  const field = target as HTMLInputElement | null;
  const form = field?.form ?? null;
  if (!form?.matches('form[data-autosave]')) return undefined;
  const draft = drafts.get(form) ?? new Draft(form);
  drafts.set(form, draft);
  return draft;
}

function watch() {
  for (const form of drafts.keys()) if (!form.isConnected) drafts.delete(form);
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosave]')) {
    if (!drafts.has(form)) drafts.set(form, new Draft(form));
  }
}

watch();
document.addEventListener('htmx:after:swap', watch);
document.addEventListener('page:shown', watch);
document.addEventListener('input', (event) => draftOf(event.target)?.changed());
document.addEventListener('change', (event) => draftOf(event.target)?.changed());
document.addEventListener('draft:base', (event) => drafts.get(event.target as HTMLFormElement)?.base());
document.addEventListener('draft:held', (event) =>
  drafts.get(event.target as HTMLFormElement)?.hold((event as CustomEvent<boolean>).detail),
);
document.addEventListener('draft:settled', (event) => drafts.get(event.target as HTMLFormElement)?.settle());
document.addEventListener('submit', (event) => {
  if (!event.defaultPrevented) drafts.get(event.target as HTMLFormElement)?.leave();
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
  const draft = draftOf(event.target);
  if (!draft) return;
  event.preventDefault();
  void draft.save();
});

addEventListener('online', () => {
  for (const draft of drafts.values()) if (draft.unsaved) void draft.save();
});
addEventListener('offline', () => {
  if ([...drafts.values()].some((draft) => draft.unsaved)) complain(text('offline'));
});
addEventListener('beforeunload', (event) => {
  if ([...drafts.values()].some((draft) => draft.unsaved)) event.preventDefault();
});
