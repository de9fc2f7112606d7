import { nameIn } from '@samrad/network';
import { whenText } from '@samrad/meetings';
import type { Language } from '@samrad/platform/i18n';
import type { PollAnswer, PollStatus } from './poll.entity.js';
import type { PollListRow, PollRow, SlotRow, VoterRow } from './poll.finder.js';
import type { Tally, Vote } from './poll.rules.js';

const tags: Record<PollStatus, { color: string; icon: string }> = {
  draft: { color: 'neutral', icon: 'Pencil' },
  open: { color: 'info', icon: 'PaperplaneFill' },
  closed: { color: 'warning', icon: 'PadlockLocked' },
  decided: { color: 'success', icon: 'CheckmarkCircle' },
  cancelled: { color: 'danger', icon: 'XMarkOctagon' },
};

export const statusTag = (status: PollStatus) => ({ ...tags[status], key: `planning.poll.status.${status}` });

const answers: Record<PollAnswer | 'none', { color: string; icon: string; mark: string }> = {
  yes: { color: 'success', icon: 'CheckmarkCircle', mark: 'yes' },
  if_needed: { color: 'warning', icon: 'QuestionmarkDiamond', mark: 'maybe' },
  no: { color: 'danger', icon: 'XMarkOctagon', mark: 'no' },
  none: { color: 'neutral', icon: 'Clock', mark: 'none' },
};

/** Status as icon and word; null: no answer. */
export const answerTag = (answer: PollAnswer | null) => ({
  ...answers[answer ?? 'none'],
  key: `planning.poll.answer.${answer ?? 'none'}`,
});

export const groupName = (lang: Language, { groupNameEn, groupNameNb, groupNameNn }: PollRow): string | null =>
  groupNameEn && nameIn({ nameEn: groupNameEn, nameNb: groupNameNb ?? '', nameNn: groupNameNn ?? '' }, lang);

export const presentRow = (lang: Language, row: PollListRow) => ({
  ...row,
  tag: statusTag(row.status),
  group: groupName(lang, row),
});

/** The parts of a bar; x and w in per cent of all who were asked. */
function partsOf({ yes, ifNeeded, no, unanswered }: Tally) {
  const total = yes + ifNeeded + no + unanswered || 1;
  const counts = { yes, maybe: ifNeeded, no, none: unanswered };
  let x = 0;
  return Object.entries(counts).map(([key, n]) => {
    const part = { key, n, x: round(x), w: round((n / total) * 100) };
    x += part.w;
    return part;
  });
}

const round = (n: number) => Math.round(n * 100) / 100;

/** A proposed time with what was answered to it. */
export function presentSlot(
  lang: Language,
  slot: SlotRow,
  { tally, voters }: { tally: Tally; voters: readonly VoterRow[] },
) {
  const names = voters.filter(({ id }) => tally.keyRefusals.includes(id)).map(({ name }) => name);
  return { ...slot, when: whenText(lang, slot), ...tally, parts: partsOf(tally), keyNames: names.join(', ') };
}

/** Who said what to which time, row by row. */
export function presentVoters(
  voters: readonly VoterRow[],
  slots: readonly { id: string; when: object }[],
  votes: readonly Vote[],
) {
  const given = new Map(votes.map((vote) => [`${vote.voterId} ${vote.slotId}`, vote.answer]));
  return voters.map((voter) => ({
    ...voter,
    answers: slots.map(({ id, when }) => ({ ...answerTag(given.get(`${voter.id} ${id}`) ?? null), when })),
  }));
}

/** A poll in the API. */
export const pollOut = ({ groupNameEn: _en, groupNameNb: _nb, groupNameNn: _nn, ...poll }: PollRow) => ({
  ...poll,
  showsAnswers: Boolean(poll.showsAnswers),
});

export const voterOut = ({ isKey, isWaiting, pollId: _, ...voter }: VoterRow) => ({
  ...voter,
  isKey: Boolean(isKey),
  hasAnswered: !isWaiting,
});
