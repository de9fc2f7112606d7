import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { DocumentFinder, isMeant, kindOf, Openings, RestrictedReading } from '@samrad/library';
import type { MeetingRow } from '@samrad/meetings';
import type { Ctx, RequestWithCtx } from '@samrad/platform/auth';
import { Conflict, found } from '@samrad/platform/errors';
import { FileStore, zipOf } from '@samrad/platform/files';
import { Office, type Paper, type PaperBlock, type PaperCell, plain, type PaperTable } from '@samrad/platform/office';
import { PdfJoiner } from '@samrad/platform/pdf';
import { Answer, download, Views } from '@samrad/platform/views';
import { PaperWords } from '../paper/paper-words.js';
import { BookChapters, type Contents } from './book-chapters.js';
import { TypesetPapers, type TypesetResult } from './typeset-papers.js';
import { beginnings, zipNames, type BookFormat } from './book.rules.js';

interface Part {
  /** Of the document; null for the agenda. */
  id: string | null;
  title: string;
  item: string | null;
  filename: string;
  mediaType: string;
  content: Buffer;
}

/** `fault`: why it stands in the list of contents only; null: it is joined. `isSet`: its pages were set by us. */
type Measured = Part & { pages: number; fault: string | null; isSet: boolean };

interface Order {
  format: BookFormat;
  title: string;
  contents: Contents;
  parts: Part[];
}

interface Made {
  content: Buffer;
  /** Documents that are in it. */
  held: Set<string | null>;
}

const pdf = 'application/pdf';
const mediaTypes: Record<BookFormat, string> = { pdf, zip: 'application/zip' };

const idsOf = (parts: Part[]) => new Set(parts.map(({ id }) => id));

/** The meeting book as one PDF and as ZIP. */
@Injectable()
export class BookFile {
  constructor(
    private readonly chapters: BookChapters,
    private readonly documents: DocumentFinder,
    private readonly files: FileStore,
    private readonly openings: Openings,
    private readonly restricted: RestrictedReading,
    private readonly office: Office,
    private readonly typeset: TypesetPapers,
    private readonly joiner: PdfJoiner,
    private readonly words: PaperWords,
    private readonly views: Views,
  ) {}

  /**
   * Who takes it has opened every paper that the file holds. Nobody makes a book for a look at its headers.
   * @throws NotFound when there is nothing for the reader, Conflict when it is too large, Unavailable without a typesetter
   */
  async answer(ctx: Ctx, meeting: MeetingRow, { format, request }: { format: BookFormat; request: RequestWithCtx }) {
    if (!isMeant(request)) return new Answer(undefined, 204, {});
    const contents = await this.contents(ctx, meeting);
    const parts = await this.parts(ctx, contents, format);
    const title = this.say(ctx, 'titleOf', { title: meeting.title });
    const { content, held } = await this.made(ctx, meeting, { format, title, contents, parts });
    const papers = contents.papers.filter(({ id }) => held.has(id));
    await this.restricted.note(ctx.actor, papers);
    await this.openings.note(
      ctx.actor,
      papers.map(({ id }) => id),
    );
    return download(content, `${title}.${format}`, mediaTypes[format]);
  }

  private async made(ctx: Ctx, meeting: MeetingRow, order: Order): Promise<Made> {
    const { format, title, contents, parts } = order;
    if (format === 'zip') return { content: zipped(contents, parts), held: idsOf(parts) };
    const measured = await this.measured(ctx, meeting, parts);
    const content = await this.pdf(ctx, meeting, { title, parts: measured });
    return { content, held: idsOf(measured.filter(({ fault }) => fault === null)) };
  }

  private async contents(ctx: Ctx, meeting: MeetingRow): Promise<Contents> {
    const contents = await this.chapters.of(ctx, meeting);
    found(contents.agenda ?? contents.papers.at(0));
    if (contents.isTooLarge) throw new Conflict('filing.book.refused.tooLarge');
    return contents;
  }

  /** The agenda as PDF, then every paper as it was uploaded. In one PDF the pages are counted through. */
  private async parts(ctx: Ctx, { agenda, papers }: Contents, format: BookFormat): Promise<Part[]> {
    const ids = papers.map(({ id }) => id);
    const rows = await this.documents.some(ctx.actor, ids);
    const hashOf = new Map(rows.map(({ id, fileHash }) => [id, fileHash]));
    const uploaded = papers.map(async ({ id, title, item, filename, mediaType }) => {
      const content = await buffer(await this.files.open(found(hashOf.get(id))));
      return { id, title, item, filename, mediaType, content };
    });
    const first = agenda && (format === 'pdf' ? { ...agenda.paper, pages: '' } : agenda.paper);
    return [...(first ? [await this.agenda(first)] : []), ...(await Promise.all(uploaded))];
  }

