import { proposalStatuses } from './item-proposal.entity.js';
import { isEditable, isOwn, mayBecome } from './item-proposal.rules.js';

it('lets what was deferred go onto a later agenda, and nothing else that has its answer', () => {
  const decisions = (from: (typeof proposalStatuses)[number]) => proposalStatuses.filter((to) => mayBecome(from, to));
  expect(decisions('proposed')).toEqual(['withdrawn', 'accepted', 'merged', 'deferred']);
  expect(decisions('deferred')).toEqual(['accepted', 'merged']);
  for (const done of ['withdrawn', 'accepted', 'merged'] as const) expect(decisions(done)).toEqual([]);
});

it('lets proposers change only what is unanswered, before the day is past', () => {
  expect(isEditable('proposed', 'open')).toBe(true);
  expect(isEditable('proposed', 'late')).toBe(false);
  expect(isEditable('accepted', 'open')).toBe(false);
});

it('has one list for each State, and one for each person without a State', () => {
  expect(isOwn({ stateCode: 'SE', askedId: 'maria' }, { id: 'nils', stateCode: 'SE' })).toBe(true);
  expect(isOwn({ stateCode: 'SE', askedId: 'maria' }, { id: 'thomas', stateCode: 'DE' })).toBe(false);
  expect(isOwn({ stateCode: null, askedId: 'iom' }, { id: 'frontex', stateCode: null })).toBe(false);
  expect(isOwn({ stateCode: null, askedId: 'iom' }, { id: 'iom', stateCode: null })).toBe(true);
});
