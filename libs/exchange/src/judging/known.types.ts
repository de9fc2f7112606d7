interface Period {
  validFrom: string | null;
  validTo: string | null;
}

export type KnownAffiliation = Period & {
  id: string;
  organisationId: string;
  organisation: string;
  function: string | null;
};
export type KnownMembership = Period & {
  id: string;
  groupId: string;
  role: string;
  stateCode: string | null;
  version: number;
};

/** What a person in the register has already. */
export interface KnownPerson {
  id: string;
  givenName: string;
  familyName: string;
  stateCode: string | null;
  phone: string | null;
  mailLanguage: 'nb' | 'nn' | 'en';
  externalKey: string | null;
  note: string | null;
  sortName: string;
  version: number;
  /** The primary one first. */
  emails: string[];
  /** External keys that find the person too. */
  formerKeys: string[];
  languages: string[];
  topics: string[];
  countries: string[];
  methods: string[];
  /** Those that last longest first. */
  affiliations: KnownAffiliation[];
  memberships: KnownMembership[];
}
