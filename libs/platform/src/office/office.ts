import { readFile } from 'node:fs/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Pdf } from '@samrad/platform/pdf';
import { Env } from '../../../../config/env.js';
import type { Paper } from './paper.js';
import { type Picture, pngOf } from './picture.js';
import { toDocx } from './to-docx.js';
import { toHtml } from './to-html.js';
import { toOdt } from './to-odt.js';

/** `pdf` is for reading (PDF/UA-1), `pdfa` for filing (PDF/A-2a). */
export const paperFormats = ['pdf', 'pdfa', 'docx', 'odt', 'html'] as const;
export type PaperFormat = (typeof paperFormats)[number];

export interface PaperFile {
  content: Buffer;
  mediaType: string;
  /** Without the dot. */
  extension: string;
}

/** Writes papers in each format, with the logo of the installation. */
@Injectable()
export class Office implements OnModuleInit {
  private logo: Picture | null = null;

  constructor(
    private readonly pdf: Pdf,
    private readonly env: Env,
  ) {}

  /** @throws Error when LOGO_FILE is set and is not a PNG file that can be read */
  async onModuleInit(): Promise<void> {
    const { LOGO_FILE } = this.env.values;
    if (!LOGO_FILE) return;
    const content = await readFile(LOGO_FILE).catch(() => Buffer.alloc(0));
    this.logo = pngOf(content);
    if (!this.logo) throw new Error(`LOGO_FILE: ${LOGO_FILE} is not a PNG picture that can be read`);
  }

  /** What this machine can write: without a typesetter, no PDF. */
  get formats(): readonly PaperFormat[] {
    return this.pdf.available ? paperFormats : paperFormats.filter((format) => !format.startsWith('pdf'));
  }

  /** @throws Unavailable for a PDF on a machine without a typesetter */
  async write(paper: Paper, format: PaperFormat): Promise<PaperFile> {
    const { mediaType, extension } = kinds[format];
    return { content: await this.content(paper, format), mediaType, extension };
  }

  private async content(paper: Paper, format: PaperFormat): Promise<Buffer> {
    switch (format) {
      case 'docx':
        return toDocx(paper, this.logo);
      case 'odt':
        return toOdt(paper, this.logo);
      case 'html':
        return Buffer.from(toHtml(paper, this.logo));
      default:
        return this.print(paper, format);
    }
  }

  private print(paper: Paper, format: 'pdf' | 'pdfa'): Promise<Buffer> {
    const { language, title } = paper;
    const data = { ...paper, logo: this.logo !== null };
    const pictures = this.logo ? { 'logo.png': this.logo.content } : undefined;
    const standard = format === 'pdfa' ? 'a-2a' : 'ua-1';
    return this.pdf.render('platform/office/paper', data, { language, title, standard, pictures });
  }
}

const kinds: Record<PaperFormat, { mediaType: string; extension: string }> = {
  pdf: { mediaType: 'application/pdf', extension: 'pdf' },
  pdfa: { mediaType: 'application/pdf', extension: 'pdf' },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: 'docx',
  },
  odt: { mediaType: 'application/vnd.oasis.opendocument.text', extension: 'odt' },
  html: { mediaType: 'text/html; charset=utf-8', extension: 'html' },
};