  private async agenda(paper: Paper): Promise<Part> {
    const { content, mediaType } = await this.office.write(paper, 'pdf');
    return { id: null, title: paper.title, item: null, filename: 'agenda.pdf', mediaType, content };
  }

  /** Contents with page numbers, the agenda, and every paper that has pages; the others are named in the contents. */
  private async pdf(ctx: Ctx, meeting: MeetingRow, { title, parts }: { title: string; parts: Measured[] }) {
    const front = await this.front(ctx, meeting, { title, parts });
    return this.joiner.join({
      title,
      language: ctx.lang,
      pattern: this.say(ctx, 'pages', { page: '{page}', pages: '{pages}' }),
      parts: [{ title: this.say(ctx, 'contents'), content: front }, ...parts.filter(({ fault }) => fault === null)],
    });
  }

  private async measured(ctx: Ctx, meeting: MeetingRow, parts: Part[]): Promise<Measured[]> {
    const originals = parts.filter(({ mediaType }) => mediaType !== pdf);
    const set = new Map<Part, TypesetResult>();
    const typeset = await this.typeset.all(ctx, meeting, originals);
    originals.forEach((part, at) => set.set(part, typeset[at]!));
    const paged = parts.map((part) => set.get(part) ?? part);
    const contents = paged.flatMap((one) => ('content' in one ? [one.content] : []));
    const results = await this.joiner.measure(contents);
    return parts.map((part, at): Measured => {
      const one = paged[at]!;
      const isSet = set.has(part);
      if ('fault' in one) return { ...part, pages: 0, fault: one.fault, isSet };
      const result = results[contents.indexOf(one.content)]!;
      const pages = 'pages' in result ? result.pages : 0;
      return { ...part, content: one.content, pages, fault: 'fault' in result ? result.fault : null, isSet };
    });
  }

  /** Its own pages shift what follows, so it is set until its length is what it was set with; twice, as a rule. */
  private async front(ctx: Ctx, meeting: MeetingRow, { title, parts }: { title: string; parts: Measured[] }) {
    let pages = 1;
    for (;;) {
      const heading = { kind: 'section' as const, text: this.say(ctx, 'contents') };
      const blocks = [heading, ...this.outside(ctx, parts), this.table(ctx, parts, pages)];
      const paper = { ...this.words.paper(ctx.lang, meeting, { title, blocks }), pages: '' };
      const { content } = await this.office.write(paper, 'pdf');
      const [result] = await this.joiner.measure([content]);
      const length = result && 'pages' in result ? result.pages : pages;
      if (length <= pages) return content;
      pages = length;
    }
  }

  private outside(ctx: Ctx, parts: Measured[]): PaperBlock[] {
    const count = parts.filter(({ fault }) => fault !== null).length;
    return count ? [{ kind: 'note', text: this.say(ctx, 'outside', { count }) }] : [];
  }

  private table(ctx: Ctx, parts: Measured[], front: number): PaperTable {
    const begins = beginnings(
      front,
      parts.map(({ pages }) => pages),
    );
    const head = (key: string, width: number | null) => ({ head: this.say(ctx, key), width });
    return {
      kind: 'grid',
      columns: [head('item', null), head('paper', 1), head('page', null)],
      rows: parts.map((part, at) => ({
        cells: [plain(part.item), this.cell(ctx, part), plain(part.fault === null ? String(begins[at]) : '–')],
      })),
    };
  }

  private cell(ctx: Ctx, { title, fault, mediaType, isSet }: Measured): PaperCell {
    const name = { text: title, weight: 'strong' as const };
    if (fault === null && !isSet) return { lines: [name] };
    const key = fault === null ? 'setFromShort' : `fault.${fault}`;
    return { lines: [name, { text: this.say(ctx, key, { kind: kindOf(mediaType) }), weight: 'small' }] };
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `filing.book.${key}`, params);
  }
}

function zipped({ agenda, papers }: Contents, parts: Part[]): Buffer {
  const first = agenda ? [{ title: agenda.name, filename: 'agenda.pdf' }] : [];
  const names = zipNames([...first, ...papers]);
  return zipOf(Object.fromEntries(parts.map(({ content }, at) => [names[at]!, content])));
}
