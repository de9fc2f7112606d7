import { Injectable } from '@nestjs/common';
import { crumbsOf, isHere, whyNotNote, type MeetingRow } from '@samrad/meetings';
import { PersonFinder } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { fold } from '@samrad/platform/pure';
import { Views, type Answer } from '@samrad/platform/views';
import { RosterFinder, type RosterRow } from '../roster/roster.finder.js';
import { seatTag, standingTag, stayOf } from '../roster/roster.presenter.js';
import { figuresOf } from '../roster/roster.rules.js';
import { actsFor, type Act } from './check-in.rules.js';
import { shownWall, timeTypeOf } from './own-presence.js';

const icons: Record<Act, { icon: string }> = {
  on_site: { icon: 'CheckmarkCircle' },
  online: { icon: 'Video' },
  late: { icon: 'Clock' },
  left: { icon: 'Leave' },
  regrets: { icon: 'EnvelopeClosed' },
  absent: { icon: 'XMarkOctagon' },
  undo: { icon: 'ArrowUndo' },
};

/** The list at the door: one tap for each, made for a phone. */
@Injectable()
export class CheckInPage {
  constructor(
    private readonly finder: RosterFinder,
    private readonly persons: PersonFinder,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  async show(ctx: Ctx, meeting: MeetingRow): Promise<Answer> {
    return this.views.page(ctx, 'delegations/check-in/list', {
      title: this.views.i18n.t(ctx.lang, 'meetings.attendance.title'),
      crumbs: crumbsOf(meeting),
      meeting,
      ...(await this.list(ctx, meeting)),
      ...(await this.others(ctx, meeting)),
    });
  }

  /** The list with its figures, after a tap. @param personId gets the focus back */
  async fragment(ctx: Ctx, meeting: MeetingRow, personId: string): Promise<Answer> {
    const data = { meeting, tapped: personId, ...(await this.list(ctx, meeting)) };
    return this.views.fragment(ctx, 'delegations/check-in/_list', data);
  }

  /** Persons whose name or address begins as was asked and who are not on the list yet. */
  private async others(ctx: Ctx, { id }: MeetingRow) {
    const find = textIn(ctx.query.find);
    if (!find) return { find, others: [] };
    const known = new Set((await this.finder.of(id)).map(({ personId }) => personId));
    const found = await this.persons.personsForPicker(ctx.actor, find, 20);
    return { find, others: found.filter(({ personId }) => !known.has(personId)).slice(0, 12) };
  }

  private async list(ctx: Ctx, meeting: MeetingRow) {
    const all = await this.finder.of(meeting.id);
    const q = textIn(ctx.query.q);
    const wanted = fold(q);
    const rows = all.filter(({ name, stateCode }) => !wanted || fold(`${name} ${stateCode ?? ''}`).includes(wanted));
    const why = whyNotNote(meeting, this.clock.today(meeting.zone));
    return {
      q,
      closedKey: why && `meetings.attendance.refused.${why}`,
      timeType: timeTypeOf(meeting),
      people: why ? [] : rows.map((row) => this.person(ctx, meeting, row)),
      figures: figuresOf(all),
    };
  }

  private person({ lang }: Ctx, meeting: MeetingRow, row: RosterRow) {
    const { personId, name, organisation, stateCode, presence, arrivedAt, leftAt } = row;
    const wall = (at: string | null) => at && shownWall(at, meeting);
    return {
      ...{ personId, name, organisation, stateCode },
      tag: standingTag(row),
      seat: seatTag(row),
      stay: stayOf(row, meeting, lang),
      isOwnWord: row.isOwnWord,
      mayCorrect: isHere(presence),
      arrived: wall(arrivedAt),
      left: wall(leftAt),
      acts: [
        ...(row.isOwnWord && presence
          ? [{ act: presence, key: 'delegations.checkIn.act.confirm', ...icons.on_site }]
          : []),
        ...actsFor(presence, meeting).map((act) => ({ act, key: `delegations.checkIn.act.${act}`, ...icons[act] })),
      ],
    };
  }
}

const textIn = (asked: unknown): string => (typeof asked === 'string' ? asked.trim().slice(0, 100) : '');
