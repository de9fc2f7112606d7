// One person writes an item at a time. The right to write is a lease that each window renews; whoever wants it can take
// it over, and the other is told. It spares people from typing over one another; texts are kept safe by their versions.
import { text } from '../page.js';
import { post } from '../send.js';

interface Answer {
  isMine: boolean;
  /** The same person writes in another window. */
  isOwn?: boolean;
  name?: string;
}

const renewEvery = 15_000;
/** An own window that was closed by force makes room before long. */
const askAgainAfter = 5_000;
/** Whoever has stopped typing for so long makes room. */
const idleAfter = 120_000;

export class Turn {
  /** null: nobody has asked yet. */
  private isMine: boolean | null = null;
  private hadIt = false;
  /** Something was typed before it was known that the item is written elsewhere: it waits here. */
  isWaiting = false;
  /** Questions on their way. */
  private asking = 0;
  private again = 0;
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
    this.takeOver?.addEventListener('click', () => void this.ask(true));
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

  /** One's own window seems to write this item: asks before anything is typed whether it still does. */
  open(): void {
    void this.ask();
  }

  /** Leads to what has to be pressed before anything is saved. */
  offer(): void {
    this.takeOver?.focus();
  }

  private get takeOver(): HTMLElement | null | undefined {
    return this.notice?.querySelector<HTMLElement>('[data-take-over]');
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
    this.asking++;
    const answer = await post(`${this.form.action}/writer`, fields).catch(() => null);
    this.asking--;
    if (answer?.ok) this.settle((await answer.json()) as Answer);
  }

  private settle({ isMine, isOwn = false, name = '' }: Answer) {
    const before = this.isMine;
    this.isMine = isMine;
    this.isWaiting = !isMine && this.isUnheard(before);
    if (isMine && !before) this.typedAt = Date.now();
    this.hadIt ||= isMine;
    this.tell(isMine ? '' : name, isOwn);
    clearTimeout(this.again);
    if (isOwn) this.again = window.setTimeout(() => this.check(), askAgainAfter);
    if (before !== isMine) this.moved(isMine);
  }

  /** Whether something was typed before there was an answer. */
  private isUnheard(before: boolean | null): boolean {
    return this.isWaiting || (before === null && this.typedAt > 0);
  }

  /** @param name who writes; empty: nobody else */
  private tell(name: string, isOwn: boolean) {
    const words = this.notice?.querySelector<HTMLElement>('[data-writer-text]');
    if (!this.notice || !words) return;
    this.notice.hidden = !name;
    const what = this.isWaiting ? 'Typed' : this.hadIt ? 'Taken' : 'Writes';
    const said = name && text(isOwn ? `own${what}` : what.toLowerCase(), words, { name });
    if (words.textContent !== said) words.textContent = said;
  }

  private leave() {
    if (!this.isMine && !this.asking) return;
    if (this.isMine) this.isMine = null;
    const fields = new URLSearchParams({ tab: this.tab, leave: 'on' });
    void post(`${this.form.action}/writer`, fields, { keepalive: true }).catch(() => undefined);
  }
}
