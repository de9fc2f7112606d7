// The forms beside the text record a decision or an action without leaving the page, and put its place into the text.
import { calm, complain, text } from '../page.js';
import { postJson } from '../send.js';
import type { FindRecord, RecordShown } from './record.js';

interface Answer {
  id: string;
  ref?: string;
  text?: string;
  title?: string;
  detail?: string;
  errors?: { detail: string }[];
}

export class RecordForms {
  private readonly known: RecordShown[];

  constructor(
    private readonly host: HTMLElement,
    private readonly insert: (record: RecordShown) => void,
  ) {
    this.known = JSON.parse(host.dataset.records ?? '[]') as RecordShown[];
    document.addEventListener('submit', (event) => this.take(event), { capture: true });
    document.addEventListener('keydown', (event) => {
      const form = (event.target as Element).closest<HTMLFormElement>('form[data-record]');
      if (form && event.key === 'Enter' && event.ctrlKey) form.requestSubmit();
    });
    document.addEventListener('click', (event) => this.place(event));
  }

  readonly find: FindRecord = (kind, id) => this.known.find((one) => one.kind === kind && one.id === id);

  /** Leads to the form at the side, with the chosen words in it. */
  ask(kind: string, words: string): void {
    const form = document.querySelector<HTMLFormElement>(`form[data-record="${kind}"]`);
    form?.closest('details')?.setAttribute('open', '');
    const field = form?.querySelector<HTMLInputElement | HTMLTextAreaElement>('[name="text"], [name="title"]');
    if (!field) return;
    if (words) field.value = field.name === 'title' ? words.replace(/\s+/g, ' ').slice(0, 200) : words;
    field.focus();
  }

  /** A record that is not in the text yet. */
  private place(event: Event) {
    const button = (event.target as Element).closest<HTMLElement>('[data-place]');
    const [kind = '', id = ''] = (button?.dataset.place ?? '').split(' ');
    const record = this.find(kind, id);
    if (button && record) this.insert(record);
  }

  private take(event: SubmitEvent) {
    const form = event.target as HTMLFormElement;
    if (!form.matches('form[data-record][data-api]')) return;
    event.preventDefault();
    event.stopPropagation();
    void this.record(form).catch(() => complain(text('requestFailed')));
  }

  private async record(form: HTMLFormElement) {
    const answer = await postJson(form.dataset.api ?? '', fieldsOf(form));
    const body = (await answer.json()) as Answer;
    if (!answer.ok) return complain(reasonIn(body));
    calm();
    const kind = form.dataset.record ?? '';
    const label = text('label', form, { ref: body.ref ?? '' });
    const record = { kind, id: body.id, label, text: body.text ?? body.title ?? '' };
    this.known.push(record);
    form.reset();
    this.insert(record);
    form.closest('details')?.removeAttribute('open');
    this.host.dispatchEvent(new CustomEvent('minutes-agreed', { bubbles: true }));
  }
}

const many = 'stateCodes';

function fieldsOf(form: HTMLFormElement): Record<string, unknown> {
  const fields = new FormData(form);
  const names = [...new Set(fields.keys())].filter((name) => name !== '_csrf' && name !== 'next');
  return Object.fromEntries(names.map((name) => [name, name === many ? fields.getAll(name) : fields.get(name)]));
}

function reasonIn({ detail, errors }: Answer): string {
  const reasons = (errors ?? []).map((one) => one.detail);
  return reasons.join(' ') || detail || text('requestFailed');
}
