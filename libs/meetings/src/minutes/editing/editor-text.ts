import { fromMarkdown, isEmpty, parseRichText, type RichText, toHtml, toMarkdown } from '@samrad/platform/richtext';
import type { FormState } from '@samrad/platform/views';
import type { SectionRow } from '../minutes.finder.js';

/** A decision or action as the editor shows it at its place. */
export interface EditorRecord {
  kind: 'decision' | 'action';
  id: string;
  /** `Decision 2/26` */
  label: string;
  text: string;
}

/** What was typed, as text for the form without script and as rich text for the editor. */
export function typedIn(form: FormState): { text: string; content: string | null } {
  const content = contentOf(form.values);
  return {
    text: content ? toMarkdown(content) : textOf(form.values.text),
    content: content && JSON.stringify(content),
  };
}

/** What the editor sent, or what the text stands for; null when it is more than can be kept. */
function contentOf({ text, content }: Record<string, unknown>): RichText | null {
  try {
    return typeof content === 'string' ? parseRichText(content) : fromMarkdown(textOf(text));
  } catch {
    return null;
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Both texts of a stale save, to be read side by side, and the saved one to go on with. */
export function bothTexts(section: SectionRow, yours: unknown, records: EditorRecord[]) {
  const record = ({ id }: { id: string }) => {
    const one = records.find((known) => known.id === id);
    return one ? `${one.label}: ${one.text}` : null;
  };
  const shown = (text: RichText) => (isEmpty(text) ? '' : toHtml(text, { shift: 2, record }));
  const own = textOf((yours as { text?: unknown } | undefined)?.text);
  return {
    version: section.version,
    theirs: { text: toMarkdown(section.content), html: shown(section.content), content: section.content },
    yours: { text: own, html: shown(fromMarkdown(own)) },
  };
}
