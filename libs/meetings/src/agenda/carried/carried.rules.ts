import type { Audience } from '@samrad/library';
import type { FollowedAction, FollowUp, TopicReason } from './carried.types.js';

type Seen = Pick<FollowedAction, 'audience' | 'groupId'>;

/** Of what is read by so many, only what is for as many goes into it: minutes and files are passed on. */
const covered: Record<Audience, readonly string[]> = {
  organisers: ['organisers', 'group', 'network', 'public'],
  group: ['group', 'network', 'public'],
  ncps: ['network', 'public'],
  states: ['network', 'public'],
  network: ['network', 'public'],
  public: ['public'],
};

/** @param groupId the group of the meeting: actions of another group are not for this one */
export const isCovered = (audience: Audience, groupId: string | null, action: Seen): boolean =>
  covered[audience].includes(action.audience) &&
  (action.audience !== 'group' || audience === 'organisers' || action.groupId === groupId);

/** Somebody who reads what is kept: what is for a group is for its members, among those who may read the whole. */
export const isForReader = (reader: { isOrganiser: boolean; groupIds: readonly string[] }, action: Seen): boolean =>
  reader.isOrganiser ||
  (action.audience === 'group' ? reader.groupIds.includes(action.groupId ?? '') : action.audience !== 'organisers');

/** The same with only the actions for which `keeps` holds. A topic without any open action left says nothing of them. */
export function onlyActions(followUp: FollowUp, keeps: (action: Seen) => boolean): FollowUp {
  if (followUp.kind === 'actions') {
    const { late, open, closed } = followUp;
    return { ...followUp, late: late.filter(keeps), open: open.filter(keeps), closed: closed.filter(keeps) };
  }
  const reasons = followUp.reasons.flatMap((reason): TopicReason[] => {
    if (reason.kind !== 'actions') return [reason];
    const actions = reason.actions.filter(keeps);
    return actions.length ? [{ ...reason, actions }] : [];
  });
  return { ...followUp, reasons };
}
