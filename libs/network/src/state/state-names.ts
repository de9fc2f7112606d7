import { Injectable, type OnModuleInit } from '@nestjs/common';
import { intlTag, type Language } from '@samrad/platform/i18n';
import { Views } from '@samrad/platform/views';
import { isStateCode, stateCodes, stateName } from './known-states.js';

export interface StateOption {
  value: string;
  label: string;
}

interface HelperOptions {
  data: { root: { lang: Language } };
}

/** Names of States in the reader's language, and the template helper `stateName`. */
@Injectable()
export class StateNames implements OnModuleInit {
  private readonly sorted = new Map<Language, readonly StateOption[]>();

  constructor(private readonly views: Views) {}

  onModuleInit(): void {
    this.views.addHelper('stateName', (code: unknown, options: HelperOptions) =>
      typeof code === 'string' ? stateName(code, options.data.root.lang) : '',
    );
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
