import { Module } from '@nestjs/common';
import { LookAlikes } from './look-alikes.js';
import { ErasedAddresses } from './erased-addresses.js';
import { Erasures } from './erasures.js';
import { FormerRecords } from './former-records.js';
import { GroupApiController } from './group/group.api.controller.js';
import { GroupController } from './group/group.controller.js';
import { CompositionApiController } from './group/composition/composition.api.controller.js';
import { CompositionController } from './group/composition/composition.controller.js';
import { CompositionFinder } from './group/composition/composition.finder.js';
import { CompositionPage } from './group/composition/composition-page.js';
import { CompositionService } from './group/composition/composition.service.js';
import { GroupMembers } from './group/composition/group-members.js';
import { GroupPanel } from './group/composition/group-panel.js';
import { RecipientsFinder } from './group/composition/recipients.finder.js';
import { GroupFinder } from './group/group.finder.js';
import { GroupService } from './group/group.service.js';
import { FormerMembers } from './membership/former-members.js';
import { MembershipApiController } from './membership/membership.api.controller.js';
import { MembershipController } from './membership/membership.controller.js';
import { MembershipFinder } from './membership/membership.finder.js';
import { MembershipService } from './membership/membership.service.js';
import { OrganisationApiController } from './organisation/organisation.api.controller.js';
import { OrganisationController } from './organisation/organisation.controller.js';
import { OrganisationFinder } from './organisation/organisation.finder.js';
import { OrganisationService } from './organisation/organisation.service.js';
import { ExpertiseParts } from './person/expertise/expertise-parts.js';
import { MethodFinder } from './person/expertise/method.finder.js';
import { Consents } from './person/consent/consents.service.js';
import { PersonFields } from './person/fields/person-fields.finder.js';
import { PersonFieldsService } from './person/fields/person-fields.service.js';
import { PersonProtection } from './person/person-protection.js';
import { AffiliationService } from './person/affiliation.service.js';
import { AddressStanding } from './directory/address-standing.service.js';
import { UnreachableController } from './directory/unreachable.controller.js';
import { UnreachableFinder } from './directory/unreachable.finder.js';
import { DirectoryFinder } from './directory/directory.finder.js';
import { DirectoryWords } from './directory/directory-words.js';
import { Vocabulary } from './directory/vocabulary.js';
import { FacetFinder } from './directory/facet.finder.js';
import { PersonApiController } from './person/person.api.controller.js';
import { PersonChoices } from './directory/person-choices.js';
import { PersonController } from './person/person.controller.js';
import { PersonFormController } from './person/person-form.controller.js';
import { PersonIndex } from './person/person-index.js';
import { PersonReading } from './person/fields/person-reading.js';
import { PersonRecordFinder } from './person/person-record.finder.js';
import { PersonFinder } from './person/person.finder.js';
import { PersonService } from './person/person.service.js';
import { RegisterPanels } from './register-panels.js';
import { ReferenceData } from './reference.js';
import { StateNames } from './state/state-names.js';
import { StateApiController } from './state/state.api.controller.js';
import { StateController } from './state/state.controller.js';
import { StateFinder } from './state/state.finder.js';
import { StateService } from './state/state.service.js';
import { TopicApiController } from './topic/topic.api.controller.js';
import { TopicFinder } from './topic/topic.finder.js';
import { TopicService } from './topic/topic.service.js';

const states = [
  StateService,
  StateFinder,
  StateNames,
  TopicService,
  TopicFinder,
  ReferenceData,
  ErasedAddresses,
  Erasures,
  FormerRecords,
  LookAlikes,
  RegisterPanels,
];
const organisations = [OrganisationService, OrganisationFinder];
const persons = [
  PersonService,
  ExpertiseParts,
  MethodFinder,
  AddressStanding,
  Consents,
  PersonFields,
  PersonFieldsService,
  PersonProtection,
  AffiliationService,
  UnreachableFinder,
  PersonFinder,
  PersonReading,
  PersonRecordFinder,
  DirectoryFinder,
  DirectoryWords,
  Vocabulary,
  FacetFinder,
  PersonIndex,
  PersonChoices,
];
const groups = [
  ...[GroupService, GroupFinder, MembershipService, MembershipFinder, GroupMembers, RecipientsFinder],
  ...[CompositionFinder, CompositionPage, CompositionService, GroupPanel, FormerMembers],
];
const pages = [
  PersonFormController,
  UnreachableController,
  PersonController,
  OrganisationController,
  GroupController,
  CompositionController,
  MembershipController,
  StateController,
];
const apis = [
  PersonApiController,
  OrganisationApiController,
  GroupApiController,
  CompositionApiController,
  MembershipApiController,
  StateApiController,
  TopicApiController,
];
const parts = [...states, ...organisations, ...persons, ...groups];

/** Who is who: States, organisations, persons, groups and memberships. */
@Module({ providers: parts, controllers: [...pages, ...apis], exports: parts })
export class NetworkModule {}
