import { Injectable } from '@nestjs/common';
import { I18n, intlTag, type Language } from '@samrad/platform/i18n';
import type { FinishedInYear, StateFigures } from './state-overview.finder.js';
import { type Mean, meanKind, shareOf } from './state-overview.rules.js';

/** One figure with what it means. */
export interface Figure {
  name: string;
  label: string;
  /** In a sentence: `12 of 15 (80 %)`, `not known`. */
  text: string;
  /** For a spreadsheet; null: not known. */
  value: number | null;
  /** How many it rests on. */
  of: number | null;
}

/** Figures in words that do not claim more than the numbers hold. */
@Injectable()
export class StateWords {
  constructor(private readonly i18n: I18n) {}

  figures(lang: Language, figures: StateFigures): Figure[] {
    const { asked, answered, finished, withDue } = figures;
    const mean = { days: figures.averageDelay, of: withDue };
    const figure = (name: string, text: string, numbers: { value: number | null; of: number | null }): Figure => ({
      name,
      label: this.say(lang, `figure.${name}`),
      text,
      ...numbers,
    });
    const count = (name: 'asked' | 'open' | 'overdue' | 'laterDateAsked') =>
      figure(name, this.number(lang, figures[name]), { value: figures[name], of: null });
    return [
      count('asked'),
      figure('answered', this.share(lang, answered, asked), { value: asked ? answered : null, of: asked }),
      count('open'),
      count('overdue'),
      count('laterDateAsked'),
      figure('finished', this.share(lang, finished, asked), { value: asked ? finished : null, of: asked }),
      figure('onTime', this.share(lang, figures.onTime, withDue), {
        value: withDue ? figures.onTime : null,
        of: withDue,
      }),
      figure('delay', this.mean(lang, mean), { value: rounded(mean.days), of: withDue }),
    ];
  }

  year(lang: Language, { finished, onTime, withDue, averageDelay }: FinishedInYear) {
    return {
      finished,
      onTime: this.share(lang, onTime, withDue),
      delay: this.mean(lang, { days: averageDelay, of: withDue }),
    };
  }

  private share(lang: Language, part: number, whole: number): string {
    const { kind, ...numbers } = shareOf(part, whole);
    return this.say(lang, kind === 'unknown' ? 'unknown' : `told.${kind}`, numbers);
  }

  private mean(lang: Language, mean: Mean): string {
    const kind = meanKind(mean);
    if (kind === 'unknown') return this.say(lang, 'unknown');
    const days = this.number(lang, rounded(mean.days)!);
    return this.say(lang, `told.${kind === 'few' ? 'meanOfFew' : 'mean'}`, { days, count: mean.of });
  }

  private number(lang: Language, value: number): string {
    return new Intl.NumberFormat(intlTag(lang), { maximumFractionDigits: 1 }).format(value);
  }

  private say(lang: Language, key: string, params?: Record<string, unknown>): string {
    return this.i18n.t(lang, `obligations.state.${key}`, params);
  }
}

const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10);
