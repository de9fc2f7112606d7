import type { MembershipRole } from '@samrad/network';
import type { OrganisationType } from '@samrad/network';
import { wordKey } from './import-text.rules.js';

/** A State as the import needs to know it: its codes and its names in the languages of the interface. */
export interface KnownState {
  /** ISO 3166-1 alpha-2. */
  code: string;
  eurostatCode?: string;
  names: readonly string[];
}

/** What States are also called: own languages, official and former names, three-letter and vehicle codes. */
const otherNames: Readonly<Record<string, string>> = {
  AL: 'Shqipëri,Shqipëria,Republic of Albania,ALB',
  AM: 'Hayastan,Հայաստան,Republic of Armenia,ARM',
  AT: 'Österreich,Republic of Austria,AUT',
  BE: 'België,Belgique,Belgien,Kingdom of Belgium,BEL',
  BG: 'България,Bulgarije,Republic of Bulgaria,BGR',
  CY: 'Κύπρος,Kıbrıs,Kibris,Republic of Cyprus,CYP',
  CZ: 'Czech Republic,Česko,Česká republika,Den tsjekkiske republikk,Den tsjekkiske republikken,Tsjekkiske republikk,CZE',
  DE: 'Deutschland,Federal Republic of Germany,Bundesrepublik Deutschland,GER,DEU,BRD,FRG',
  EE: 'Eesti,Republic of Estonia,EST',
  ES: 'España,Kingdom of Spain,ESP',
  FI: 'Suomi,Republic of Finland,FIN',
  FR: 'France,French Republic,République française,FRA',
  GE: 'Sakartvelo,საქართველო,GEO',
  GR: 'Hellas,Ελλάδα,Ελλάς,Ellada,Hellenic Republic,Grækenland,Grekenland,GRC',
  HR: 'Hrvatska,Republic of Croatia,HRV,CRO',
  HU: 'Magyarország,HUN',
  IE: 'Éire,Republic of Ireland,Den irske republikk,Eire,IRL',
  IT: 'Italia,Italian Republic,ITA',
  LT: 'Lietuva,Republic of Lithuania,LTU',
  LU: 'Luxemburg,Lëtzebuerg,Grand Duchy of Luxembourg,LUX',
  LV: 'Latvija,Republic of Latvia,LVA',
  MD: 'Republic of Moldova,Moldova Republic of,Republica Moldova,MDA',
  ME: 'Crna Gora,Црна Гора,MNE',
  MK: 'Macedonia,Makedonia,Северна Македонија,Severna Makedonija,Republic of North Macedonia,FYROM,FYR Macedonia,MKD',
  MT: 'Malta,Republic of Malta,MLT',
  NL: 'The Netherlands,Nederland,Holland,Kingdom of the Netherlands,NLD',
  NO: 'Norge,Noreg,Norga,Kingdom of Norway,NOR',
  PL: 'Polska,Republic of Poland,POL',
  PT: 'Portugal,Portuguese Republic,PRT',
  RO: 'România,Rumania,Romania,ROU',
  RS: 'Srbija,Србија,Republic of Serbia,SRB',
  SE: 'Sverige,Kingdom of Sweden,SWE',
  SI: 'Slovenija,Republic of Slovenia,SVN',
  SK: 'Slovensko,Slovak Republic,Slovenská republika,SVK',
  UA: 'Україна,Ukrayina,Ukraina,UKR',
};

/** Every way a State may be written, as `wordKey` spells it → its code. Made once for an import. */
export function stateIndex(states: readonly KnownState[]): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  for (const { code, eurostatCode = code, names } of states) {
    const others = otherNames[code]?.split(',') ?? [];
    for (const name of [code, eurostatCode, ...names, ...others]) index.set(wordKey(name), code);
  }
  return index;
}

/** `NO`, `Noreg`, `EL - Greece`, `Norway (NO)` → code. */
export function readState(text: string, index: ReadonlyMap<string, string>): string | undefined {
  const whole = index.get(wordKey(text));
  if (whole) return whole;
  const parts = text.split(/[()/:–-]/).filter((part) => part.trim() !== '');
  const codes = new Set(parts.map((part) => index.get(wordKey(part))));
  const [only] = codes;
  return parts.length > 1 && codes.size === 1 ? only : undefined;
}

