import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AnswerParts, isHere, whyNotCorrect, type AnswerShown, type MeetingRow } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { wallOf } from '@samrad/platform/pure';
import { freshForm, Views, type FormState } from '@samrad/platform/views';
import { RosterFiles } from '../roster/roster-files.js';
import { RosterFinder, type RosterRow } from '../roster/roster.finder.js';
import { standingTag, stayOf } from '../roster/roster.presenter.js';
import { mayCertify, waitsForCertificate } from '../roster/roster.rules.js';
import { isOneDay } from './check-in.rules.js';

/** One's own presence on the answer page, from the beginning of the meeting on: what is noted, and the way to correct it. */
@Injectable()
export class OwnPresence implements OnModuleInit {
  constructor(
    private readonly parts: AnswerParts,
    private readonly finder: RosterFinder,
    private readonly files: RosterFiles,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.parts.offer({ name: 'presence', place: 'below', order: 5, render: (ctx, shown) => this.render(ctx, shown) });
  }

  private async render(ctx: Ctx, { invitation, meeting, ...shown }: AnswerShown): Promise<string | null> {
    const now = this.clock.instant();
    const isOwn = shown.way === 'link' || ctx.actor.personId === invitation.personId;
    if (!isOwn || !hasBegun({ ...meeting, removedAt: invitation.removedAt }, now)) return null;
    const row = (await this.finder.of(meeting.id)).find(({ personId }) => personId === invitation.personId);
    if (!row) return null;
    return this.views.markup(ctx, 'delegations/check-in/_own', {
      ...this.noted(ctx, meeting, row),
      ...this.places(shown, meeting, row),
      mayCorrect: whyNotCorrect(meeting, now) === null,
      form: formOf(meeting, row),
      options: optionsOf(meeting),
      timeType: timeTypeOf(meeting),
    });
  }

  /** Where to send corrections, and where the certificate is. */
  private places({ path, way }: Pick<AnswerShown, 'path' | 'way'>, meeting: MeetingRow, row: RosterRow) {
    const isLink = way === 'link';
    const certificate = isLink ? `${path}/certificate.pdf` : `/meetings/${meeting.id}/certificates/${row.personId}`;
    const now = this.clock.instant();
    const isCertified = this.files.isAvailable && mayCertify(row, meeting, now);
    return {
      action: isLink ? `${path}/attendance` : path.replace(/reply$/, 'attendance'),
      certificate: isCertified ? certificate : null,
      isWaiting: waitsForCertificate(row, meeting, now),
    };
  }

  private noted({ lang }: Ctx, meeting: MeetingRow, row: RosterRow) {
    return {
      isNoted: row.presence !== null,
      isHere: isHere(row.presence),
      tag: standingTag(row),
      stay: stayOf(row, meeting, lang),
    };
  }
}

/** Somebody who is still invited, at a meeting that has begun. */
const hasBegun = (meeting: MeetingRow & { removedAt: string | null }, now: string): boolean =>
  meeting.removedAt === null && meeting.startAt <= now && meeting.status !== 'cancelled';

/** A moment as a field asks for it: the clock alone in a meeting of one day. */
export const shownWall = (at: string, meeting: MeetingRow): string =>
  isOneDay(meeting) ? wallOf(at, meeting.zone).slice(11, 16) : wallOf(at, meeting.zone);

export const timeTypeOf = (meeting: MeetingRow) => (isOneDay(meeting) ? 'time' : 'datetime-local');

/** What the page shows in the form. */
export function formOf(meeting: MeetingRow, { presence, arrivedAt, leftAt }: RosterRow): FormState {
  const wall = (at: string | null) => at && shownWall(at, meeting);
  return freshForm({ presence: presence === 'absent' ? null : presence, arrived: wall(arrivedAt), left: wall(leftAt) });
}

/** On site where there is a place, online where there is a link. */
export const optionsOf = ({ place, videoUrl }: MeetingRow) =>
  [
    { value: 'on_site', fits: place !== null },
    { value: 'online', fits: videoUrl !== null },
    { value: 'regrets', fits: true },
  ]
    .filter(({ fits }) => fits)
    .map(({ value }) => ({ value, key: `delegations.checkIn.own.${value}` }));
