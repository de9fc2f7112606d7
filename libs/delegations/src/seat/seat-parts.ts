import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AnswerParts, ParticipantNotes, type AnswerShown, type MeetingRow, type Notes } from '@samrad/meetings';
import { stateName } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import { Views } from '@samrad/platform/views';
import { SeatFinder } from './seat.finder.js';
import { byState, numberOf } from './seat.rules.js';

const seat = { color: 'success', icon: 'ChairTable' } as const;
const wait = { color: 'warning', icon: 'Hourglass' } as const;

/** What other pages show of seats: the answer page and the board. */
@Injectable()
export class SeatParts implements OnModuleInit {
  constructor(
    private readonly answers: AnswerParts,
    private readonly board: ParticipantNotes,
    private readonly finder: SeatFinder,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.answers.offer({ name: 'seat', place: 'below', order: 10, render: (ctx, shown) => this.answer(ctx, shown) });
    this.board.offer((ctx, meeting) => this.notes(ctx, meeting));
  }

  /** Where one stands, and before answering whether a seat is free. */
  private async answer(ctx: Ctx, { invitation, meeting, way, closed }: AnswerShown): Promise<string | null> {
    const { stateCode, id } = invitation;
    if (closed || stateCode === null) return null;
    const { perState, people, places } = await this.finder.of(meeting.id);
    if (perState === null) return null;
    const isOwn = way === 'link' || ctx.actor.personId === invitation.personId;
    const taken = byState(people, places).get(stateCode)?.seated ?? 0;
    const status = places.get(id)?.status ?? (taken < perState ? 'free' : 'full');
    return this.views.markup(ctx, 'delegations/seat/_answer', {
      state: stateName(stateCode, ctx.lang),
      count: perState,
      textKey: `delegations.seat.${isOwn ? 'answer' : 'answerFor'}.${status}`,
      name: invitation.name,
      number: numberOf(id, people, places),
    });
  }

  private async notes({ lang }: Ctx, { id }: MeetingRow): Promise<Notes> {
    const { perState, people, places } = await this.finder.of(id);
    const { i18n } = this.views;
    const lines = byState(people, places);
    const persons: Notes['persons'] = new Map();
    for (const { invitationId, stateCode } of people) {
      const status = places.get(invitationId)?.status;
      // Who sits is worth a word only where somebody waits.
      if (!status || !lines.get(stateCode)?.waiting) continue;
      const text = i18n.t(lang, `delegations.seat.status.${status}`);
      persons.set(invitationId, [{ text, ...(status === 'seated' ? seat : wait) }]);
    }
    const states: Notes['states'] = new Map();
    for (const [code, { seated, waiting }] of lines) {
      const text = i18n.t(lang, 'delegations.seat.ofState', { seated, count: perState ?? 0 });
      const waits = { text: i18n.t(lang, 'delegations.seat.waitingOfState', { count: waiting }), ...wait };
      states.set(code, [{ ...seat, color: 'neutral', text }, ...(waiting ? [waits] : [])]);
    }
    return { persons, states };
  }
}
