import { Module } from '@nestjs/common';
import { GroupFinder } from './group/group.finder.js';
import { GroupService } from './group/group.service.js';
import { MembershipFinder } from './membership/membership.finder.js';
import { MembershipService } from './membership/membership.service.js';
import { OrganisationFinder } from './organisation/organisation.finder.js';
import { OrganisationService } from './organisation/organisation.service.js';
import { AffiliationService } from './person/affiliation.service.js';
import { DirectoryFinder } from './person/directory.finder.js';
import { PersonIndex } from './person/person-index.js';
import { PersonRecordFinder } from './person/person-record.finder.js';
import { PersonFinder } from './person/person.finder.js';
import { PersonService } from './person/person.service.js';
import { ReferenceData } from './reference-data.js';
import { StateNames } from './state/state-names.js';
import { StateFinder } from './state/state.finder.js';
import { StateService } from './state/state.service.js';
import { TopicApiController } from './topic/topic.api.controller.js';
import { TopicFinder } from './topic/topic.finder.js';
import { TopicService } from './topic/topic.service.js';

const states = [StateService, StateFinder, StateNames, TopicService, TopicFinder, ReferenceData];
const organisations = [OrganisationService, OrganisationFinder];
const persons = [PersonService, AffiliationService, PersonFinder, PersonRecordFinder, DirectoryFinder, PersonIndex];
const groups = [GroupService, GroupFinder, MembershipService, MembershipFinder];
const parts = [...states, ...organisations, ...persons, ...groups];

/** Who is who: States, organisations, persons, groups and memberships. */
@Module({ providers: parts, controllers: [TopicApiController], exports: parts })
export class NetworkModule {}
