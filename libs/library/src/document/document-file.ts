import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { RequestWithCtx } from '@samrad/platform/auth';
import { FileStore } from '@samrad/platform/files';
import { Answer, disposition } from '@samrad/platform/views';
import { Openings } from '../opening/openings.js';
import { RestrictedReading } from '../opening/restricted-reading.js';
import { isMeant } from '../opening/opening.rules.js';
import type { DocumentRow } from './document.finder.js';

/** Sends a document's content: always as a download, with nothing in it allowed to run. */
@Injectable()
export class DocumentFile {
  constructor(
    private readonly files: FileStore,
    private readonly openings: Openings,
    private readonly restricted: RestrictedReading,
  ) {}

  /** 304 when the reader has it already (RFC 9110 section 13.1.2). Who is signed in is noted as having opened it. */
  async answer(document: DocumentRow, request: FastifyRequest): Promise<Answer> {
    if (isMeant(request)) {
      const { actor } = (request as RequestWithCtx).ctx;
      await this.restricted.note(actor, [document]);
      await this.openings.note(actor, [document.id]);
    }
    const etag = `"${document.fileHash}"`;
    const headers = { etag, 'cache-control': 'private, no-cache' };
    if (request.headers['if-none-match'] === etag) return new Answer(undefined, 304, headers);
    return new Answer(await this.files.open(document.fileHash), 200, {
      ...headers,
      'content-type': document.mediaType,
      'content-length': String(document.size),
      'content-disposition': disposition('attachment', document.filename),
      'content-security-policy': "default-src 'none'; sandbox",
    });
  }
}