const typeWords: Readonly<Record<OrganisationType, string>> = {
  governmental:
    'governmental,government,government body,government agency,public,public authority,public body,authority,ministry,directorate,state authority,national authority,offentlig,offentleg,offentlig virksomhet,offentleg verksemd,departement,direktorat,statlig,statleg,myndighet,styresmakt,forvaltning,gov,immigration authority,utlendingsmyndighet',
  police: 'police,politi,politiet,border police,border guard,grensepoliti,police authority,law enforcement',
  ngo: 'ngo,n g o,non governmental,nongovernmental,non governmental organisation,non governmental organization,civil society,cso,frivillig,frivillig organisasjon,ideell,ideell organisasjon,sivilsamfunn,charity,non profit,ikke statlig,ikkje statleg',
  research:
    'research,research institute,research institution,university,academia,academic,think tank,forskning,forsking,forskningsinstitutt,forskingsinstitutt,universitet,hogskole,hogskule,akademia',
  international:
    'international,international organisation,international organization,intergovernmental organisation,intergovernmental organization,intergovernmental,io,igo,un,un agency,internasjonal,internasjonal organisasjon,mellomstatlig organisasjon,mellomstatleg organisasjon,fn',
  eu_institution:
    'eu institution,european commission,commission,institution of the eu,eu institusjon,europakommisjonen,eu',
  eu_agency: 'eu agency,eu agencies,agency of the eu,european agency,eu byra,eu organ,eu etat,decentralised agency',
  other: 'other,annet,anna,andre,private,privat,private sector,consultant,konsulent,service provider',
};

const roleWords: Readonly<Record<MembershipRole, string>> = {
  chair: 'chair,chairperson,chairman,chairwoman,leder,leiar,leder av gruppen,president,head',
  member:
    'member,medlem,full member,ordinary member,fast medlem,expert,ekspert,deltaker,deltakar,participant,representative,representant',
  alternate:
    'alternate,alternate member,deputy,deputy member,substitute,vara,varamedlem,vararepresentant,stedfortreder,vikar,suppleant',
  observer: 'observer,observator,observatoer',
  secretariat: 'secretariat,secretary,sekretariat,sekretaer,sekretar',
};

/** ISO 639-1 code → names in bokmål, nynorsk and English, and the own name. */
const languageWords: Readonly<Record<string, string>> = {
  nb: 'norwegian,norsk,bokmal,norsk bokmal,norwegian bokmal,no,nor',
  nn: 'nynorsk,norsk nynorsk,norwegian nynorsk',
  en: 'english,engelsk,eng',
  fr: 'french,fransk,francais',
  de: 'german,tysk,deutsch,ger',
  es: 'spanish,spansk,espanol',
  it: 'italian,italiensk,italiano',
  pt: 'portuguese,portugisisk,portugues',
  nl: 'dutch,nederlandsk,nederlands,flemish,flamsk',
  da: 'danish,dansk',
  sv: 'swedish,svensk,svenska',
  fi: 'finnish,finsk,suomi',
  is: 'icelandic,islandsk',
  pl: 'polish,polsk,polski',
  cs: 'czech,tsjekkisk,cestina,cz',
  sk: 'slovak,slovakisk,slovencina',
  hu: 'hungarian,ungarsk,magyar',
  ro: 'romanian,rumensk,romana,moldovan',
  bg: 'bulgarian,bulgarsk,български',
  el: 'greek,gresk,ελληνικα,gr',
  hr: 'croatian,kroatisk,hrvatski',
  sl: 'slovenian,slovene,slovensk,slovenscina',
  sr: 'serbian,serbisk,srpski,српски',
  bs: 'bosnian,bosnisk,bosanski',
  mk: 'macedonian,makedonsk',
  sq: 'albanian,albansk,shqip',
  cnr: 'montenegrin,montenegrinsk,crnogorski',
  et: 'estonian,estisk,estlandsk,eesti',
  lv: 'latvian,latvisk,latviesu',
  lt: 'lithuanian,litauisk,lietuviu',
  mt: 'maltese,maltesisk,malti',
  ga: 'irish,irsk,gaeilge',
  lb: 'luxembourgish,luxemburgsk,letzebuergesch',
  ru: 'russian,russisk,русскии',
  uk: 'ukrainian,ukrainsk,украінська,ua',
  ka: 'georgian,georgisk',
  hy: 'armenian,armensk',
  tr: 'turkish,tyrkisk,turkce',
  ar: 'arabic,arabisk',
  fa: 'persian,persisk,farsi,dari',
  so: 'somali,somalisk',
  ti: 'tigrinya,tigrinja',
  ku: 'kurdish,kurdisk',
  ps: 'pashto,pasjto',
  ur: 'urdu',
};

const inverted = <T extends string>(words: Readonly<Record<T, string>>): ReadonlyMap<string, T> =>
  new Map(
    (Object.entries(words) as [T, string][]).flatMap(([code, list]) =>
      [code, ...list.split(',')].map((word): [string, T] => [wordKey(word), code]),
    ),
  );

const types = inverted(typeWords);
const roles = inverted(roleWords);
const languages = inverted(languageWords);

export const readOrganisationType = (text: string): OrganisationType | undefined => types.get(wordKey(text));

export const readRole = (text: string): MembershipRole | undefined => roles.get(wordKey(text));

/** ISO 639-1; levels such as `English (C1)` do not matter. */
export const readLanguage = (text: string): string | undefined =>
  text.length > 100 ? undefined : languages.get(wordKey(text.replace(/\([^)]*\)/g, '')));
