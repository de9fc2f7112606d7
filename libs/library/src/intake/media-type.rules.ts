import type { Refusal } from './refusal.js';

/** What may be uploaded: extension, media type, and how the content begins. Nothing that a browser would run. */
interface Kind {
  extensions: string[];
  mediaType: string;
  /** First bytes, hexadecimal; none for plain text. */
  magic: string[];
}

const zip = ['504b0304'];
const office = 'application/vnd.openxmlformats-officedocument';
const open = 'application/vnd.oasis.opendocument';

const kinds: Kind[] = [
  { extensions: ['pdf'], mediaType: 'application/pdf', magic: ['25504446'] },
  { extensions: ['docx'], mediaType: `${office}.wordprocessingml.document`, magic: zip },
  { extensions: ['xlsx'], mediaType: `${office}.spreadsheetml.sheet`, magic: zip },
  { extensions: ['pptx'], mediaType: `${office}.presentationml.presentation`, magic: zip },
  { extensions: ['odt'], mediaType: `${open}.text`, magic: zip },
  { extensions: ['ods'], mediaType: `${open}.spreadsheet`, magic: zip },
  { extensions: ['odp'], mediaType: `${open}.presentation`, magic: zip },
  { extensions: ['png'], mediaType: 'image/png', magic: ['89504e470d0a1a0a'] },
  { extensions: ['jpg', 'jpeg'], mediaType: 'image/jpeg', magic: ['ffd8ff'] },
  { extensions: ['txt'], mediaType: 'text/plain; charset=utf-8', magic: [] },
  { extensions: ['csv'], mediaType: 'text/csv; charset=utf-8', magic: [] },
];

export const acceptedExtensions = kinds.flatMap((kind) => kind.extensions);

/** For the `accept` attribute of the file input. */
export const acceptAttribute = acceptedExtensions.map((extension) => `.${extension}`).join(',');

export type Recognised = { mediaType: string; extension: string } | { refused: Refusal };

/** What Office calls files that bring programs with them. */
const withMacros = ['docm', 'dotm', 'xlsm', 'xltm', 'xlam', 'xlsb', 'pptm', 'potm', 'ppsm'];
/** An Office file behind a password is wrapped in the container of old Office files. */
const wrapped = 'd0cf11e0a1b11ae1';

/** The media type of a file by its name, if the content agrees with it. @param head its first bytes */
export function recognise(filename: string, head: Buffer): Recognised {
  const extension = /\.([^.]+)$/.exec(filename)?.[1]?.toLowerCase() ?? '';
  if (withMacros.includes(extension)) return { refused: 'macros' };
  const kind = kinds.find(({ extensions }) => extensions.includes(extension));
  if (!kind) return { refused: 'type' };
  const start = head.subarray(0, 16).toString('hex');
  if (kind.magic === zip && start.startsWith(wrapped)) return { refused: 'password' };
  const agrees = kind.magic.length ? kind.magic.some((magic) => start.startsWith(magic)) : !head.includes(0);
  return agrees ? { mediaType: kind.mediaType, extension } : { refused: 'mismatch' };
}

/** The last part of a name, without control characters and without those that turn the writing round, at most 200 letters; never a path. */
export function safeFilename(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(/[\x00-\x1f\x7f<>:"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '_').trim();
  const [stem, extension] = [clean.replace(/\.[^.]*$/, ''), /\.[^.]*$/.exec(clean)?.[0] ?? ''];
  return `${stem.slice(0, 190 - extension.length)}${extension}` || 'file';
}
