/** Short paragraphs (headings, cells, lines) go together up to so many letters; long ones are cut at a space. */
const [enough, most] = [300, 1500];
const controls =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Blocks of a file as passages to be found and shown one by one.
 * @param {Iterable<{ page: number | null, text: string }>} blocks in reading order
 * @param {{ mostPassages: number, mostLetters: number }} limits what is beyond is left out
 * @returns {{ page: number | null, text: string }[]}
 */
export function passagesOf(blocks, { mostPassages, mostLetters }) {
  const passages = [];
  let letters = 0;
  for (const { page, text } of blocks) {
    const plain = cleaned(text);
    letters += plain.length;
    if (letters > mostLetters || passages.length > mostPassages) break;
    for (const piece of piecesOf(plain)) append(passages, page, piece);
  }
  return passages.slice(0, mostPassages);
}

const cleaned = (text) =>
  text
    .replace(controls, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();

/** To the passage before, when that is short and of the same page. */
function append(passages, page, piece) {
  const last = passages.at(-1);
  const goesOn = last?.page === page && last.text.length < enough && last.text.length + piece.length <= most;
  if (goesOn) last.text += `\n${piece}`;
  else passages.push({ page, text: piece });
}

function piecesOf(text) {
  const pieces = [];
  let rest = text;
  while (rest.length > most) {
    const space = rest.lastIndexOf(' ', most);
    const at = space > most / 2 ? space : most;
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at).trim();
  }
  return rest ? [...pieces, rest] : pieces;
}
