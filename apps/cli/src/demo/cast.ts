// The named world of demo data, tests, screenshots and documentation. All persons are invented.

export interface Character {
  givenName: string;
  familyName: string;
  email: string;
  stateCode: string | null;
  organisation: string;
  function: string;
}

const character = (
  name: string,
  email: string,
  [stateCode, organisation, role]: [string | null, string, string],
): Character => {
  const [givenName, familyName] = name.split('|') as [string, string];
  return { givenName, familyName, email, stateCode, organisation, function: role };
};

const udi = 'Utlendingsdirektoratet';
const jd = 'Justis- og beredskapsdepartementet';

/** One password for all demo accounts; printed at start, used nowhere else. */
export const demoPassword = 'samråd-demo-2026';

export const cast = {
  administrator: character('Astrid|Berg', 'astrid.berg@udi.example.org', ['NO', udi, 'System owner']),
  coordinator: character('Kari|Nordmann', 'kari.nordmann@jd.example.org', ['NO', jd, 'National coordinator']),
  secretariat: character('Ola|Hansen', 'ola.hansen@udi.example.org', ['NO', udi, 'Secretary of the network']),
  stateContact: character('Aino|Virtanen', 'aino.virtanen@migri.example.org', [
    'FI',
    'Maahanmuuttovirasto',
    'National contact point',
  ]),
  expert: character('Samuel|Tesfay', 'samuel.tesfay@retur.example.org', ['NO', 'Organisasjonen for retur', 'Adviser']),
  chair: character('Claire|Martin', 'claire.martin@home.example.org', [
    null,
    'European Commission, DG HOME',
    'Policy officer',
  ]),
  swede: character('Maria|Lindqvist', 'maria.lindqvist@migrationsverket.example.org', [
    'SE',
    'Migrationsverket',
    'Expert on return',
  ]),
  pole: character('Łukasz|Żółkiewski', 'lukasz.zolkiewski@udsc.example.org', [
    'PL',
    'Urząd do Spraw Cudzoziemców',
    'Expert on return',
  ]),
  german: character('Thomas|Weber', 'thomas.weber@bamf.example.org', [
    'DE',
    'Bundesamt für Migration und Flüchtlinge',
    'Head of unit',
  ]),
  outsider: character('Peder|Ås', 'peder.aas@example.org', [null, '', '']),
} as const;

export type CastName = keyof typeof cast;
