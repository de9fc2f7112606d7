import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { codeRoot } from './code-root.js';

/** Addresses of styles, scripts and pictures, with the content hash the build gave them. */
@Injectable()
export class Assets {
  /** Where a build may have put them: beside its code, or in `dist` of the sources. */
  static readonly places = [join(codeRoot, 'public', 'assets'), join(codeRoot, 'dist', 'public', 'assets')];
  readonly folder = Assets.places.find(existsSync);
  private readonly manifest: Record<string, string> = this.read();

  url(name: string): string {
    return `/assets/${this.manifest[name] ?? name}`;
  }

  private read(): Record<string, string> {
    const file = this.folder && join(this.folder, 'manifest.json');
    return file && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  }
}
