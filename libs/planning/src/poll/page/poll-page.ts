import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Events } from '@samrad/platform/events';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { PollFinder, type PollRow, type SlotRow, type VoterRow } from '../poll.finder.js';
import { groupName, presentSlot, presentVoters, statusTag } from '../poll.presenter.js';
import { isChangeable, mayBecome, mayReopen, tallyOf, type Tally, type Vote } from '../poll.rules.js';
import { crumbsOf } from './poll-forms.js';

/** Everything that is known of a poll. */
interface Whole {
  poll: PollRow;
  slots: SlotRow[];
  voters: VoterRow[];
  votes: Vote[];
  tallies: Tally[];
}

/** The page of a poll: proposed times with their answers, who said what; and the page on which the date is chosen. */
@Injectable()
export class PollPage {
  constructor(
    private readonly finder: PollFinder,
    private readonly events: Events,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  async show(ctx: Ctx, poll: PollRow): Promise<Answer> {
    const whole = await this.whole(poll);
    const slots = slotsOf(ctx, whole);
    const asked = whole.voters.filter(({ sentAt }) => sentAt);
    const events = await this.events.history('poll', poll.id, 12);
    return this.views.page(ctx, 'planning/poll/show', {
      title: poll.title,
      crumbs: crumbsOf(poll).slice(0, 2),
      poll,
      tag: statusTag(poll.status),
      group: groupName(ctx.lang, poll),
      slots,
      people: presentVoters(whole.voters, slots, whole.votes),
      asked: asked.length,
      answered: asked.filter(({ isWaiting }) => !isWaiting).length,
      acts: actsOf(whole, this.clock.today()),
      events: this.views.history(ctx.lang, 'planning.event', events),
    });
  }

  /** @param form what was chosen before; without it the best time is */
  async choicePage(
    ctx: Ctx,
    poll: PollRow,
    { form, status = 200 }: { form?: FormState; status?: number } = {},
  ): Promise<Answer> {
    const whole = await this.whole(poll);
    const slots = slotsOf(ctx, whole);
    const wanted = slots.find(({ id }) => id === ctx.query.slot) ?? slots.find(({ isBest }) => isBest);
    return this.views.page(
      ctx,
      'planning/poll/choice',
      {
        title: this.views.i18n.t(ctx.lang, 'planning.poll.choice.title'),
        crumbs: crumbsOf(poll),
        poll,
        slots,
        asksToConfirm: slots.some(({ isRefusedByAllKeys }) => isRefusedByAllKeys),
        form: form ?? freshForm({ slotId: wanted?.id }),
        labels: { slotId: 'planning.poll.field.slotId' },
      },
      status,
    );
  }

  /** Who would get a mail now, and who has no address. */
  async sendingPage(ctx: Ctx, poll: PollRow): Promise<Answer> {
    const [voters, slots] = await Promise.all([this.finder.voters(poll.id), this.finder.slots(poll.id)]);
    const waiting = voters.filter(({ sentAt }) => sentAt === null);
    const people = waiting.filter(({ address }) => address);
    return this.views.page(ctx, 'planning/poll/sending', {
      title: this.views.i18n.t(ctx.lang, 'planning.poll.sending.title'),
      crumbs: crumbsOf(poll),
      poll,
      people,
      withoutAddress: waiting.filter(({ address }) => !address),
      hasSlots: slots.some(({ startAt }) => startAt > this.clock.instant()),
    });
  }

  private async whole(poll: PollRow): Promise<Whole> {
    const [slots, voters, votes] = await Promise.all([
      this.finder.slots(poll.id),
      this.finder.voters(poll.id),
      this.finder.votes(poll.id),
    ]);
    const asked = voters.filter(({ sentAt }) => sentAt);
    return { poll, slots, voters, votes, tallies: tallyOf(slots, asked, votes) };
  }
}

const slotsOf = ({ lang }: Ctx, { poll, slots, voters, tallies }: Whole) =>
  slots.map((slot, index) => ({
    ...presentSlot(lang, slot, { tally: tallies[index]!, voters }),
    isChosen: slot.id === poll.chosenSlotId,
  }));

/** What can be done now: one primary act, and the others. */
function actsOf({ poll, slots, voters }: Whole, today: string) {
  const unsent = voters.filter(({ sentAt, address }) => !sentAt && address).length;
  const waiting = voters.filter(({ sentAt, isWaiting }) => sentAt && isWaiting).length;
  const isOpen = poll.status === 'open';
  return {
    primary: primaryOf(poll, { slots: slots.length, unsent }),
    unsent,
    isLate: isOpen && poll.respondBy < today,
    mayChange: isChangeable(poll.status),
    mayChoose: mayBecome(poll.status, 'decided'),
    mayRemind: isOpen && waiting > 0,
    mayClose: isOpen,
    mayReopen: mayReopen(poll),
    mayCancel: mayBecome(poll.status, 'cancelled'),
    mayRemove: poll.status === 'draft',
  };
}

type Primary = 'times' | 'people' | 'sending' | 'choice' | 'meeting' | null;

function primaryOf({ status, meetingId }: PollRow, { slots, unsent }: { slots: number; unsent: number }): Primary {
  if (status === 'decided') return meetingId ? 'meeting' : null;
  if (status === 'cancelled') return null;
  if (!slots) return 'times';
  if (unsent && status !== 'closed') return 'sending';
  return status === 'draft' ? 'people' : 'choice';
}
