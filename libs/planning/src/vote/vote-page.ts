import { Injectable } from '@nestjs/common';
import { secretPage } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { pollAnswers } from '../poll/poll.entity.js';
import { PollFinder, type PollRow, type SlotRow, type VoterRow } from '../poll/poll.finder.js';
import { answerTag } from '../poll/poll.presenter.js';
import { tallyOf, type Vote } from '../poll/poll.rules.js';
import { slotText } from './vote-letters.js';

interface Shown {
  form?: FormState;
  status?: number;
  /** Just answered: say so, and show what was recorded. */
  isDone?: boolean;
}

/** What the page of one person is made of. */
interface Matter {
  ctx: Ctx;
  poll: PollRow;
  voter: VoterRow;
  slots: SlotRow[];
  votes: Vote[];
}

/** The page behind a personal link: plain, in the person's language, without sign-in. */
@Injectable()
export class VotePage {
  constructor(
    private readonly finder: PollFinder,
    private readonly views: Views,
  ) {}

  async show(ctx: Ctx, voter: VoterRow, { form, status = 200, isDone = false }: Shown): Promise<Answer> {
    const poll = found(await this.finder.one(voter.pollId));
    const [slots, votes] = await Promise.all([this.finder.slots(poll.id), this.finder.votes(poll.id)]);
    const own = { ...ctx, lang: ctx.query.lang ? ctx.lang : voter.language };
    const matter = { ctx: own, poll, voter, slots, votes };
    const state = form ?? freshForm(fresh(matter));
    const page = this.views.page(
      own,
      'planning/vote/answer',
      {
        layout: 'plain',
        title: poll.title,
        poll,
        name: voter.name,
        closed: poll.status === 'open' ? null : poll.status,
        isDone: isDone && poll.status === 'open',
        hasAnswered: voter.answeredAt !== null,
        hasNew: voter.answeredAt !== null && Boolean(voter.isWaiting),
        slots: slots.map((slot) => line(matter, slot, state)),
        others: poll.showsAnswers ? await this.others(matter) : null,
        form: state,
        path: ctx.path,
      },
      status,
    );
    return page.with(secretPage);
  }

  /** What the others said: names and answers, never their words. */
  private async others({ ctx, poll, voter, slots, votes }: Matter) {
    const people = (await this.finder.asked(poll.id)).filter(({ id, answeredAt }) => id !== voter.id && answeredAt);
    if (!people.length) return null;
    const given = new Map(votes.map((vote) => [`${vote.voterId} ${vote.slotId}`, vote.answer]));
    return {
      slots: slots.map((slot) => slotText(ctx.lang, slot, null)),
      people: people.map(({ id, name, stateCode }) => ({
        name,
        stateCode,
        answers: slots.map((slot) => ({
          ...answerTag(given.get(`${id} ${slot.id}`) ?? null),
          when: slotText(ctx.lang, slot, null),
        })),
      })),
    };
  }
}

function line({ ctx, poll, voter, votes }: Matter, slot: SlotRow, { values }: FormState) {
  const field = `slot-${slot.id}`;
  const recorded = votes.find((vote) => vote.voterId === voter.id && vote.slotId === slot.id)?.answer ?? null;
  return {
    ...slot,
    when: slotText(ctx.lang, slot, voter.stateCode),
    field,
    isChosen: slot.id === poll.chosenSlotId,
    recorded: answerTag(recorded),
    tally: poll.showsAnswers ? tallyOf([slot], votersOf(votes), votes)[0] : null,
    options: pollAnswers.map((value) => ({ value, ...answerTag(value), checked: values[field] === value })),
  };
}

const votersOf = (votes: readonly Vote[]) =>
  [...new Set(votes.map(({ voterId }) => voterId))].map((id) => ({ id, isKey: false }));

function fresh({ voter, votes }: Matter) {
  const own = votes.filter((vote) => vote.voterId === voter.id);
  return { comment: voter.comment, ...Object.fromEntries(own.map((vote) => [`slot-${vote.slotId}`, vote.answer])) };
}
