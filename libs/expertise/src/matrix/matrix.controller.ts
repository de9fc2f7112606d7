import { Controller } from '@nestjs/common';
import { canExportNetwork, canSeeDetails, canSeeNetwork, tolerant } from '@samrad/network';
import { Ctx, Page } from '@samrad/platform/auth';
import { toCsv, type CsvColumn } from '@samrad/platform/files';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { download, Views, type Answer } from '@samrad/platform/views';
import { matrixQuery } from './matrix.dto.js';
import { MatrixFinder, type NamedMatrix } from './matrix.finder.js';
import type { MatrixRow } from './matrix.rules.js';
import { expertCrumbs } from '../presentation/suggestion.controller.js';

/** Topics by States, with what is missing. */
@ApiExcludeController()
@Controller('experts')
export class MatrixController {
  constructor(
    private readonly views: Views,
    private readonly finder: MatrixFinder,
  ) {}

  @Page('matrix', canSeeNetwork)
  async show(@Ctx() ctx: Ctx): Promise<Answer> {
    const { standing } = tolerant(matrixQuery, ctx.query);
    const matrix = await this.finder.of(ctx.actor, ctx.lang, standing);
    const query = standing ? '?standing=true' : '';
    const isFull = canSeeDetails(ctx.actor);
    const allPersons = sumOf(matrix, () => true);
    return this.views.page(ctx, 'expertise/matrix/show', {
      ...{ title: this.say(ctx, 'title'), crumbs: expertCrumbs, standing, isFull },
      states: matrix.states.map((code) => ({ code, shown: matrix.shown(code), name: matrix.stateName(code) })),
      rows: matrix.rows.map((row) => rowView(row, matrix)),
      gapsByState: matrix.gapsByState.map((one) => ({ ...one, shown: matrix.shown(one.state) })),
      persons: matrix.states.map((state) => ({
        ...{ state, shown: matrix.shown(state), persons: matrix.persons.get(state) ?? 0 },
      })),
      found: this.found(ctx, isFull, { ...matrix, count: allPersons }),
      allPersons,
      otherPersons: sumOf(matrix, (state) => !matrix.states.includes(state)),
      gaps: matrix.gaps,
      csv: canExportNetwork(ctx.actor) ? `/experts/matrix.csv${query}` : null,
    });
  }

  /** Numbers only: nobody is named. */
  @Page('matrix.csv', canExportNetwork)
  async csv(@Ctx() ctx: Ctx): Promise<Answer> {
    const { standing } = tolerant(matrixQuery, ctx.query);
    const matrix = await this.finder.of(ctx.actor, ctx.lang, standing);
    const text = toCsv(this.columns(ctx, matrix), matrix.rows, ctx.lang);
    return download(text, `${this.say(ctx, 'file')}.csv`, 'text/csv; charset=utf-8');
  }

  private columns(ctx: Ctx, matrix: NamedMatrix): CsvColumn<MatrixRow>[] {
    const states = matrix.states.map((code, at) => ({
      head: `${matrix.stateName(code)} (${matrix.shown(code)})`,
      value: ({ cells }: MatrixRow) => cells[at]!.persons,
    }));
    return [
      { head: this.say(ctx, 'topic'), value: ({ topic }) => matrix.topicName(topic) },
      ...states,
      { head: this.say(ctx, 'others'), value: ({ others }) => others },
      { head: this.say(ctx, 'persons'), value: ({ persons }) => persons },
      { head: this.say(ctx, 'gaps'), value: ({ gaps }) => gaps.map(matrix.shown).join(' ') },
    ];
  }

  private found({ lang }: Ctx, isFull: boolean, numbers: { gaps: number; cells: number; count: number }): string {
    return this.views.i18n.t(lang, `expertise.matrix.${isFull ? 'found' : 'foundOwn'}`, numbers);
  }

  private say({ lang }: Ctx, key: string): string {
    return this.views.i18n.t(lang, `expertise.matrix.${key}`);
  }
}

const sumOf = ({ persons }: NamedMatrix, isCounted: (state: string) => boolean) =>
  [...persons].filter(([state]) => isCounted(state)).reduce((sum, [, count]) => sum + count, 0);

const rowView = (row: MatrixRow, matrix: NamedMatrix) => ({
  topic: row.topic,
  name: matrix.topicName(row.topic),
  ...{ others: row.others, persons: row.persons },
  cells: row.cells.map(({ state, persons }) => ({
    ...{ persons, isGap: persons === 0, shown: matrix.shown(state), state: matrix.stateName(state) },
    href: `/experts?topic=${encodeURIComponent(row.topic)}&state=${state}`,
  })),
  gapCount: row.gaps.length,
  isWhole: row.gaps.length === 0,
  isEmpty: row.gaps.length === row.cells.length,
  gaps: row.gaps.map(matrix.stateName).join(', '),
});
