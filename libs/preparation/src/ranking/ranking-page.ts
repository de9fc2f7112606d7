import { Injectable } from '@nestjs/common';
import { stateName } from '@samrad/network';
import { secretPage } from '@samrad/meetings';
import { system, type Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { found } from '@samrad/platform/errors';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import type { AskedRow } from '../asked/asked.finder.js';
import { aspectName, ConsultationFinder } from '../consultation/consultation.finder.js';
import { takesAnswers } from '../consultation/consultation.rules.js';
import { presentResult } from './ranking.presenter.js';
import { ResultFinder } from './result.finder.js';

interface Shown {
  form?: FormState;
  status?: number;
  /** Just answered. */
  isDone?: boolean;
}

/** The page behind the personal link of a consultation: one select for each place, and the result once answered. */
@Injectable()
export class RankingPage {
  constructor(
    private readonly consultations: ConsultationFinder,
    private readonly results: ResultFinder,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  async show(ctx: Ctx, asked: AskedRow, { form, status = 200, isDone = false }: Shown): Promise<Answer> {
    const row = found(await this.consultations.one(system, asked.aboutId));
    const own = { ...ctx, lang: ctx.query.lang ? ctx.lang : asked.language };
    const [aspects, result, all] = await Promise.all([
      this.consultations.aspects(row.id),
      this.results.of(row),
      this.results.all(row.id),
    ]);
    const answers = all.filter(({ stateCode }) => stateCode === asked.stateCode);
    const last = answers.at(-1);
    const isOpen = takesAnswers(row, this.clock.today());
    const state = form ?? freshForm(valuesOf(last));
    const data = {
      layout: 'plain',
      title: row.title,
      consultation: row,
      state: stateName(asked.stateCode ?? '', own.lang),
      isOpen,
      isDone: isDone && isOpen && !form,
      answers: [...answers].reverse(),
      selects: Array.from({ length: Math.min(row.most, aspects.length) }, (_, index) => ({
        place: index + 1,
        name: `place-${index + 1}`,
      })),
      options: aspects.map((aspect) => ({ value: aspect.id, label: aspectName(own.lang, aspect) })),
      result: last || !isOpen ? presentResult(own.lang, row, result) : null,
      form: state,
      path: ctx.path,
    };
    return this.views.page(own, 'preparation/ranking/answer', data, status).with(secretPage);
  }
}

const valuesOf = (last: { aspectIds: string[]; comment: string | null } | undefined) => ({
  comment: last?.comment,
  ...Object.fromEntries((last?.aspectIds ?? []).map((id, index) => [`place-${index + 1}`, id])),
});
