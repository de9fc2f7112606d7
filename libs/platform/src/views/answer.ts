import type { Readable } from 'node:stream';

/** What a route answers when it is not JSON: body, status and headers in one value. */
export class Answer {
  constructor(
    readonly body: string | Buffer | Readable | undefined,
    readonly status = 200,
    readonly headers: Record<string, string> = {},
    /** Shown once on the next page. */
    readonly flash?: Flash,
  ) {}

  with(headers: Record<string, string>): Answer {
    return new Answer(this.body, this.status, { ...this.headers, ...headers }, this.flash);
  }
}

/** A short message for the next page: a locale key with variables. */
export interface Flash {
  key: string;
  params?: Record<string, string | number>;
}

export const html = (body: string, status = 200): Answer =>
  new Answer(body, status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'private, no-store',
    vary: 'HX-Request',
  });

/** 303 See Other: after a form. Only paths of our own. @param flash locale key of the message on the next page */
export function seeOther(path: string, flash?: string, params?: Flash['params']): Answer {
  return new Answer(undefined, 303, { location: localPath(path) }, flash ? { key: flash, params } : undefined);
}

/** A file to save. The name is given in both forms of RFC 6266. */
export function download(body: string | Buffer | Readable, filename: string, mediaType: string): Answer {
  return new Answer(body, 200, {
    'content-type': mediaType,
    'content-disposition': disposition('attachment', filename),
  });
}

export const disposition = (kind: 'attachment' | 'inline', filename: string): string => {
  const ascii =
    filename
      .normalize('NFKD')
      .replace(/[^\x20-\x7e]/g, '')
      .replace(/["\\]/g, '_') || 'file';
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(filename).replace(/['()*]/g, escapeOctet)}`;
};

const escapeOctet = (letter: string) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;

/** A path inside this site, never another address: `//evil`, `\\evil`, two paths at once and odd letters become `/`. */
export function localPath(path: unknown): string {
  return typeof path === 'string' && /^\/(?![/\\])[\x20-\x5b\x5d-\x7e]*$/.test(path) ? path : '/';
}
