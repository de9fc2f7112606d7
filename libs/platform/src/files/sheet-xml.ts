import { Parser } from 'htmlparser2';
import { SheetRefused } from './sheet.js';

/** What a reader of one XML file wants to hear. Names come without namespace prefix. */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const MAX_DEPTH = 64;

/**
 * Reads XML piece by piece. Only the five built-in entities and character references are resolved; a document type
 * (the place where others are declared) is refused, as is XML that stops in the middle.
 * @throws SheetRefused
 */
export async function readXml(pieces: AsyncIterable<string>, listener: XmlListener): Promise<void> {
  const { parser, watch } = feedFor(listener);
  for await (const piece of pieces) parser.write(piece);
  watch.ending = true;
  parser.end();
}

/** The same, stopping after every piece, so that what the listener heard can be taken from it. */
export async function* heardXml(pieces: AsyncIterable<string>, listener: XmlListener): AsyncGenerator<void> {
  const { parser, watch } = feedFor(listener);
  for await (const piece of pieces) {
    parser.write(piece);
    yield;
  }
  watch.ending = true;
  parser.end();
  yield;
}

function feedFor(listener: XmlListener) {
  const watch = { depth: 0, ending: false };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        watch.depth += 1;
        if (watch.depth > MAX_DEPTH) throw new SheetRefused('unsafe');
        listener.open?.(local(name), attributes);
      },
      ontext: (text) => listener.text?.(text),
      onclosetag(name) {
        watch.depth -= 1;
        // Closed by the end of the file, not by its own tag.
        if (watch.ending) throw new SheetRefused('damaged');
        listener.close?.(local(name));
      },
      onprocessinginstruction(name) {
        if (name.toLowerCase().startsWith('!doctype')) throw new SheetRefused('unsafe');
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  return { parser, watch };
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** An attribute by its local name, whatever its prefix. */
export function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  return attributes[name] ?? Object.entries(attributes).find(([key]) => local(key) === name)?.[1];
}
