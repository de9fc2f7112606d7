import type { Readable } from 'node:stream';
import * as yauzl from 'yauzl';
import { type SheetLimits, SheetRefused } from './sheet.js';

/** The files inside a workbook, checked before anything is unpacked. Only those that are asked for are unpacked. */
export class Package {
  /** Bytes unpacked so far. */
  private inflated = 0;

  private constructor(
    private readonly zip: yauzl.ZipFile,
    private readonly entries: ReadonlyMap<string, yauzl.Entry>,
    private readonly limits: SheetLimits,
  ) {}

  /**
   * Reads the directory of the archive: number of files, names, declared sizes and packing ratios.
   * @throws SheetRefused
   */
  static async open(content: Buffer, limits: SheetLimits): Promise<Package> {
    const zip = await opened(content);
    if (zip.entryCount > limits.maxEntries) throw new SheetRefused('tooManyEntries', { max: limits.maxEntries });
    const entries = new Map<string, yauzl.Entry>();
    const packed = { size: 0, room: content.length };
    let declared = 0;
    for await (const entry of entriesOf(zip)) {
      declared += entry.uncompressedSize;
      packed.size += entry.compressedSize;
      checkSize(entry, declared, limits);
      checkName(entry, entries);
      entries.set(entry.fileName.toLowerCase(), entry);
    }
    // More packed bytes than the file has: entries overlap, which only a bomb does.
    if (packed.size > packed.room) throw new SheetRefused('unsafe');
    return new Package(zip, entries, limits);
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /**
   * The unpacked text of one file, piece by piece. A file that is larger than it declared is cut off with a refusal.
   * @throws SheetRefused
   */
  async *text(name: string): AsyncGenerator<string> {
    const entry = this.entries.get(name.toLowerCase());
    if (!entry) throw new SheetRefused('notWorkbook');
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const damaged = () => new SheetRefused('damaged');
    const stream = await this.stream(entry);
    try {
      for await (const piece of stream as AsyncIterable<Buffer>) {
        this.inflated += piece.length;
        if (this.inflated > this.limits.maxInflated) throw inflatesTooMuch(this.limits);
        yield decoder.decode(piece, { stream: true });
      }
      yield decoder.decode();
    } catch (error) {
      throw error instanceof SheetRefused ? error : damaged();
    } finally {
      stream.destroy();
    }
  }

  private stream(entry: yauzl.Entry): Promise<Readable> {
    return new Promise((resolve, reject) => {
      this.zip.openReadStream(entry, (error, stream) => {
        if (error) reject(new SheetRefused('damaged'));
        else resolve(stream);
      });
    });
  }
}

function opened(content: Buffer): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(content, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true }, (error, zip) => {
      if (error) reject(new SheetRefused('damaged'));
      else resolve(zip);
    });
  });
}

async function* entriesOf(zip: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  for (;;) {
    const entry = await nextEntry(zip);
    if (!entry) return;
    yield entry;
  }
}

function nextEntry(zip: yauzl.ZipFile): Promise<yauzl.Entry | undefined> {
  return new Promise((resolve, reject) => {
    const answer = (settle: () => void) => {
      zip.removeAllListeners();
      settle();
    };
    zip.on('entry', (entry: yauzl.Entry) => answer(() => resolve(entry)));
    zip.on('end', () => answer(() => resolve(undefined)));
    zip.on('error', (error: Error) =>
      answer(() => reject(new SheetRefused(/file ?name|path/i.test(error.message) ? 'unsafe' : 'damaged'))),
    );
    zip.readEntry();
  });
}

const ENCRYPTED = 1;
/** Small files may pack well; a bomb needs size. */
const RATIO_COUNTS_FROM = 1_000_000;

function checkSize(entry: yauzl.Entry, declared: number, limits: SheetLimits) {
  if (entry.generalPurposeBitFlag & ENCRYPTED) throw new SheetRefused('encrypted');
  if (declared > limits.maxInflated) throw inflatesTooMuch(limits);
  const ratio = entry.uncompressedSize / Math.max(entry.compressedSize, 1);
  if (entry.uncompressedSize > RATIO_COUNTS_FROM && ratio > limits.maxRatio) {
    throw new SheetRefused('packedTooTight', { times: limits.maxRatio });
  }
}

function checkName(entry: yauzl.Entry, known: ReadonlyMap<string, unknown>) {
  const name = entry.fileName;
  if (known.has(name.toLowerCase()) || /[\u0000-\u001f\u007f]/.test(name) || name.split('/').includes('..')) {
    throw new SheetRefused('unsafe');
  }
}

const inflatesTooMuch = (limits: SheetLimits) =>
  new SheetRefused('inflatesTooMuch', { megabytes: Math.round(limits.maxInflated / 1_000_000) });
