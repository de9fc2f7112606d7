import { wordKey } from './import-text.rules.js';

export const nouns = ['person', 'organisation'] as const;
/** What a list is about. */
export type Noun = (typeof nouns)[number];

/** What a column of a list can hold. */
export const importFields = [
  'name',
  'givenName',
  'familyName',
  'email',
  'organisation',
  'organisationType',
  'state',
  'function',
  'phone',
  'group',
  'role',
  'from',
  'to',
  'languages',
  'topics',
  'countries',
  'methods',
  'note',
  'externalKey',
  'organisationNumber',
  'memberships',
  'affiliations',
  'mailLanguage',
  'acronym',
  'website',
] as const;
export type ImportField = (typeof importFields)[number];

const ofOrganisations: readonly ImportField[] = [
  ...(['organisation', 'acronym', 'organisationType', 'state', 'website', 'organisationNumber'] as const),
  ...(['externalKey', 'note'] as const),
];

/** The fields that a list of this kind can have. */
export const fieldsOf = (noun: Noun): readonly ImportField[] =>
  noun === 'organisation' ? ofOrganisations : importFields.filter((field) => !['acronym', 'website'].includes(field));

/** The field of each column, from left to right; null where a column is left out. */
export type Mapping = readonly (ImportField | null)[];

/** Several columns may hold these; their cells are read as one list. */
const repeatable: ReadonlySet<ImportField> = new Set(['email', 'languages', 'topics', 'countries', 'methods', 'note']);

/** Headings in bokmål, nynorsk and English, as `wordKey` spells them. A number behind a heading is ignored. */
const headings: Readonly<Record<ImportField, string>> = {
  name:
    'navn,namn,name,full name,fullt navn,fullt namn,person,participant,deltaker,deltakar,member,medlem' +
    ',expert,ekspert,contact person,kontaktperson,contact,kontakt,name of expert,surname and name' +
    ',surname name,etternavn fornavn,etternamn fornamn,last name first name',
  givenName:
    'fornavn,fornamn,first name,firstname,given name,given names,forename,first names,fornavn mellomnavn' +
    ',forenavn,prenom,vorname',
  familyName: 'etternavn,etternamn,last name,lastname,family name,surname,slektsnavn,slektsnamn,nom,nachname',
  email:
    'e post,epost,e postadresse,epostadresse,e post adresse,e mail,email,mail,e mail address' +
    ',email address,mail address,mailadresse,e mails,emails,e mail s,e mail addresses,email addresses' +
    ',primary e mail,secondary e mail,other e mail,alternativ e post,annen e post,annan e post' +
    ',e post arbeid,work e mail,functional mailbox,courriel',
  organisation:
    'organisasjon,organisation,organization,virksomhet,verksemd,institusjon,institution,etat,agency' +
    ',authority,arbeidsgiver,arbeidsgivar,employer,arbeidssted,arbeidsstad,entity,organisation name' +
    ',name of organisation,ministry agency,institution organisation,organisation institution,affiliation' +
    ',tilknytning',
  organisationType:
    'organisasjonstype,organisation type,organization type,type of organisation,type of organization' +
    ',type virksomhet,type verksemd,virksomhetstype,verksemdstype,type organisasjon,type,institution type' +
    ',type of institution,sector,sektor',
  state:
    'stat,state,land,country,landkode,country code,state code,ms,member state,member country,medlemsland' +
    ',medlemsstat,nasjon,nation,country of ncp,emn country,state represented,represents',
  function:
    'stilling,stillingstittel,funksjon,function,title,tittel,position,job title,function title' +
    ',title function,stilling tittel,yrke,occupation,role in organisation',
  phone:
    'telefon,phone,telephone,tlf,tel,mobil,mobile,mobiltelefon,mobile phone,phone number,telefonnummer' +
    ',telephone number,tlf nr,cell phone,direct line,phone no,tel no',
  group: 'gruppe,group,grupper,groups,nettverk,network,working group,arbeidsgruppe,member of,medlem av' + ',group name',
  role:
    'rolle,role,rolle i gruppen,rolle i gruppa,rolle i gruppe,role in group,role in the group,group role' +
    ',verv,rolle i nettverket,membership role,medlemsrolle',
  from:
    'fra,fra og med,fom,f o m,fra dato,startdato,start,from,from date,start date,since,siden,sidan' +
    ',first day,forste dag,fyrste dag,valid from,gyldig fra,gyldig fra og med,fra a,fra og med dato,fra dag,member since,medlem siden' +
    ',medlem sidan,periode fra,periode fra og med,term from,appointed,oppnevnt,oppnemnd,fra o m',
  to:
    'last day,siste dag,til,til og med,tom,t o m,til dato,sluttdato,slutt,to,to date,end,end date,until,valid to,valid until' +
    ',gyldig til,gyldig til og med,utloper,utlopsdato,gar ut,periode til,term to,term ends,expires',
  languages: 'sprak,language,languages,arbeidssprak,working language,working languages,spoken languages',
  topics:
    'tema,temaer,emne,emner,emne r,topic,topics,ekspertise,expertise,fagomrade,fagomrader,fagomrade r' +
    ',fagfelt,field of expertise,fields of expertise,area of expertise,areas of expertise,expertise areas' +
    ',ekspertiseomrade,ekspertiseomrader,kompetanse,topics of interest',
  countries:
    'opprinnelsesland,opphavsland,opphavslandet,countries of origin,country of origin,origin countries' +
    ',kjennskap til land,country expertise,country knowledge,landekspertise,landkunnskap',
  methods: 'metode,metoder,metodar,method,methods,arbeidsmate,arbeidsmater,arbeidsmatar,ways of working',
  note:
    'merknad,merknader,kommentar,kommentarer,note,notes,notat,comment,comments,remarks,remark,anmerkning' +
    ',anmerkninger,annet,anna,other,additional information',
  externalKey:
    'nokkel,ekstern nokkel,eksternt nummer,key,external key,external id,externalkey,ekstern id,ekstern ident,referanse',
  organisationNumber:
    'organisasjonsnummer,orgnr,org nr,organisation number,organization number,registration number,registernummer' +
    ',company number,registreringsnummer',
  affiliations:
    'places of work with days,arbeidssteder med datoer,arbeidsstader med datoar,arbeidssteder,arbeidsstader,places of work,affiliations,tilknytninger,tilknytingar,employment history' +
    ',tidligere arbeidssteder,tidlegare arbeidsstader,former places of work',
  memberships: 'medlemskap,medlemskapar,memberships,gruppemedlemskap',
  mailLanguage: 'sprak i e post,e postsprak,language of mails,mail language,sprak for e post,language for mail',
  acronym: 'forkortelse,forkorting,kortnavn,kortnamn,acronym,abbreviation,short name',
  website: 'nettsted,nettstad,nettside,hjemmeside,heimeside,website,web site,url,homepage,web',
};

