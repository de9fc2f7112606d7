import { isCovered, isForReader, onlyActions } from './carried.rules.js';
import type { FollowedAction, FollowedActions, FollowedTopic } from './carried.types.js';

const action = (id: string, audience: string, groupId: string | null = 'reg'): FollowedAction => ({
  ...{ id, ref: id, title: id, dueOn: null, finished: 0, asked: 1, closedOn: null, audience, groupId },
  responsible: { kind: 'all_states', stateCodes: [], name: null, personId: null },
});

describe('what is kept or passed on shows an action', () => {
  const rows = [
    ['organisers', 'organisers', true],
    ['organisers', 'group', true],
    ['group', 'organisers', false],
    ['group', 'group', true],
    ['group', 'network', true],
    ['ncps', 'group', false],
    ['states', 'network', true],
    ['network', 'group', false],
    ['network', 'public', true],
    ['public', 'network', false],
    ['public', 'public', true],
  ] as const;
  it.each(rows)('for %s, of an action for %s: %s', (audience, of, shown) =>
    expect(isCovered(audience, 'reg', action('A-1', of))).toBe(shown),
  );

  it('of another group to nobody but the organisers', () => {
    expect(isCovered('group', 'reg', action('A-1', 'group', 'other'))).toBe(false);
    expect(isCovered('organisers', 'reg', action('A-1', 'group', 'other'))).toBe(true);
  });
});

describe('a reader of what is kept', () => {
  const rows: [string, { isOrganiser: boolean; groupIds: string[] }, string[]][] = [
    ['an organiser', { isOrganiser: true, groupIds: [] }, ['organisers', 'group', 'network', 'public']],
    ['a member of the group', { isOrganiser: false, groupIds: ['reg'] }, ['group', 'network', 'public']],
    ['a guest of the meeting', { isOrganiser: false, groupIds: ['other'] }, ['network', 'public']],
  ];
  it.each(rows)('%s sees what is for them', (_, reader, seen) => {
    const all = ['organisers', 'group', 'network', 'public'];
    expect(all.filter((audience) => isForReader(reader, action('A-1', audience)))).toEqual(seen);
  });
});

describe('what stands under an item, with fewer actions', () => {
  const isPublic = ({ audience }: { audience: string }) => audience === 'public';

  it('keeps the lists', () => {
    const followUp: FollowedActions = {
      ...{ kind: 'actions', since: 'REG 1' },
      ...{ late: [action('A-1', 'group')], open: [action('A-2', 'public')], closed: [action('A-3', 'network')] },
    };
    expect(onlyActions(followUp, isPublic)).toMatchObject({ late: [], open: [{ id: 'A-2' }], closed: [] });
  });

  it('says of a topic only what is left', () => {
    const followUp: FollowedTopic = {
      ...{ kind: 'topic', topicId: 't' },
      reasons: [{ kind: 'recurring' }, { kind: 'actions', actions: [action('A-1', 'group'), action('A-2', 'public')] }],
    };
    expect(onlyActions(followUp, isPublic)).toMatchObject({ reasons: [{}, { actions: [{ id: 'A-2' }] }] });
    expect(onlyActions(followUp, () => false)).toMatchObject({ reasons: [{ kind: 'recurring' }] });
  });
});
