export * from './group/group.entity.js';
export * from './membership/membership.entity.js';
export * from './organisation/organisation.entity.js';
export * from './person/consent/consent.entity.js';
export * from './person/person.entity.js';
export * from './state/state.entity.js';

export * from './holdings.js';
export { AddressStanding, type FailingAddress } from './directory/address-standing.service.js';
export { FormerRecords, type FormerSource } from './former-records.js';
export * from './group/composition/composition.entity.js';
export { CompositionService } from './group/composition/composition.service.js';
export { noRule, type MemberRule } from './group/composition/composition.rules.js';
export { GroupMembers } from './group/composition/group-members.js';
export { RecipientsFinder, type Meant, type RecipientsRow } from './group/composition/recipients.finder.js';
export { GroupFinder, type GroupRecord } from './group/group.finder.js';
export { GroupService } from './group/group.service.js';
export { ImportJudge, type ImportChoices, type Judgement } from './import/import-judge.js';
export { importOf, type ImportOut } from './import/import.presenter.js';
export { ImportService, type Imported } from './import/import.service.js';
export { placeOf, tolerant } from './lists.js';
export { LookAlikes, type LookAlike } from './look-alikes.js';
export { MembershipService } from './membership/membership.service.js';
export { NetworkModule } from './network.module.js';
export { bodiesIn, bodyTypes } from './organisation/body.rules.js';
export { OrganisationFinder } from './organisation/organisation.finder.js';
export { OrganisationService } from './organisation/organisation.service.js';
/** One definition of “the same mail address” for import, persons, invitations and answers. */
export { addressKey, isAddress } from '@samrad/platform/pure';
export { choice, named, nameFields } from './person/person.dto.js';
export { PersonProtection, type AddressChange } from './person/person-protection.js';
export { canRecordConsent, canSeeConsents } from './person/consent/consent.policy.js';
export {
  consentPurposes,
  consentWays,
  currentVersion,
  type ConsentPurpose,
  type ConsentWay,
} from './person/consent/consent.rules.js';
export {
  consented,
  Consents,
  type ConsentRow,
  type ConsentSaid,
  type ConsentStanding,
} from './person/consent/consents.service.js';
export { AffiliationService } from './person/affiliation.service.js';
export { PersonIndex } from './person/person-index.js';
export { PersonFinder, type Contact, type Member } from './person/person.finder.js';
export { canManageNetwork, canSeeNetwork, visibleTo as personVisibleTo } from './person/person.policy.js';
export { hasLeft, initialsOf, lastsOn, nameOf, overlap, sortNameOf } from './person/person.rules.js';
export { PersonService, type NewContact } from './person/person.service.js';
export { loadReferenceData, ReferenceData } from './reference.js';
export {
  isoCodeOf,
  isStateCode,
  nameIn,
  shownCode,
  stateCodes,
  stateName,
  type ParticipationKind,
} from './state/known-states.js';
export { StateNames } from './state/state-names.js';
export { StateFinder, type StateRow } from './state/state.finder.js';
export { TopicFinder } from './topic/topic.finder.js';
