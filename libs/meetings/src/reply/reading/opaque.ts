/** One element of ASN.1 in its basic encoding (X.690). */
interface Element {
  tag: number;
  start: number;
  /** where its content ends */
  end: number;
  /** where the next element begins */
  next: number;
}

const SEQUENCE = 0x30;
const OCTETS = 0x04;
const OCTETS_IN_PIECES = 0x24;
const CONTENT = 0xa0;
const MAX_DEPTH = 12;
const MAX_ELEMENTS = 20_000;

/**
 * The message inside an opaque signature (S/MIME, CMS SignedData). The signature itself is not checked: whom to believe is
 * decided by the mail's sender, as for every other answer.
 * @returns null when there is no message in it that can be taken out
 */
export function openSigned(octets: Buffer): Buffer | null {
  try {
    return contentOf(octets);
  } catch {
    return null;
  }
}

function contentOf(octets: Buffer): Buffer | null {
  const reader = new Reader(octets);
  const [, explicit] = reader.children(reader.only(SEQUENCE));
  const signed = reader.children(reader.children(explicit!)[0]!);
  const holder = signed.find(({ tag }) => tag === SEQUENCE);
  const content = reader.children(holder!).find(({ tag }) => tag === CONTENT);
  return content ? Buffer.concat(reader.pieces(reader.children(content)[0]!)) : null;
}

class Reader {
  private read = 0;

  constructor(private readonly octets: Buffer) {}

  only(tag: number): Element {
    const element = this.at(0, this.octets.length, 0);
    if (element.tag !== tag) throw new SyntaxError('another element');
    return element;
  }

  children({ start, end }: Element): Element[] {
    return this.list(start, end, 0).elements;
  }

  /** The octets of a string, also of one that is written in pieces. */
  pieces(element: Element, depth = 0): Buffer[] {
    if (element.tag === OCTETS) return [this.octets.subarray(element.start, element.end)];
    if (element.tag !== OCTETS_IN_PIECES || depth > MAX_DEPTH) throw new SyntaxError('no octets');
    return this.children(element).flatMap((piece) => this.pieces(piece, depth + 1));
  }

  private at(position: number, limit: number, depth: number): Element {
    if ((this.read += 1) > MAX_ELEMENTS || depth > MAX_DEPTH) throw new RangeError('too much');
    const tag = this.octets.readUInt8(position);
    const first = this.octets.readUInt8(position + 1);
    const start = position + 2 + (first > 0x80 ? first - 0x80 : 0);
    if (first === 0x80) {
      const { end } = this.list(start, limit, depth + 1);
      return { tag, start, end, next: end + 2 };
    }
    const length = first < 0x80 ? first : this.octets.readUIntBE(position + 2, first - 0x80);
    if (start + length > limit) throw new RangeError('cut off');
    return { tag, start, end: start + length, next: start + length };
  }

  /** Elements up to a limit, or to the two zeros that end an unknown length. */
  private list(start: number, limit: number, depth: number): { elements: Element[]; end: number } {
    const elements: Element[] = [];
    let position = start;
    while (position < limit && this.octets.readUInt16BE(position) !== 0) {
      const element = this.at(position, limit, depth);
      elements.push(element);
      position = element.next;
    }
    return { elements, end: position };
  }
}
