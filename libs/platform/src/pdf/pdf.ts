import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Unavailable } from '@samrad/platform/errors';
import { type PdfStandard, Typesetter } from './typesetter.js';
import { fontFolders, typstBinary } from './typst.js';

/** What a PDF says about itself. */
export interface PdfOptions {
  /** ISO 639-1: read aloud and hyphenated in this language. */
  language: 'nb' | 'nn' | 'en';
  /** Shown by readers in the window's title, and as the title of the first page. */
  title: string;
  /** PDF/UA-1 for reading; PDF/A-2a for filing, which is tagged too. One file can claim only one of them. */
  standard?: PdfStandard;
  /** PNG pictures that the template shows, by file name. */
  pictures?: Record<string, Buffer>;
}

const libs = new URL('../../../', import.meta.url);
const base = new URL('./views/base.typ', import.meta.url);
const keptOrders = 16;
const longWord = /\S{28}/;
const otherLetter =
  /[\p{L}\p{M}](?<![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Inherited}\p{Script=Common}])/u;
const unprintable = /(?![\n\t])[\p{Cc}\p{Surrogate}]/gu;

/** Turns data into tagged PDF files (PDF/UA-1, or PDF/A-2a) with typst templates; what people wrote is data, never markup. */
@Injectable()
export class Pdf implements OnModuleDestroy {
  private typesetter: Typesetter | null = null;
  private readonly sources = new Map<string, Promise<string>>();
  /** The newest orders by what they say: the same file asked for by many is set once. */
  private readonly recent = new Map<string, Promise<Buffer>>();

  /** Whether PDFs can be made on this machine; if not, pages offer printing instead. */
  get available(): boolean {
    return this.binary !== null;
  }

  /**
   * @param template `meetings/minutes/minutes` is libs/meetings/src/minutes/views/minutes.typ
   * @param data plain JSON, in the shape the template documents; it finds it as `input.data`
   * @returns the file
   * @throws Unavailable when there is no typesetter for this machine, or it took longer than half a minute
   */
  async render(template: string, data: object, options: PdfOptions): Promise<Buffer> {
    const [main, shared] = await Promise.all([this.source(templateFile(template)), this.source(base)]);
    const files = { 'main.typ': main, 'base.typ': shared, 'data.json': inputOf(data, options), ...options.pictures };
    return this.once(files, options.standard ?? 'ua-1');
  }

  private once(files: Record<string, string | Buffer>, standard: PdfStandard): Promise<Buffer> {
    const key = keyOf(files, standard);
    const known = this.recent.get(key);
    if (known) return known;
    const made = this.started()
      .typeset(files, standard)
      .then(({ pdf }) => Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength));
    this.recent.set(key, made);
    made.catch(() => this.recent.delete(key));
    if (this.recent.size > keptOrders) this.recent.delete(this.recent.keys().next().value!);
    return made;
  }

  onModuleDestroy(): void {
    this.typesetter?.stop();
  }

  protected get binary(): string | null {
    return typstBinary();
  }

  private started(): Typesetter {
    const { binary } = this;
    if (binary === null) throw new Unavailable('platform.pdf.unavailable');
    this.typesetter ??= new Typesetter({ binary, fontFolders: fontFolders() });
    return this.typesetter;
  }

  private source(file: URL): Promise<string> {
    const known = this.sources.get(file.href) ?? readFile(file, 'utf8');
    this.sources.set(file.href, known);
    return known;
  }
}

function keyOf(files: Record<string, string | Buffer>, standard: PdfStandard): string {
  const hash = createHash('sha256').update(standard);
  for (const [name, content] of Object.entries(files)) hash.update(`\0${name}\0${content.length}\0`).update(content);
  return hash.digest('base64');
}

function templateFile(template: string): URL {
  const [, context, noun, name] = /^([a-z]+)\/([a-z-]+)\/([a-z-]+)$/.exec(template) ?? [];
  if (!name) throw new Error(`not a PDF template: ${template}`);
  return new URL(`${context}/src/${noun}/views/${name}.typ`, libs);
}

/**
 * What the templates read. Control characters and halves of characters cannot be typeset. To look at every word while it
 * is set is dear: the templates do it only where there is a word too long for a line, or a letter of another script.
 */
function inputOf(data: object, { title, language }: PdfOptions): string {
  const seen = { hasLongWords: false, hasOtherLetters: false };
  const content = JSON.stringify({ title, language, data }, (_key, value: unknown) => {
    if (typeof value !== 'string') return value;
    seen.hasLongWords ||= longWord.test(value);
    seen.hasOtherLetters ||= otherLetter.test(value);
    return value.replace(unprintable, '');
  });
  return `${JSON.stringify(seen).slice(0, -1)},${content.slice(1)}`;
}
