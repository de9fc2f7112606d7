import { Injectable } from '@nestjs/common';
import { kindOf, readingLimits, readText } from '@samrad/library';
import type { MeetingRow } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { Unavailable } from '@samrad/platform/errors';
import { readSheet, SheetRefused } from '@samrad/platform/files';
import { Office, type PaperBlock } from '@samrad/platform/office';
import { Views } from '@samrad/platform/views';
import { PaperWords } from '../paper/paper-words.js';
import { fitsPaper, lettersIn, linesOf, mostLetters, sheetTable, textBlocks, wayInto } from './typeset.rules.js';

/** A paper as it was uploaded. */
export interface Original {
  title: string;
  filename: string;
  mediaType: string;
  content: Buffer;
}

/** Why it stays outside. `other`: its kind is not set. `long`: too long or too wide. `mute`: nothing that could be set. */
type Outside = { fault: 'other' | 'long' | 'mute' };

export type TypesetResult = { content: Buffer } | Outside;

type Said = { blocks: PaperBlock[]; letters: number } | Outside;

const milliseconds = 20_000;

/** Papers that are no PDF, set as pages that say what they were set from. */
@Injectable()
export class TypesetPapers {
  constructor(
    private readonly office: Office,
    private readonly words: PaperWords,
    private readonly views: Views,
  ) {}

  /** One after the other, so that a book with many papers leaves the machine to others too. */
  async all(ctx: Ctx, meeting: MeetingRow, originals: readonly Original[]): Promise<TypesetResult[]> {
    const results: TypesetResult[] = [];
    let left = mostLetters;
    for (const original of originals) {
      const said = await saidIn(original);
      if ('fault' in said) results.push(said);
      else if (said.letters > left) results.push({ fault: 'long' });
      else {
        left -= said.letters;
        results.push(await this.set(ctx, meeting, { original, blocks: said.blocks }));
      }
    }
    return results;
  }

  private async set(
    ctx: Ctx,
    meeting: MeetingRow,
    { original, blocks }: { original: Original; blocks: PaperBlock[] },
  ): Promise<TypesetResult> {
    const { title, filename, mediaType } = original;
    const say = (key: string, params?: object) => this.views.i18n.t(ctx.lang, `filing.book.${key}`, { ...params });
    const kind = kindOf(mediaType);
    const note = { kind: 'note' as const, text: say(`setFrom.${wayInto(mediaType)}`, { kind, filename }) };
    const paper = {
      ...this.words.paper(ctx.lang, meeting, { title, blocks: [note, ...blocks] }),
      status: say('setFromShort', { kind }),
      pages: '',
    };
    try {
      return { content: (await this.office.write(paper, 'pdf')).content };
    } catch (error) {
      if (error instanceof Unavailable) return { fault: 'long' };
      throw error;
    }
  }
}

function saidIn(original: Original): Promise<Said> {
  switch (wayInto(original.mediaType)) {
    case 'table':
      return rowsIn(original);
    case 'text':
      return textIn(original);
    default:
      return Promise.resolve({ fault: 'other' });
  }
}

/** Rows that are no table, such as one line alone, are set as text. */
async function rowsIn(original: Original): Promise<Said> {
  try {
    const sheet = await readSheet(original.content, original.filename);
    if (!fitsPaper(sheet)) return { fault: 'long' };
    const cells = [sheet.header, ...sheet.rows.map((row) => row.cells)].flat();
    return { blocks: [sheetTable(sheet)], letters: lettersIn(cells) };
  } catch (error) {
    if (error instanceof SheetRefused) return textIn(original);
    throw error;
  }
}

async function textIn({ content, mediaType }: Original): Promise<Said> {
  const read = await readText(content, mediaType, { ...readingLimits, milliseconds });
  const lines = 'passages' in read ? linesOf(read.passages) : [];
  return lines.length ? { blocks: textBlocks(lines), letters: lettersIn(lines) } : { fault: 'mute' };
}
