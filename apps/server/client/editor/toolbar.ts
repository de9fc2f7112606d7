// The buttons above the text. One tab stop: arrows move between them, as in other toolbars (ARIA practices).
import type { Editor } from '@tiptap/core';

const acts: Record<string, (editor: Editor) => boolean> = {
  bold: (editor) => editor.chain().focus().toggleBold().run(),
  italic: (editor) => editor.chain().focus().toggleItalic().run(),
  heading: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run(),
  list: (editor) => editor.chain().focus().toggleBulletList().run(),
  numbers: (editor) => editor.chain().focus().toggleOrderedList().run(),
  table: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
  row: (editor) => editor.chain().focus().addRowAfter().run(),
  column: (editor) => editor.chain().focus().addColumnAfter().run(),
  noRow: (editor) => editor.chain().focus().deleteRow().run(),
  noColumn: (editor) => editor.chain().focus().deleteColumn().run(),
  noTable: (editor) => editor.chain().focus().deleteTable().run(),
  undo: (editor) => editor.chain().focus().undo().run(),
};

const pressed: Record<string, (editor: Editor) => boolean> = {
  bold: (editor) => editor.isActive('bold'),
  italic: (editor) => editor.isActive('italic'),
  heading: (editor) => editor.isActive('heading'),
  list: (editor) => editor.isActive('bulletList'),
  numbers: (editor) => editor.isActive('orderedList'),
};

/** @param others what buttons do that are not about the looks of the text */
export function toolbar(bar: HTMLElement, editor: Editor, others: Record<string, () => void>): void {
  const buttons = [...bar.querySelectorAll<HTMLButtonElement>('button[data-act]')];
  const show = () => {
    for (const button of buttons) {
      const isPressed = pressed[button.dataset.act ?? ''];
      if (isPressed) button.setAttribute('aria-pressed', String(isPressed(editor)));
      button.disabled = !editor.isEditable;
    }
    const tools = bar.querySelector<HTMLElement>('[data-in-table]');
    if (tools) tools.hidden = !editor.isActive('table');
  };
  bar.addEventListener('click', (event) => {
    const act = (event.target as Element).closest<HTMLElement>('[data-act]')?.dataset.act ?? '';
    if (others[act]) others[act]();
    else acts[act]?.(editor);
  });
  bar.addEventListener('keydown', (event) => move(event, buttons));
  buttons.forEach((button, at) => (button.tabIndex = at === 0 ? 0 : -1));
  editor.on('transaction', show);
  editor.on('update', show);
  show();
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

function move(event: KeyboardEvent, all: HTMLButtonElement[]) {
  const step = steps[event.key];
  if (!step) return;
  const buttons = all.filter((button) => button.offsetParent !== null);
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const next = buttons[(at + step + buttons.length) % buttons.length];
  event.preventDefault();
  for (const button of all) button.tabIndex = button === next ? 0 : -1;
  next?.focus();
}
