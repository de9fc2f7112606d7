import type { MultipartFile } from '@fastify/multipart';
import { Injectable } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import type { RequestWithCtx } from '../auth/routes.js';
import { sameText } from '../auth/csrf.js';
import { Forbidden, Invalid, TooLarge } from '../errors/index.js';

export interface Upload {
  fields: Record<string, string | string[]>;
  filename: string;
  content: Buffer;
}

/** Reads an upload form: fields first, then one file, within the size limit. */
@Injectable()
export class Uploads {
  constructor(private readonly env: Env) {}

  get maxBytes(): number {
    return this.env.values.UPLOAD_MAX_MB * 1_000_000;
  }

  /**
   * @param field name of the file input
   * @returns the file, or null content length 0 refused as missing
   * @throws Invalid when no file came, TooLarge, Forbidden without the form's token
   */
  async read(request: RequestWithCtx, field: string, maxBytes = this.maxBytes): Promise<Upload> {
    if (!request.isMultipart()) throw new Invalid({ [field]: { key: 'platform.invalid.fileMissing' } });
    const fields: Upload['fields'] = {};
    let file: { filename: string; content: Buffer } | undefined;
    for await (const part of request.parts({
      limits: { fileSize: maxBytes, files: 1, fields: 50, fieldSize: 100_000 },
    })) {
      if (part.type === 'field') add(fields, part.fieldname, String(part.value));
      else file = { filename: part.filename, content: await contentOf(part, maxBytes) };
    }
    this.checkToken(request, fields);
    if (!file?.content.length) throw new Invalid({ [field]: { key: 'platform.invalid.fileMissing' } });
    return { fields, ...file };
  }

  private checkToken({ ctx, headers }: RequestWithCtx, fields: Upload['fields']) {
    if (!ctx.sessionId) return;
    const given = headers['x-csrf-token'] ?? fields._csrf;
    if (typeof given !== 'string' || !sameText(given, ctx.csrf)) throw new Forbidden('platform.error.forgery');
  }
}

function add(fields: Upload['fields'], name: string, value: string) {
  const before = fields[name];
  if (before === undefined) fields[name] = value;
  else fields[name] = [before, value].flat();
}

async function contentOf(part: MultipartFile, maxBytes: number): Promise<Buffer> {
  try {
    return await part.toBuffer();
  } catch {
    throw new TooLarge('platform.error.tooLarge', { megabytes: Math.round(maxBytes / 1_000_000) });
  }
}
