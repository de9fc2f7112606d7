import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { kindOf, Openings } from '@samrad/library';
import { type MeetingRow, referenceOf, whenText } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Conflict, found } from '@samrad/platform/errors';
import { FileStore, zipOf } from '@samrad/platform/files';
import { known, Office, type Paper, plain, type PaperTable } from '@samrad/platform/office';
import { PdfJoiner } from '@samrad/platform/pdf';
import { download, formatDay, Views, type Answer } from '@samrad/platform/views';
import { Env } from '../../../../config/env.js';
import { DocumentFinder } from '@samrad/library';
import { BookChapters, type Contents } from './book-chapters.js';
import { beginnings, zipNames } from './book.rules.js';

interface Part {
  title: string;
  item: string | null;
  kind: string;
  content: Buffer;
  /** Null: stands in the list of contents only. */
  pages: number | null;
  fault: string | null;
}

/** The meeting book as one PDF and as ZIP. */
@Injectable()
export class BookFile {
  constructor(
    private readonly chapters: BookChapters,
    private readonly documents: DocumentFinder,
    private readonly files: FileStore,
    private readonly openings: Openings,
    private readonly office: Office,
    private readonly joiner: PdfJoiner,
    private readonly clock: Clock,
    private readonly env: Env,
    private readonly views: Views,
  ) {}

  /**
   * Contents with page numbers, the agenda, and every paper that is a PDF; the others are named in the contents.
   * @throws NotFound when there is nothing for the reader, Conflict when it is too large, Unavailable without a typesetter
   */
  async pdf(ctx: Ctx, meeting: MeetingRow): Promise<Answer> {
    const contents = await this.contents(ctx, meeting);
    const parts = await this.measured(await this.parts(ctx, contents));
    const front = await this.front(ctx, meeting, parts);
    const joined = parts.filter(({ pages }) => pages !== null);
    const title = this.title(ctx, meeting);
    const pdf = await this.joiner.join({
      title,
      language: ctx.lang,
      pattern: this.say(ctx, 'pages', { page: '{page}', pages: '{pages}' }),
      parts: [{ title: this.say(ctx, 'contents'), content: front }, ...joined],
    });
    await this.note(ctx, contents);
    return download(pdf, `${title}.pdf`, 'application/pdf');
  }

  /** Every paper as it was uploaded, and the agenda as PDF. @throws as `pdf` */
  async zip(ctx: Ctx, meeting: MeetingRow): Promise<Answer> {
    const contents = await this.contents(ctx, meeting);
    const parts = await this.parts(ctx, contents);
    const agenda = contents.agenda ? [{ title: contents.agenda.name, filename: 'agenda.pdf' }] : [];
    const names = zipNames([...agenda, ...contents.papers]);
    const zip = zipOf(Object.fromEntries(parts.map(({ content }, at) => [names[at]!, content])));
    await this.note(ctx, contents);
    return download(zip, `${this.title(ctx, meeting)}.zip`, 'application/zip');
  }

  private async contents(ctx: Ctx, meeting: MeetingRow): Promise<Contents> {
    const contents = await this.chapters.of(ctx, meeting);
    found(contents.agenda ?? contents.papers.at(0));
    if (contents.isTooLarge) throw new Conflict('filing.book.refused.tooLarge');
    return contents;
  }

  private async parts(ctx: Ctx, { agenda, papers }: Contents): Promise<Part[]> {
    const first: Part[] = [];
    if (agenda) {
      const { content } = await this.office.write(agenda.paper, 'pdf');
      first.push({ title: agenda.paper.title, item: null, kind: 'PDF', content, pages: null, fault: null });
    }
    const rows = await this.documents.some(
      ctx.actor,
      papers.map(({ id }) => id),
    );
    const rest = await Promise.all(
      papers.map(async ({ id, title, item, mediaType }) => {
        const { fileHash } = found(rows.find((row) => row.id === id));
        const content = await buffer(await this.files.open(fileHash));
        return { title, item, kind: kindOf(mediaType), content, pages: null, fault: null };
      }),
    );
    return [...first, ...rest];
  }

  private async measured(parts: Part[]): Promise<Part[]> {
    const pdfs = parts.filter(({ content }) => content.subarray(0, 1024).includes('%PDF-'));
    const results = await this.joiner.measure(pdfs.map(({ content }) => content));
    const resultOf = new Map(pdfs.map((part, at) => [part, results[at]!]));
    return parts.map((part) => {
      const result = resultOf.get(part);
      if (!result) return { ...part, fault: 'other' };
      return 'pages' in result ? { ...part, pages: result.pages } : { ...part, fault: result.fault };
    });
  }

  /** Its own pages shift what follows, so it is set until its length is what it was set with; twice, as a rule. */
  private async front(ctx: Ctx, meeting: MeetingRow, parts: Part[]): Promise<Buffer> {
    let pages = 1;
    for (;;) {
      const { content } = await this.office.write(this.paper(ctx, meeting, { parts, pages }), 'pdf');
      const [result] = await this.joiner.measure([content]);
      const length = result && 'pages' in result ? result.pages : pages;
      if (length <= pages) return content;
      pages = length;
    }
  }

  private paper(ctx: Ctx, meeting: MeetingRow, { parts, pages }: { parts: Part[]; pages: number }): Paper {
    const { day, time } = whenText(ctx.lang, meeting);
    const title = this.title(ctx, meeting);
    return {
      language: ctx.lang,
      title,
      publisher: this.env.ownerName(ctx.lang),
      subtitle: referenceOf(meeting),
      status: this.say(ctx, 'asOf', { day: formatDay(this.clock.today(), ctx.lang) }),
      footer: title,
      pages: this.say(ctx, 'pages', { page: '{page}', pages: '{pages}' }),
      facts: known([
        { label: this.say(ctx, 'when'), value: `${day}, ${time}` },
        { label: this.say(ctx, 'where'), value: meeting.place },
      ]),
      blocks: [{ kind: 'section', text: this.say(ctx, 'contents') }, this.table(ctx, parts, pages)],
    };
  }

  private table(ctx: Ctx, parts: Part[], front: number): PaperTable {
    const begins = beginnings(
      front,
      parts.map(({ pages }) => pages ?? 0),
    );
    return {
      kind: 'grid',
      columns: [
        { head: this.say(ctx, 'item'), width: null },
        { head: this.say(ctx, 'paper'), width: 1 },
        { head: this.say(ctx, 'page'), width: null },
      ],
      rows: parts.map(({ title, item, kind, pages, fault }, at) => ({
        cells: [
          plain(item),
          {
            lines: [
              { text: title, weight: 'strong' },
              ...(fault ? [{ text: this.say(ctx, `fault.${fault}`, { kind }), weight: 'small' as const }] : []),
            ],
          },
          plain(pages === null ? '–' : String(begins[at])),
        ],
      })),
    };
  }

  private note({ actor }: Ctx, { papers }: Contents): Promise<void> {
    return this.openings.note(
      actor,
      papers.map(({ id }) => id),
    );
  }

  private title(ctx: Ctx, { title }: MeetingRow): string {
    return this.say(ctx, 'titleOf', { title });
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `filing.book.${key}`, params);
  }
}
