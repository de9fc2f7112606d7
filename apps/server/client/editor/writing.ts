import { Editor, type JSONContent } from '@tiptap/core';
import { say, text } from '../page.js';
import { askWhich, type Chosen, type Stale } from './choice.js';
import { cleanPaste } from './clean-paste.js';
import { extensions } from './extensions.js';
import { forget, keep, keptOf } from './kept.js';
import { Panes } from './panes.js';
import { recordNode } from './record.js';
import { RecordForms } from './record-forms.js';
import { fromStored, type Stored, toStored } from './stored.js';
import { toolbar } from './toolbar.js';
import { Turn } from './turn.js';

/** The editor of one item, on top of the form that saves it (autosave.ts). */
export class Writing {
  private readonly form: HTMLFormElement;
  private readonly field: HTMLInputElement;
  private readonly version: HTMLInputElement;
  private readonly editor: Editor;
  private readonly records: RecordForms;
  private readonly turn: Turn;
  private readonly panes: Panes | null = null;

  constructor(private readonly host: HTMLElement) {
    this.form = host.closest('form')!;
    this.version = this.form.elements.namedItem('version') as HTMLInputElement;
    this.field = this.hiddenField();
    this.records = new RecordForms(host, (record) => this.insert(record));
    this.editor = this.open();
    toolbar(host.querySelector('[role="toolbar"]')!, this.editor, {
      decision: () => this.records.ask('decision', this.selected()),
      action: () => this.records.ask('action', this.selected()),
    });
    this.replaceTextarea();
    this.listen();
    this.turn = new Turn(this.form, (isMine) => void this.moved(isMine));
    const desk = document.querySelector<HTMLElement>('[data-desk]');
    if (desk)
      this.panes = new Panes(desk, (page) => {
        this.turn.check();
        this.adopt(page);
      });
    if (host.dataset.writer) this.turn.block(host.dataset.writer);
    if ('ownWriter' in host.dataset) this.turn.open();
    this.restore();
  }

