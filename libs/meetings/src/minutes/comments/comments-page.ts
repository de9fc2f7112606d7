import { Injectable } from '@nestjs/common';
import { shownCode } from '@samrad/network';
import type { Actor, Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Views, type Answer, type FormState } from '@samrad/platform/views';
import type { CirculationRow, RecipientRow } from '../circulation/circulation.finder.js';
import { canCirculate } from '../circulation/circulation.policy.js';
import { MinutesWords } from '../reading/minutes-words.js';
import type { CommentRow } from './comment.finder.js';
import { RoundReading } from './round-reading.js';
import { partsOf } from './paragraphs.js';
import { TakingService } from './taking.service.js';

interface Shown {
  round: CirculationRow;
  /** Null: an organiser whom it did not go round to reads and rules, but does not comment. */
  recipient: RecipientRow | null;
  /** Where the forms go. */
  action: string;
  form?: FormState;
  status?: number;
  layout?: 'plain';
  /** Other rounds that the reader may look at. */
  rounds?: { id: string; number: number }[];
}

/** The circulated text, paragraph by paragraph, with what everybody said about it. */
@Injectable()
export class CommentsPage {
  constructor(
    private readonly reading: RoundReading,
    private readonly taking: TakingService,
    private readonly words: MinutesWords,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  async show(ctx: Ctx, shown: Shown): Promise<Answer> {
    const { round, recipient, action, form = null, layout, rounds = [] } = shown;
    const { heading } = round.snapshot;
    const rows = await this.reading.commentsFor(ctx.actor, layout ? (recipient?.personId ?? null) : null, round.id);
    const comments = await Promise.all(rows.map((one) => this.comment(ctx.actor, one)));
    return this.views.page(
      ctx,
      'meetings/minutes/comments',
      {
        ...(layout && { layout }),
        title: this.views.i18n.t(ctx.lang, 'meetings.minutes.comment.title', { title: heading.title }),
        facts: this.words.facts(heading, ctx.lang),
        meetingId: layout ? null : round.meetingId,
        round: { ...round, isOver: this.isOver(round) },
        rounds: rounds.filter(({ id }) => id !== round.id),
        recipient,
        action,
        form,
        attendance: attendanceIn(round.snapshot),
        parts: partsOf(round.snapshot).map((part) => ({
          ...part,
          paragraphs: part.paragraphs.map((paragraph) => ({
            ...paragraph,
            shown: this.words.withDay(paragraph.plain, ctx.lang),
            comments: comments.filter(({ anchor }) => anchor === paragraph.anchor),
            sent: form?.values.anchor === paragraph.anchor ? form.values : null,
          })),
        })),
        general: comments.filter(({ anchor }) => anchor === ''),
        sent: form && !form.values.anchor ? form.values : null,
      },
      shown.status,
    );
  }

  private isOver({ outcome, closesAt }: CirculationRow): boolean {
    return outcome !== null || closesAt <= this.clock.instant();
  }

  private async comment(actor: Actor, row: CommentRow) {
    const mayRule = canCirculate(actor) && row.wording !== null;
    return { ...row, mayRule, takeable: mayRule ? await this.taking.takeable(actor, row) : null };
  }
}

/** Who was there and who was not, as it stands in what went round. */
function attendanceIn({ present, absent }: CirculationRow['snapshot']) {
  const lists = [
    { key: 'meetings.minutes.presentTitle', people: present },
    { key: 'meetings.minutes.absentTitle', people: absent },
  ];
  return lists
    .filter(({ people }) => people.length)
    .map(({ key, people }) => ({ key, names: people.map(nameAndState).join(', ') }));
}

const nameAndState = ({ name, stateCode }: { name: string; stateCode: string | null }): string =>
  stateCode ? `${name} (${shownCode(stateCode)})` : name;
