import type { MultipartFile } from '@fastify/multipart';
import { BadRequestException, Injectable } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import type { RequestWithCtx } from '../auth/routes.js';
import { sameText } from '../auth/csrf.js';
import { Forbidden, Invalid } from '../errors/index.js';

export interface UploadedFile {
  filename: string;
  content: Buffer;
}

export interface Upload {
  fields: Record<string, string | string[]>;
  /** Null when none was chosen. */
  file: UploadedFile | null;
  /** Too much came in: the rest was not read. */
  isTooLarge: boolean;
}

/** Reads an upload form: fields first, then one file, within the size limit. */
@Injectable()
export class Uploads {
  constructor(private readonly env: Env) {}

  get maxBytes(): number {
    return this.env.values.UPLOAD_MAX_MB * 1_000_000;
  }

  /** What was sent, so that a refused form keeps what was typed. @throws Forbidden without the form's token */
  async read(request: RequestWithCtx, maxBytes = this.maxBytes): Promise<Upload> {
    const upload: Upload = { fields: {}, file: null, isTooLarge: false };
    if (!request.isMultipart()) return { ...upload, fields: (request.body ?? {}) as Upload['fields'] };
    const limits = { fileSize: maxBytes, files: 1, fields: 100, fieldSize: 200_000 };
    try {
      for await (const part of request.parts({ limits })) {
        if (part.type === 'field') add(upload.fields, part.fieldname, String(part.value));
        else await take(part, upload);
      }
    } catch (error) {
      // The reader reports a cut file once more when the next part is asked for.
      if (!isCut(error)) throw malformed(error);
      upload.isTooLarge = true;
    }
    this.checkToken(request, upload.fields);
    return upload;
  }

  /** The file of a form. @throws Invalid on `field` when it is missing, empty or too large */
  fileOf({ file, isTooLarge }: Upload, field: string, maxBytes = this.maxBytes): UploadedFile {
    const megabytes = Math.round(maxBytes / 1_000_000);
    if (isTooLarge) throw new Invalid({ [field]: { key: 'platform.invalid.fileTooLarge', params: { megabytes } } });
    if (!file) throw new Invalid({ [field]: { key: 'platform.invalid.fileMissing' } });
    const params = { name: file.filename };
    if (!file.content.length) throw new Invalid({ [field]: { key: 'platform.invalid.fileEmpty', params } });
    return file;
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

async function take(part: MultipartFile, upload: Upload): Promise<void> {
  try {
    const content = await part.toBuffer();
    if (part.filename) upload.file = { filename: part.filename, content };
  } catch (error) {
    if (!isCut(error)) throw error;
    upload.isTooLarge = true;
  }
}

const isCut = (error: unknown) => (error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE';

/** A form that breaks off or has no boundary is the sender's fault (400); what knows its own status keeps it. */
const malformed = (error: unknown): unknown =>
  (error as { statusCode?: number }).statusCode ? error : new BadRequestException((error as Error).message);
