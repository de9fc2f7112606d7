import { Injectable } from '@nestjs/common';
import { crumbsOf, whenText, whyNotNote, type MeetingRow } from '@samrad/meetings';
import { StateNames } from '@samrad/network';
import { isOrganiser, type Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Views, type Answer } from '@samrad/platform/views';
import { canSeeNeeds } from '../need/need.policy.js';
import { SeatFinder } from '../seat/seat.finder.js';
import { byState } from '../seat/seat.rules.js';
import { canNameHead } from '../substitute/substitute.policy.js';
import { RosterFiles } from './roster-files.js';
import { RosterFinder, type RosterRow } from './roster.finder.js';
import { seatTag, standingTag, stayOf } from './roster.presenter.js';
import { delegationsOf, figuresOf, mayCertify, type Delegation } from './roster.rules.js';

/** The participants by State. */
@Injectable()
export class RosterPage {
  constructor(
    private readonly finder: RosterFinder,
    private readonly seats: SeatFinder,
    private readonly names: StateNames,
    private readonly files: RosterFiles,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  async show(ctx: Ctx, meeting: MeetingRow): Promise<Answer> {
    const rows = await this.finder.seenBy(ctx.actor, meeting.id);
    const order = this.names.options(ctx.lang).map(({ value }) => value);
    const seating = await this.seats.of(meeting.id);
    const seats = byState(seating.people, seating.places);
    const figures = figuresOf(rows);
    return this.views.page(ctx, 'delegations/roster/list', {
      title: this.views.i18n.t(ctx.lang, 'delegations.roster.title'),
      crumbs: crumbsOf(meeting),
      meeting,
      when: whenText(ctx.lang, meeting),
      organises: isOrganiser(ctx.actor),
      seesNeeds: canSeeNeeds(ctx.actor, meeting),
      ...this.checkIn(ctx, meeting),
      hasPdf: this.files.isAvailable,
      delegations: delegationsOf(rows, order).map((one) => ({
        ...this.delegation(ctx, meeting, one),
        seats: seating.perState !== null && one.stateCode ? seats.get(one.stateCode) : null,
        perState: seating.perState,
      })),
      figures,
      types: figures.types.map(({ type, count }) => ({ key: `network.organisation.type.${type}`, count })),
    });
  }

  /** From the hour before the beginning it is the thing to do. */
  private checkIn({ actor }: Ctx, meeting: MeetingRow) {
    const mayCheckIn = isOrganiser(actor) && whyNotNote(meeting, this.clock.today(meeting.zone)) === null;
    return { mayCheckIn, isToday: meeting.status === 'called' && meeting.startAt <= this.clock.instantIn(3600) };
  }

  private delegation(ctx: Ctx, meeting: MeetingRow, { stateCode, rows, expected, present }: Delegation<RosterRow>) {
    return {
      stateCode,
      expected,
      present,
      mayName: stateCode !== null && canNameHead(ctx.actor, { stateCode }),
      rows: rows.map((row) => this.person(ctx, meeting, row)),
    };
  }

  private person({ lang, actor }: Ctx, meeting: MeetingRow, row: RosterRow) {
    const { personId, name, organisation, isHead } = row;
    const isMine = isOrganiser(actor) || actor.personId === personId;
    return {
      ...{ personId, name, organisation, isHead },
      function: row.function,
      standsInFor: row.standsInFor,
      tag: standingTag(row),
      seat: seatTag(row),
      isOwnWord: row.isOwnWord && isOrganiser(actor),
      stay: stayOf(row, meeting, lang),
      certificate:
        isMine && this.files.isAvailable && mayCertify(row, meeting, this.clock.instant())
          ? `/meetings/${meeting.id}/certificates/${personId}`
          : null,
    };
  }
}