  private open(): Editor {
    const { label = '', gone = '' } = this.host.dataset;
    return new Editor({
      element: this.host.querySelector('[data-editor-text]')!,
      injectCSS: false,
      extensions: extensions(recordNode(this.records.find, gone)),
      content: fromStored(JSON.parse(this.host.dataset.content ?? '') as Stored),
      editorProps: {
        transformPastedHTML: (html) => (html.includes('data-pm-slice') ? html : cleanPaste(html)),
        handleKeyDown: (_view, event) => this.key(event),
        attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, class: 'prose minutes-text' },
      },
      onUpdate: () => this.changed(),
    });
  }

  private hiddenField(): HTMLInputElement {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = 'content';
    field.value = this.host.dataset.content ?? '';
    this.form.append(field);
    return field;
  }

  private replaceTextarea() {
    const plain = this.form.querySelector<HTMLElement>('[data-plain]');
    if (plain) plain.hidden = true;
    for (const field of plain?.querySelectorAll('textarea') ?? []) field.disabled = true;
    this.host.hidden = false;
    this.form.dispatchEvent(new CustomEvent('draft:base', { bubbles: true }));
  }

  private listen() {
    this.form.addEventListener('draft:state', (event) => {
      if ((event as CustomEvent<string>).detail === 'saved') this.forgetIfSaved();
    });
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.saveNow();
    });
    this.form.addEventListener('draft:conflict', (event) => {
      const body = (event as CustomEvent<string>).detail;
      if (!body.trimStart().startsWith('{')) return;
      event.preventDefault();
      const stale = JSON.parse(body) as Stale;
      askWhich(this.form, stale, (which) => this.settle(which, stale));
    });
  }

  private key(event: KeyboardEvent): boolean {
    if (event.key === 's' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.saveNow();
      return true;
    }
    const isOurs = event.ctrlKey && event.altKey && !event.getModifierState('AltGraph');
    const kind = isOurs ? { KeyD: 'decision', KeyA: 'action' }[event.code] : undefined;
    if (kind) this.records.ask(kind, this.selected());
    return kind !== undefined;
  }

  /**
   * Whoever gets the right to write goes on from what is saved; whoever loses it keeps what is not saved yet. What was
   * typed before it was refused can be gone on with: it is kept, and sent by taking over.
   */
  private async moved(isMine: boolean) {
    const { isWaiting } = this.turn;
    this.editor.setEditable(isMine || isWaiting, false);
    this.form.dispatchEvent(new CustomEvent('draft:held', { bubbles: true, detail: isWaiting }));
    if (isMine) await this.panes?.refresh();
  }

  /** What is saved by now, unless something here is not. */
  private adopt(page: Document) {
    const saved = page.querySelector<HTMLElement>('[data-editor]')?.dataset.content;
    const version = page.querySelector<HTMLInputElement>('#section-form [name="version"]')?.value;
    if (!saved || !version || Number(version) <= Number(this.version.value) || this.isDirty) return;
    this.version.value = version;
    this.field.value = saved;
    this.editor.commands.setContent(fromStored(JSON.parse(saved) as Stored), { emitUpdate: false });
    this.form.dispatchEvent(new CustomEvent('draft:base', { bubbles: true }));
  }

  private get isDirty(): boolean {
    return keptOf(this.host.dataset.account ?? '', this.host.dataset.section ?? '') !== null;
  }

  private changed() {
    this.turn.begin();
    this.field.value = JSON.stringify(toStored(this.editor.getJSON()));
    const { account = '', section = '' } = this.host.dataset;
    if (!document.getElementById('conflict')) {
      keep(account, section, { version: this.version.value, content: this.field.value });
    }
    this.field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  private forgetIfSaved() {
    const { account = '', section = '' } = this.host.dataset;
    if (keptOf(account, section)?.content === this.field.value) forget(account, section);
  }

  /** What could not be sent the last time goes out now; the version it began from says whether anybody wrote since. */
  private restore() {
    const { account = '', section = '' } = this.host.dataset;
    const kept = keptOf(account, section);
    if (!kept) return;
    if (kept.content === this.field.value) return forget(account, section);
    this.version.value = kept.version;
    this.editor.commands.setContent(fromStored(JSON.parse(kept.content) as Stored), { emitUpdate: true });
    say(text('restored', this.host));
  }

  private settle(which: Chosen, { theirs }: Stale) {
    const saved = fromStored(theirs.content as Stored);
    if (which === 'theirs') this.editor.commands.setContent(saved, { emitUpdate: false });
    if (which === 'both') this.append(saved);
    this.changed();
    this.send();
    this.editor.commands.focus();
  }

  private saveNow() {
    if (this.turn.isWaiting) this.turn.offer();
    else this.send();
  }

  private send() {
    if (!document.getElementById('conflict')) {
      this.form.dispatchEvent(new CustomEvent('draft:settled', { bubbles: true }));
    }
  }

  private append(saved: JSONContent) {
    const own = this.editor.getJSON();
    const content = [...(own.content ?? []), ...(saved.content ?? [])];
    this.editor.commands.setContent({ type: 'doc', content }, { emitUpdate: false });
  }

  /** Where a record stands already; null: nowhere. */
  private placeOf(id: string): number | null {
    let place: number | null = null;
    this.editor.state.doc.forEach((node, at) => {
      if (node.attrs.id === id) place = at;
    });
    return place;
  }

  private selected(): string {
    const { from, to } = this.editor.state.selection;
    return this.editor.state.doc.textBetween(from, to, '\n').trim();
  }

  /** Below the block one writes in: records stand between blocks. */
  private insert({ kind, id }: { kind: string; id: string }) {
    const standing = this.placeOf(id);
    if (standing !== null) {
      this.editor.chain().setNodeSelection(standing).scrollIntoView().focus().run();
      return;
    }
    const { $to } = this.editor.state.selection;
    const after = $to.depth > 0 ? $to.after(1) : $to.pos;
    const { nodeAfter } = this.editor.state.doc.resolve(after);
    const next = nodeAfter?.isTextblock ? [] : [{ type: 'paragraph' }];
    const content = [{ type: 'record', attrs: { kind, id } }, ...next];
    this.editor
      .chain()
      .insertContentAt(after, content)
      .setTextSelection(after + 2)
      .focus()
      .run();
  }
}