/** What stands over the name of an organisation in a list of organisations. */
const organisationName = new Set(headings.name.split(',').filter((word) => /^(navn|namn|name|full)/.test(word)));

const fieldOf = new Map<string, ImportField>(
  importFields.flatMap((field) => headings[field].split(',').map((heading): [string, ImportField] => [heading, field])),
);

/** The field a heading names, in any of the three languages; small slips in case, marks and spaces do not matter. */
export function fieldOfHeading(heading: string): ImportField | null {
  const own = importFields.find((field) => field === heading);
  if (own) return own;
  const bare = heading.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ');
  const key = wordKey(bare).replace(/ ?\d+$/, '');
  const parts = heading.split(/\s[/|]\s|\n/).map((part) => wordKey(part));
  return fieldOf.get(key) ?? parts.map((part) => fieldOf.get(part)).find((field) => field !== undefined) ?? null;
}

/** For `readSheet`: finds the row of the headings. */
export const isHeading = (text: string): boolean => fieldOfHeading(text) !== null;

/** The fields that the headings name. Of two columns for one field the first counts, unless the field is a list. */
export function recogniseColumns(header: readonly string[], noun: Noun = 'person'): Mapping {
  const allowed = fieldsOf(noun);
  const fields = header.map((heading) => (noun === 'person' ? fieldOfHeading(heading) : ofOrganisation(heading)));
  return withoutRepeats(fields.map((field) => (field && allowed.includes(field) ? field : null)));
}

function ofOrganisation(heading: string): ImportField | null {
  if (organisationName.has(wordKey(heading))) return 'organisation';
  return wordKey(heading) === 'number' || wordKey(heading) === 'nummer'
    ? 'organisationNumber'
    : fieldOfHeading(heading);
}

/** The mapping with a person's corrections: column number from 0 → field, or null to leave the column out. */
export function correctColumns(mapping: Mapping, corrections: Readonly<Record<number, ImportField | null>>): Mapping {
  const chosen = new Set(Object.values(corrections));
  return mapping.map((field, column) => {
    if (column in corrections) return corrections[column] ?? null;
    // What was put elsewhere by hand is no longer guessed here.
    return field && chosen.has(field) && !repeatable.has(field) ? null : field;
  });
}

/** What the mapping lacks or has twice, as locale keys below `exchange.import.columns`; empty when rows can be judged. */
export function mappingFaults(
  mapping: Mapping,
  noun: Noun = 'person',
  match = 'email',
): { key: string; field?: ImportField }[] {
  const faults = noun === 'person' ? personFaults(mapping, match) : organisationFaults(mapping);
  if (match === 'externalKey' && !mapping.includes('externalKey'))
    faults.push({ key: 'exchange.import.columns.keyMissing' });
  for (const field of importFields) {
    const twice = !repeatable.has(field) && mapping.filter((other) => other === field).length > 1;
    if (twice) faults.push({ key: 'exchange.import.columns.twice', field });
  }
  return faults;
}

function withoutRepeats(fields: readonly (ImportField | null)[]): Mapping {
  return fields.map((field, column) => {
    const isRepeat = field !== null && !repeatable.has(field) && fields.indexOf(field) < column;
    return isRepeat ? null : field;
  });
}

type Fault = { key: string; field?: ImportField };

function personFaults(mapping: Mapping, match: string): Fault[] {
  const faults: Fault[] = [];
  const has = (field: ImportField) => mapping.includes(field);
  if (!has('name') && !(has('givenName') && has('familyName')))
    faults.push({ key: 'exchange.import.columns.nameMissing' });
  if (!has('email') && match === 'email') faults.push({ key: 'exchange.import.columns.emailMissing' });
  return faults;
}

const organisationFaults = (mapping: Mapping): Fault[] =>
  mapping.includes('organisation') ? [] : [{ key: 'exchange.import.columns.organisationNameMissing' }];
