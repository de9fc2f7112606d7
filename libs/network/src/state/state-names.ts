import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Db, sql } from '@samrad/platform/database';
import { intlTag, type Language } from '@samrad/platform/i18n';
import { Views } from '@samrad/platform/views';
import { isStateCode, nameStates, shownCode, stateCodes, stateName, type Named } from './known-states.js';

export interface StateOption {
  value: string;
  label: string;
}

interface HelperOptions {
  data: { root: { lang: Language } };
}

/** How often a process looks whether another one renamed a State, in milliseconds. */
const everySoOften = 30_000;

/**
 * Names of States in the reader's language, and the template helpers `stateName` and `stateMark`, the code that readers
 * know. What was edited in another process is known after half a minute.
 */
@Injectable()
export class StateNames implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly sorted = new Map<Language, readonly StateOption[]>();

  private timer?: NodeJS.Timeout;

  constructor(
    private readonly views: Views,
    private readonly db: Db,
  ) {}

  onModuleInit(): void {
    this.views.addHelper('stateName', (code: unknown, options: HelperOptions) =>
      typeof code === 'string' ? stateName(code, options.data.root.lang) : '',
    );
    this.views.addHelper('stateMark', (code: unknown) => (typeof code === 'string' ? shownCode(code) : ''));
  }

  async onApplicationBootstrap(): Promise<void> {
    // Without a database, or before its tables are there, the names that come with the product do.
    const look = () => this.refresh().catch(() => undefined);
    await look();
    this.timer = setInterval(() => void look(), everySoOften);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Reads the names anew. */
  async refresh(): Promise<void> {
    nameStates(
      await this.db.rows<Named & { code: string }>(sql`
        SELECT code, name_en AS nameEn, name_nb AS nameNb, name_nn AS nameNn FROM state`),
    );
    this.sorted.clear();
  }

  /** The name, or the code itself when it is unknown. */
  nameOf(code: string, language: Language): string {
    return stateName(code, language);
  }

  isKnown(code: string): boolean {
    return isStateCode(code);
  }

  /** All States for a select, in the order of the reader's alphabet. */
  options(language: Language): readonly StateOption[] {
    const known = this.sorted.get(language);
    if (known) return known;
    const collator = new Intl.Collator(intlTag(language));
    const options = stateCodes
      .map((value) => ({ value, label: stateName(value, language) }))
      .sort((a, b) => collator.compare(a.label, b.label));
    this.sorted.set(language, options);
    return options;
  }
}
