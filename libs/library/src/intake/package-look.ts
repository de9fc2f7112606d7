import type { Readable } from 'node:stream';
import * as yauzl from 'yauzl';
import { FileRefused } from './refusal.js';

/** Limits of what is inside a packed office file. */
export const packageLimits = {
  mostEntries: 5_000,
  /** Bytes of all files inside, as they declare themselves. */
  mostDeclared: 300_000_000,
  /** How many times smaller than its content a file over a megabyte may be packed. */
  mostRatio: 200,
  /** Bytes of XML that are really unpacked. */
  mostInflated: 150_000_000,
};
const ratioCountsFrom = 1_000_000;
const encryptedFlag = 1;

const macros =
  /(^|\/)vba(project\.bin|data\.xml)$|^xl\/macrosheets\/.|\.(docm|dotm|xlsm|xltm|xlsb|xlam|pptm|potm|ppsm)$|^(basic|scripts)\/.*[^/]$/i;
/** Controls that run when the file is opened. */
const controls = /(^|\/)activeX\/./i;
/** Kinds of content that are macros, whatever the file inside is called. */
const macroContent = /macroEnabled|ms-(office\.(vbaProject|activeX)|word\.vbaData)/i;
/** A template that Word would fetch from elsewhere when the file is opened. */
const relationship = /<(?:\w+:)?Relationship\s[^>]*>/gi;
const foreignTemplate = /attachedTemplate/i;
const isElsewhere = /TargetMode\s*=\s*["']External/i;
const isXml = (name: string) => /\.(xml|rels|rdf|vml)$/i.test(name);

/** What the main part of a kind of file is called, and the words that its list of contents must have. */
const mainPart: Record<string, RegExp> = {
  docx: /^word\/document\d*\.xml$/i,
  xlsx: /^xl\/workbook\d*\.xml$/i,
  pptx: /^ppt\/presentation\d*\.xml$/i,
  odt: /^content\.xml$/,
  ods: /^content\.xml$/,
  odp: /^content\.xml$/,
};

/**
 * Looks into an office file before it is kept: directory first, then each piece of XML, within limits. Nothing of it is
 * interpreted.
 * @param extension `docx`. @throws FileRefused
 */
export async function lookIntoPackage(content: Buffer, extension: string, mediaType: string): Promise<void> {
  const zip = await opened(content);
  const entries = await listed(zip);
  refuseMacros(entries);
  if (!entries.some(({ fileName }) => mainPart[extension]!.test(fileName))) throw new FileRefused('mismatch');
  const watch = { inflated: 0 };
  for (const entry of entries) {
    const text = isXml(entry.fileName) || entry.fileName === 'mimetype' ? await scanned(zip, entry, watch) : '';
    refuseContent(entry.fileName, text, mediaType);
  }
}

function refuseMacros(entries: yauzl.Entry[]): void {
  if (entries.some(({ fileName }) => macros.test(fileName))) throw new FileRefused('macros');
  if (entries.some(({ fileName }) => controls.test(fileName))) throw new FileRefused('active');
}

/** @param head the beginning of the file inside, or all of it when it is short */
function refuseContent(name: string, head: string, mediaType: string): void {
  const refusal = activeIn(name, head);
  if (refusal) throw new FileRefused(refusal);
  if (name === 'META-INF/manifest.xml' && /encryption-data/.test(head)) throw new FileRefused('password');
  if (name === 'mimetype' && head.trim() !== mediaType) throw new FileRefused('mismatch');
}

/** What the lists of contents and relations tell of what would run, or be fetched. */
function activeIn(name: string, head: string): 'macros' | 'template' | null {
  if (/content_types\]\.xml$/i.test(name) && macroContent.test(plain(head))) return 'macros';
  return /\.rels$/i.test(name) && hasForeignTemplate(plain(head)) ? 'template' : null;
}

const hasForeignTemplate = (text: string): boolean =>
  (text.match(relationship) ?? []).some((one) => foreignTemplate.test(one) && isElsewhere.test(one));

/** Signs may be written as numbers: `&#86;baProject`. */
const plain = (text: string): string =>
  text
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/&#(\d{1,7});/g, (_, code: string) => String.fromCharCode(Number(code)));

/** Unpacks one piece of XML, looks for document types and entities in whatever encoding, and keeps its beginning. */
async function scanned(zip: yauzl.ZipFile, entry: yauzl.Entry, watch: { inflated: number }): Promise<string> {
  const stream = await streamOf(zip, entry);
  let [head, tail] = ['', ''];
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      watch.inflated += piece.length;
      if (watch.inflated > packageLimits.mostInflated) throw new FileRefused('bomb');
      const text = tail + piece.toString('latin1').replaceAll('\0', '');
      if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new FileRefused('externalEntities');
      if (head.length < mostKept(entry)) head += text.slice(tail.length);
      tail = text.slice(-12);
    }
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused('damaged');
  } finally {
    stream.destroy();
  }
  return head;
}

/** Lists of contents and relations are looked at as a whole. */
const mostKept = ({ fileName }: yauzl.Entry): number =>
  /\.rels$|content_types\]\.xml$/i.test(fileName) ? 20_000_000 : 200_000;

function streamOf(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(new FileRefused('damaged')) : resolve(stream)));
  });
}

function opened(content: Buffer): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };
    yauzl.fromBuffer(content, options, (error, zip) => (error ? reject(new FileRefused('damaged')) : resolve(zip)));
  });
}

/** The directory. @throws FileRefused for what declares too much, is locked, or overlaps */
function listed(zip: yauzl.ZipFile): Promise<yauzl.Entry[]> {
  if (zip.entryCount > packageLimits.mostEntries) throw new FileRefused('bomb');
  return new Promise((resolve, reject) => {
    const entries: yauzl.Entry[] = [];
    const sum = { declared: 0, packed: 0 };
    zip.on('error', () => reject(new FileRefused('damaged')));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: yauzl.Entry) => {
      const refusal = refusalOf(entry, sum, zip.fileSize);
      if (refusal) return reject(new FileRefused(refusal));
      entries.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function refusalOf(entry: yauzl.Entry, sum: { declared: number; packed: number }, fileSize: number) {
  const { compressedSize, uncompressedSize } = entry;
  sum.declared += uncompressedSize;
  sum.packed += compressedSize;
  const isBig = uncompressedSize > ratioCountsFrom;
  const ratio = uncompressedSize / Math.max(compressedSize, 1);
  if (entry.generalPurposeBitFlag & encryptedFlag) return 'password';
  // More packed bytes than the file has: entries overlap, which only a bomb does.
  const isBomb = sum.declared > packageLimits.mostDeclared || sum.packed > fileSize;
  return isBomb || (isBig && ratio > packageLimits.mostRatio) ? 'bomb' : null;
}
