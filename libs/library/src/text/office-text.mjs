import { Parser } from 'htmlparser2';
import yauzl from 'yauzl';

const office = 'application/vnd.openxmlformats-officedocument';

/** Where the text of a kind of file is: parts in order, what ends a paragraph, what holds letters, what is left out. */
const kinds = {
  [`${office}.wordprocessingml.document`]: {
    parts: [/^word\/document\d*\.xml$/i, /^word\/(foot|end)notes\.xml$/i],
    paragraph: ['p'],
    letters: ['t'],
    space: ['tab', 'br', 'cr'],
    without: ['del', 'moveFrom'],
  },
  [`${office}.presentationml.presentation`]: {
    parts: [/^ppt\/slides\/slide\d+\.xml$/i],
    isPaged: true,
    paragraph: ['p'],
    letters: ['t'],
    space: ['br'],
    without: [],
  },
  [`${office}.spreadsheetml.sheet`]: {
    parts: [/^xl\/sharedStrings\.xml$/i],
    paragraph: ['si'],
    letters: ['t'],
    space: [],
    without: ['rPh'],
  },
};
const open = {
  parts: [/^content\.xml$/],
  paragraph: ['p', 'h'],
  letters: null,
  space: ['s', 'tab', 'line-break'],
  without: ['tracked-changes', 'annotation', 'scripts', 'font-face-decls', 'automatic-styles'],
};

class TextRefused extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Paragraphs of an office file; what was deleted under “track changes” and comments stay out.
 * @param {Uint8Array} content
 * @param {string} mediaType
 * @param {{ mostBytes: number }} limits bytes of XML unpacked
 */
export async function officeText(content, mediaType, limits) {
  const kind = kinds[mediaType] ?? (mediaType.includes('opendocument') ? open : null);
  if (!kind) return [];
  const zip = await yauzl.fromBufferPromise(Buffer.from(content), { lazyEntries: true, autoClose: false });
  const entries = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  const blocks = [];
  const watch = { left: limits.mostBytes };
  for (const [index, entry] of partsOf(entries, kind).entries()) {
    await readPart(await zip.openReadStreamPromise(entry), kind, {
      watch,
      add: (text) => blocks.push({ page: kind.isPaged ? index + 1 : null, text }),
    });
  }
  return blocks;
}

const numberIn = ({ fileName }) => Number(/(\d+)\.xml$/.exec(fileName)?.[1] ?? 0);

const partsOf = (entries, { parts }) =>
  parts.flatMap((part) =>
    entries.filter(({ fileName }) => part.test(fileName)).sort((a, b) => numberIn(a) - numberIn(b)),
  );

async function readPart(stream, kind, { watch, add }) {
  const parser = parserFor(kind, add);
  const decoder = new TextDecoder('utf-8');
  for await (const piece of stream) {
    watch.left -= piece.length;
    if (watch.left < 0) throw new TextRefused('tooMuch');
    parser.write(decoder.decode(piece, { stream: true }));
  }
  parser.end();
}

const local = (name) => name.slice(name.indexOf(':') + 1);

function parserFor({ paragraph, letters, space, without }, add) {
  // Paragraphs may stand in paragraphs (text boxes): the outer one goes on afterwards.
  const open = [];
  let [skipped, inLetters] = [0, 0];
  return new Parser(
    {
      onopentag(tag) {
        const name = local(tag);
        if (skipped || without.includes(name)) skipped += 1;
        else if (paragraph.includes(name)) open.push('');
        else if (letters?.includes(name)) inLetters += 1;
        else if (space.includes(name) && open.length) open[open.length - 1] += ' ';
      },
      ontext(text) {
        if (!skipped && open.length && (letters === null || inLetters)) open[open.length - 1] += text;
      },
      onclosetag(tag) {
        const name = local(tag);
        if (skipped) skipped -= 1;
        else if (paragraph.includes(name)) add(open.pop() ?? '');
        else if (letters?.includes(name)) inLetters -= 1;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
}
