import { Injectable } from '@nestjs/common';
import type { Audience } from '@samrad/platform/auth';
import type { Exempted } from './exemption.rules.js';

/** Something that is not public: a document, a version of minutes. */
export interface ExemptedRecord extends Exempted {
  id: string;
  title: string;
  url: string;
  audience: Audience;
  /** `YYYY-MM-DD` */
  dated: string;
}

/** Gives what is not public and has no exemption named, or one that is to be looked at on `today` or before. */
type Source = (today: string) => Promise<ExemptedRecord[]>;

/** Contexts above say here what else of theirs has exemptions. */
@Injectable()
export class ExemptionSources {
  private readonly sources: Source[] = [];

  add(source: Source): void {
    this.sources.push(source);
  }

  async all(today: string): Promise<ExemptedRecord[]> {
    return (await Promise.all(this.sources.map((source) => source(today)))).flat();
  }
}
