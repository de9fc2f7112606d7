import { Invalid, type Fault } from '@samrad/platform/errors';
import { lookIntoPackage } from './package-look.js';
import { lookIntoPdf } from './pdf-look.js';
import { recognise, safeFilename } from './media-type.rules.js';
import { FileRefused } from './refusal.js';

export interface NewFile {
  filename: string;
  content: Buffer;
}

const packed = ['docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp'];

/** The media type of a file that may come in. @throws Invalid on `file`, with the reason */
export async function takeIn({ filename, content }: NewFile): Promise<string> {
  try {
    const recognised = recognise(filename, content.subarray(0, 4096));
    if ('refused' in recognised) throw new FileRefused(recognised.refused);
    const { extension, mediaType } = recognised;
    if (packed.includes(extension)) await lookIntoPackage(content, extension, mediaType);
    if (extension === 'pdf') lookIntoPdf(content);
    return mediaType;
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    const fault: Fault = { key: `library.refused.${error.reason}`, params: { name: safeFilename(filename) } };
    throw new Invalid({ file: fault });
  }
}
