const REFUSED = /^(utf-?7|unicode-1-1-utf-7|x-user-defined|replacement)$/i;

/**
 * The text of a calendar part: byte order mark away, folded lines joined as octets (a character may have been cut in two),
 * then the character set. What claims one set and is valid UTF-8 is taken for UTF-8.
 */
export function decodeCalendar(octets: Buffer, charset: string | null): string {
  if (isUtf16(octets, charset)) return unfoldText(new TextDecoder(utf16Label(octets, charset)).decode(octets));
  const unfolded = unfold(withoutMark(octets));
  return asUtf8(unfolded) ?? decodeAs(unfolded, charset);
}

/** Removes CRLF (or a bare LF) together with the blank or tab after it. */
export function unfold(octets: Buffer): Buffer {
  const out = Buffer.allocUnsafe(octets.length);
  let length = 0;
  for (let at = 0; at < octets.length; at += 1) {
    const skip = foldAt(octets, at);
    if (skip > 0) at += skip - 1;
    else out[length++] = octets[at];
  }
  return out.subarray(0, length);
}

function foldAt(octets: Buffer, at: number): number {
  const crlf = octets[at] === 0x0d && octets[at + 1] === 0x0a;
  if (!crlf && octets[at] !== 0x0a) return 0;
  const next = octets[at + (crlf ? 2 : 1)];
  if (next !== 0x20 && next !== 0x09) return 0;
  return crlf ? 3 : 2;
}

function unfoldText(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r?\n[ \t]/g, '');
}

function withoutMark(octets: Buffer): Buffer {
  return octets[0] === 0xef && octets[1] === 0xbb && octets[2] === 0xbf ? octets.subarray(3) : octets;
}

function isUtf16(octets: Buffer, charset: string | null): boolean {
  const mark = octets.length > 1 ? octets.readUInt16BE(0) : 0;
  if (mark === 0xfffe || mark === 0xfeff) return true;
  return /^utf-?16/i.test(charset ?? '') && octets.includes(0);
}

function utf16Label(octets: Buffer, charset: string | null): string {
  if (octets[0] === 0xfe) return 'utf-16be';
  if (octets[0] === 0xff) return 'utf-16le';
  return /be$/i.test(charset ?? '') || octets[0] === 0 ? 'utf-16be' : 'utf-16le';
}

function asUtf8(octets: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    return null;
  }
}

function decodeAs(octets: Buffer, charset: string | null): string {
  const label =
    charset && !REFUSED.test(charset) && !/^(utf-?8|us-ascii|ascii)$/i.test(charset) ? charset : 'windows-1252';
  try {
    return new TextDecoder(label).decode(octets);
  } catch {
    return new TextDecoder('windows-1252').decode(octets);
  }
}
