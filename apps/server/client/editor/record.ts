// The place of a decision or action in the text. What it says is kept elsewhere; taking the place out of the text
// leaves the record, which readers then find below the text.
import { Node } from '@tiptap/core';

export interface RecordShown {
  kind: string;
  id: string;
  /** `Decision 2/26` */
  label: string;
  text: string;
}

export type FindRecord = (kind: string, id: string) => RecordShown | undefined;

/** @param find what the page knows of a record @param gone what stands where it does not know it */
export const recordNode = (find: FindRecord, gone: string) =>
  Node.create({
    name: 'record',
    group: 'record',
    atom: true,
    selectable: true,
    draggable: true,
    addAttributes: () => ({ kind: { default: 'decision' }, id: { default: '' } }),
    parseHTML: () => [
      {
        tag: 'div[data-record-kind][data-record-id]',
        getAttrs: (element) => ({ kind: element.dataset.recordKind, id: element.dataset.recordId }),
      },
    ],
    renderHTML: ({ node }) => [
      'div',
      { 'data-record-kind': node.attrs.kind as string, 'data-record-id': node.attrs.id as string },
    ],
    renderText: ({ node }) => find(node.attrs.kind as string, node.attrs.id as string)?.text ?? '',
    addNodeView:
      () =>
      ({ node }) => ({ dom: callout(node.attrs as { kind: string; id: string }, find, gone) }),
  });

function callout({ kind, id }: { kind: string; id: string }, find: FindRecord, gone: string): HTMLElement {
  const record = find(kind, id);
  const box = document.createElement('div');
  box.className = `callout callout--${kind === 'action' ? 'action' : 'decision'}`;
  box.dataset.recordKind = kind;
  box.dataset.recordId = id;
  box.contentEditable = 'false';
  const head = document.createElement('p');
  head.className = 'callout__title';
  head.textContent = record?.label ?? gone;
  box.append(head);
  if (record) {
    const words = document.createElement('p');
    words.className = 'plain-text';
    words.textContent = record.text;
    box.append(words);
  }
  return box;
}
