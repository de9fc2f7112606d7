import { Injectable } from '@nestjs/common';
import type { MeetingRow } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { fileStem } from '@samrad/platform/pure';
import { htmlPolicy, Office } from '@samrad/platform/office';
import { Answer, disposition } from '@samrad/platform/views';
import type { PaperRequest } from './paper.dto.js';
import { Papers } from './papers.js';

/** Formats that a browser shows; the others are saved. */
const shown = new Set(['pdf', 'html']);

/** A document of a meeting as a file. */
@Injectable()
export class PaperFile {
  constructor(
    private readonly papers: Papers,
    private readonly office: Office,
  ) {}

  /** @throws NotFound when there is no such document for the reader, Unavailable for a PDF without a typesetter */
  async answer(ctx: Ctx, meeting: MeetingRow, { kind, format, language, without }: PaperRequest): Promise<Answer> {
    const reader = { ...ctx, lang: language ?? ctx.lang };
    const { paper, name } = found(await this.papers.of(reader, meeting, { kind, without }));
    const { content, mediaType, extension } = await this.office.write(paper, format);
    const way = shown.has(format) ? 'inline' : 'attachment';
    return new Answer(content, 200, {
      'content-type': mediaType,
      'content-disposition': disposition(way, `${fileStem(name)}${format === 'pdfa' ? ' (PDF-A)' : ''}.${extension}`),
      'cache-control': 'private, no-cache',
      ...(format === 'html' && { 'content-security-policy': htmlPolicy }),
    });
  }
}
