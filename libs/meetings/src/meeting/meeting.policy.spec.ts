import { anonymous, type Actor, type Role } from '@samrad/platform/auth';
import { canEditAgenda, canSeeDraft } from '../agenda/agenda.policy.js';
import { canListSeries, canManageSeries } from '../series/series.policy.js';
import { canJoin, canPlanMeetings, canRunMeeting, canSeeAnswers, visibleTo } from './meeting.policy.js';

const as = (role: Role): Actor => ({ ...anonymous, accountId: role, personId: role, roles: [role] });
const actors: Record<string, Actor> = {
  visitor: anonymous,
  expert: as('expert'),
  stateContact: as('state_contact'),
  secretariat: as('secretariat'),
  coordinator: as('coordinator'),
  administrator: as('administrator'),
};
const organisers = ['secretariat', 'coordinator', 'administrator'];
const signedIn = ['expert', 'stateContact', ...organisers];

describe('who may do what', () => {
  it.each([
    ['plan a meeting', canPlanMeetings, organisers],
    ['change, postpone, cancel and hold it', canRunMeeting, organisers],
    ['see the answers as figures', canSeeAnswers, signedIn],
    ['edit and publish the agenda', canEditAgenda, organisers],
    ['see the draft of an agenda', canSeeDraft, organisers],
    ['list the series', canListSeries, signedIn],
    ['manage the series', canManageSeries, organisers],
  ] as const)('%s', (_, may, allowed) => {
    const able = Object.entries(actors).filter(([, actor]) => may(actor));
    expect(able.map(([name]) => name)).toEqual(allowed);
  });
});

describe('who gets the link into the room', () => {
  const meeting = { groupId: 'g1', isInvited: 0 };
  const member: Actor = { ...actors.expert!, groupIds: ['g1'] };

  it.each([
    ['a visitor', anonymous, meeting, false],
    ['an expert who is not invited', actors.expert!, meeting, false],
    ['an expert who is invited', actors.expert!, { ...meeting, isInvited: 1 }, true],
    ['a member of the group', member, meeting, true],
    ['a member of another group', { ...member, groupIds: ['g2'] }, meeting, false],
    ['an organiser', actors.secretariat!, meeting, true],
  ])('%s', (...[, actor, about, expected]) => {
    expect(canJoin(actor, about)).toBe(expected);
  });
});

describe('the condition for lists', () => {
  it('is the same for all organisers: everything', () => {
    expect(organisers.map((name) => visibleTo(actors[name]!).sql)).toEqual(['1 = 1', '1 = 1', '1 = 1']);
  });

  it('is for a visitor: public, and called or minuted', () => {
    expect(visibleTo(anonymous).sql).toBe(
      `((m.called_at IS NOT NULL OR m.status = 'minutes_published') AND (m.audience = 'public'))`,
    );
  });
});
