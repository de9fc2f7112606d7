export * from './group/group.entity.js';
export * from './membership/membership.entity.js';
export * from './organisation/organisation.entity.js';
export * from './person/consent/consent.entity.js';
export * from './person/fields/person-fields.entity.js';
export * from './person/person.entity.js';
export * from './person/expertise/expertise.entity.js';
export * from './state/state.entity.js';
export * from './former-key.entity.js';

export * from './holdings.js';
export { AddressStanding, type FailingAddress } from './directory/address-standing.service.js';
export { RegisterPanels, type RegisterPanel } from './register-panels.js';
export * from './erased-address.entity.js';
export { ErasedAddresses } from './erased-addresses.js';
export { Erasures, type Erased, type Eraser, type KeptPart, type Known } from './erasures.js';
export { formerKeysOfOrganisations, formerKeysOfPersons, personsByFormerKey, type FormerKey } from './former-keys.js';
export { FormerRecords, type FormerSource } from './former-records.js';
export * from './group/composition/composition.entity.js';
export { CompositionService } from './group/composition/composition.service.js';
export { noRule, roleRank, type MemberRule } from './group/composition/composition.rules.js';
export { GroupMembers } from './group/composition/group-members.js';
export { RecipientsFinder, type Meant, type RecipientsRow } from './group/composition/recipients.finder.js';
export { GroupFinder, type GroupRecord } from './group/group.finder.js';
export { GroupService } from './group/group.service.js';
export { countryName, countryOptions, isCountryCode } from './person/expertise/countries.js';
export { expertiseKinds, type StatedBy } from './person/expertise/expertise.rules.js';
export { MethodFinder, type MethodRow } from './person/expertise/method.finder.js';
export { DirectoryFinder, countedUpTo } from './directory/directory.finder.js';
export { FacetFinder, facets, type Facet, type TopicInState } from './directory/facet.finder.js';
export type { Knowing } from './directory/knowing.js';
export { Vocabulary } from './directory/vocabulary.js';
export { PersonChoices } from './directory/person-choices.js';
export { languageName, languageOptions, workingLanguages } from './person/languages.js';
export { personFilter, type PersonFilter } from './person/person.dto.js';
export { itemOf as personItemOf, personItem } from './person/person.presenter.js';
export type { PersonRow } from './person/person-record.finder.js';
export { pairsOf, placeOf, queryOf, tolerant, within, without } from './lists.js';
export { LookAlikes, type ListedPerson, type LookAlike, type LookAlikeSearch } from './look-alikes.js';
export { FormerMembers, type AskedInGroup } from './membership/former-members.js';
export { MembershipFinder, type MembershipRecord } from './membership/membership.finder.js';
export { overlapFault } from './membership/membership.rules.js';
export { MembershipService } from './membership/membership.service.js';
export { NetworkModule } from './network.module.js';
export { bodiesIn, bodyTypes } from './organisation/body.rules.js';
export { OrganisationFinder } from './organisation/organisation.finder.js';
export { OrganisationService, organisationEntry, organisationSortName } from './organisation/organisation.service.js';
export { organisationFilter, type OrganisationFilter } from './organisation/organisation.dto.js';
export { canSeeOrganisationNote } from './organisation/organisation.policy.js';
/** One definition of “the same mail address” for import, persons, invitations and answers. */
export { addressKey, isAddress } from '@samrad/platform/pure';
export { choice, named, nameFields, telephone } from './person/person.dto.js';
export { changesOf, type Change } from './person/history/history.rules.js';
export { holdPerson } from './held-person.js';
export { PersonProtection, type AddressChange } from './person/person-protection.js';
export { canRecordConsent, canSeeConsents, consented } from './person/consent/consent.policy.js';
export { consentView } from './person/consent/consent.presenter.js';
export {
  consentPurposes,
  consentWays,
  currentVersion,
  type ConsentPurpose,
  type ConsentWay,
} from './person/consent/consent.rules.js';
export {
  Consents,
  type ConsentRow,
  type ConsentSaid,
  type ConsentStanding,
} from './person/consent/consents.service.js';
export { PersonFields, withOnly, type Shown, type ShownOf } from './person/fields/person-fields.finder.js';
export {
  expertiseShownTo,
  fieldAudiences,
  fieldShownTo,
  fieldShownToAll,
  mayLeaveEea,
  personFields,
  usualAudience,
  type FieldAudience,
  type PersonField,
} from './person/fields/person-fields.policy.js';
export { PersonFieldsService, type EeaRule } from './person/fields/person-fields.service.js';
export { PersonReading } from './person/fields/person-reading.js';
export { AffiliationService } from './person/affiliation.service.js';
export { entryOf, PersonIndex } from './person/person-index.js';
export { PersonRecordFinder } from './person/person-record.finder.js';
export { PersonFinder, type Contact, type Member } from './person/person.finder.js';
export {
  askable,
  canCorrect,
  canExportNetwork,
  canImportNetwork,
  canManageNetwork,
  canSeeDetails,
  canSeeNetwork,
  visibleTo as personVisibleTo,
} from './person/person.policy.js';
export { hasLeft, initialsOf, isAskable, lastsOn, nameOf, overlap, sortNameOf } from './person/person.rules.js';
export { PersonService, type NewContact, type OwnChange } from './person/person.service.js';
export { loadReferenceData, ReferenceData } from './reference.js';
export {
  isoCodeOf,
  isStateCode,
  nameIn,
  shownCode,
  knownStates,
  stateCodes,
  stateName,
  stateNames,
  type ParticipationKind,
} from './state/known-states.js';
export { StateNames } from './state/state-names.js';
export { StateFinder, type StateRow } from './state/state.finder.js';
export { TopicFinder } from './topic/topic.finder.js';
