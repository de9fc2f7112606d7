// One person writes an item at a time. The right to write is a lease that each window renews; whoever wants it can take
// it over, and the other is told. It spares people from typing over one another; texts are kept safe by their versions.
import { text } from '../page.js';
import { post } from '../send.js';

interface Answer {
  isMine: boolean;
  name?: string;
}

const renewEvery = 15_000;
/** Whoever has stopped typing for so long makes room. */
const idleAfter = 120_000;

export class Turn {
  /** null: nobody has asked yet. */
  private isMine: boolean | null = null;
  private hadIt = false;
  private typedAt = 0;
  private readonly tab = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
    (byte % 36).toString(36),
  ).join('');
  private readonly notice: HTMLElement | null;

  /** @param moved what to do when the right to write comes or goes */
  constructor(
    private readonly form: HTMLFormElement,
    private readonly moved: (isMine: boolean) => void,
  ) {
    this.notice = form.querySelector('[data-writer]');
    this.notice?.querySelector('[data-take-over]')?.addEventListener('click', () => void this.ask(true));
    setInterval(() => {
      if (this.isMine && Date.now() - this.typedAt > idleAfter) this.leave();
      else if (this.isMine !== null) void this.ask();
    }, renewEvery);
    addEventListener('pagehide', () => this.leave());
  }

  /** Something was typed: asks once, and from then on by itself. */
  begin(): void {
    this.typedAt = Date.now();
    if (this.isMine === null) void this.ask();
  }

  /** Something changed on the server. */
  check(): void {
    if (this.isMine !== null) void this.ask();
  }

  /** Others write when the page is opened: the text is not for typing. */
  block(name: string): void {
    this.settle({ isMine: false, name });
  }

  private async ask(takeOver = false) {
    const fields = new URLSearchParams({ tab: this.tab, ...(takeOver && { takeOver: 'on' }) });
    const answer = await post(`${this.form.action}/writer`, fields).catch(() => null);
    if (answer?.ok) this.settle((await answer.json()) as Answer);
  }

  private settle({ isMine, name = '' }: Answer) {
    const before = this.isMine;
    this.isMine = isMine;
    if (isMine && !before) this.typedAt = Date.now();
    this.hadIt ||= isMine;
    this.tell(isMine ? '' : name);
    if (before !== isMine) this.moved(isMine);
  }

  /** @param name who writes; empty: nobody else */
  private tell(name: string) {
    const words = this.notice?.querySelector<HTMLElement>('[data-writer-text]');
    if (!this.notice || !words) return;
    this.notice.hidden = !name;
    const said = name && text(this.hadIt ? 'taken' : 'writes', words, { name });
    if (words.textContent !== said) words.textContent = said;
  }

  private leave() {
    if (!this.isMine) return;
    this.isMine = null;
    const fields = new URLSearchParams({ tab: this.tab, leave: 'on' });
    void post(`${this.form.action}/writer`, fields, { keepalive: true }).catch(() => undefined);
  }
}
