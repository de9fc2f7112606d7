import { anonymous, roles, type Role } from '@samrad/platform/auth';
import { actorWith } from '../../../../../test/support/network.js';
import { toldOf } from './history.policy.js';

const change = (field: string) => ({ field, from: 'a', to: 'b' });
const event = (kind: string, ...fields: string[]) => ({
  kind,
  actorName: 'Kari Nordmann',
  data: { fields, changes: fields.map(change), why: 'Rumour' },
});

const ofPerson = [event('person.updated', 'phone', 'note'), event('person.updated', 'note'), event('person.left')];
const ofOrganisation = [event('organisation.updated', 'name', 'note'), event('organisation.updated', 'note')];
const ofGroup = [event('group.updated', 'code'), event('group.joinedGroup')];

const summary = (events: ReturnType<typeof event>[]) =>
  events.map(({ kind, actorName, data }) =>
    [kind, data.fields.join('+'), actorName, data.why].filter(Boolean).join(' | '),
  );
const everything = (events: ReturnType<typeof event>[]) => summary(events);

const isOrganiser: Record<Role, boolean> = {
  administrator: true,
  coordinator: true,
  secretariat: true,
  state_contact: false,
  expert: false,
};

describe.each(roles)('%s', (role) => {
  const actor = actorWith(role);
  const told = (events: ReturnType<typeof event>[], personId?: string) => summary(toldOf(actor, events, { personId }));

  it('of another person', () => expect(told(ofPerson, 'p1')).toEqual(isOrganiser[role] ? everything(ofPerson) : []));

  it('of themself', () =>
    expect(told(ofPerson, actor.personId!)).toEqual(
      isOrganiser[role]
        ? everything(ofPerson)
        : ['person.updated | phone | Kari Nordmann', 'person.left | Kari Nordmann'],
    ));

  it('of an organisation', () =>
    expect(told(ofOrganisation)).toEqual(
      isOrganiser[role] ? everything(ofOrganisation) : ['organisation.updated | name'],
    ));

  it('of a group', () =>
    expect(told(ofGroup)).toEqual(isOrganiser[role] ? everything(ofGroup) : ['group.updated | code']));
});

it('visitors are told nothing', () => expect(toldOf(anonymous, ofOrganisation, {})).toEqual([]));
