import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LostLink, MeetingFinder, secretPage, whenText, type MeetingRow } from '@samrad/meetings';
import { system, type Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { found } from '@samrad/platform/errors';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { AskedFinder, type AskedRow } from '../asked/asked.finder.js';
import { AskedLink } from '../asked/asked-link.js';
import { standingTag } from './confirmation-page.js';
import { ConfirmationFinder, type ConfirmationRow } from './confirmation.finder.js';
import { isAskable } from './confirmation.service.js';
import { momentText } from './confirmation-letters.js';

interface Shown {
  form?: FormState;
  status?: number;
  /** Just answered: say so, and show what was recorded. */
  isDone?: boolean;
}

/** The page behind the personal link of a presenter: plain, in the person's language, without sign-in. */
@Injectable()
export class AnswerPage implements OnModuleInit {
  constructor(
    private readonly finder: ConfirmationFinder,
    private readonly asked: AskedFinder,
    private readonly meetings: MeetingFinder,
    private readonly link: AskedLink,
    private readonly lost: LostLink,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.lost.offer(({ personId }) => this.linksOf(personId));
  }

  async show(ctx: Ctx, person: AskedRow, { form, status = 200, isDone = false }: Shown): Promise<Answer> {
    const meeting = found(await this.meetings.one(system, person.aboutId));
    const own = { ...ctx, lang: ctx.query.lang ? ctx.lang : person.language };
    const [rows, all] = await Promise.all([this.finder.ofAsked(person.id), this.finder.ofMeeting(meeting.id)]);
    const titles = await this.titles(meeting);
    const state = form ?? freshForm(valuesOf(rows));
    const lines = rows.map((row) => ({
      ...lineOf(row, { state, all }),
      when: momentText(own.lang, row),
      title: titles.get(row.itemId) ?? meeting.title,
    }));
    const isOpen = isAskable(meeting, this.clock.instant());
    return this.views
      .page(
        own,
        'preparation/confirmation/answer',
        {
          layout: 'plain',
          title: meeting.title,
          name: person.name,
          when: whenText(own.lang, meeting),
          isOpen,
          isDone: isDone && isOpen,
          hasAnswered: rows.some(({ answer }) => answer),
          respondBy: rows
            .map((row) => row.respondBy)
            .sort()
            .at(-1),
          lines,
          form: state,
          path: ctx.path,
        },
        status,
      )
      .with(secretPage);
  }

  /** Of the draft and the published agenda: an item may stand in only one of them. */
  private async titles(meeting: MeetingRow): Promise<Map<string, string>> {
    const bases = await Promise.all([this.finder.basis(meeting, true), this.finder.basis(meeting, false)]);
    return new Map(bases.flatMap(({ items }) => items).map(({ id, title }) => [id, title]));
  }

  private async linksOf(personId: string) {
    const rows = await this.asked.of('presenter', personId);
    const links = await Promise.all(
      rows.map(async (row) => {
        const meeting = await this.meetings.one(system, row.aboutId);
        const isOpen = meeting && isAskable(meeting, this.clock.instant());
        return isOpen ? [{ text: meeting.title, href: this.link.urlOf(row) }] : [];
      }),
    );
    return links.flat();
  }
}

/** One item with its fields, and what somebody else said for the same State. */
function lineOf(row: ConfirmationRow, { state, all }: { state: FormState; all: readonly ConfirmationRow[] }) {
  const other = all.find(
    (one) =>
      one.id !== row.id && row.stateCode && one.itemId === row.itemId && one.stateCode === row.stateCode && one.answer,
  );
  const value = (field: string) => state.values[`${field}-${row.id}`];
  return {
    id: row.id,
    stateCode: row.stateCode,
    options: (['yes', 'no'] as const).map((answer) => ({
      value: answer,
      ...standingTag(answer),
      key: `preparation.confirmation.answer.${answer}`,
      checked: value('answer') === answer,
    })),
    talkTitle: value('title'),
    needs: value('needs'),
    recorded: row.answer && standingTag(row.answer),
    recordedTitle: row.talkTitle,
    other: other && { name: other.name, ...standingTag(other.answer!) },
  };
}

const valuesOf = (rows: readonly ConfirmationRow[]) =>
  Object.fromEntries(
    rows.flatMap((row) => [
      [`answer-${row.id}`, row.answer],
      [`title-${row.id}`, row.talkTitle],
      [`needs-${row.id}`, row.needs],
    ]),
  );
