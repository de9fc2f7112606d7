export const consentPurposes = ['newsletter', 'profile_network', 'profile_public', 'outside_eea', 'photo'] as const;
/** What somebody can agree to and take back, each on its own. */
type Chosen = (typeof consentPurposes)[number];
/** Besides, being in the register at all: agreed to on the way in, and taken back by asking for erasure. */
export type ConsentPurpose = Chosen | 'register';

export const consentWays = ['application', 'own_page', 'mail_link', 'paper'] as const;
/** How it came to us. */
export type ConsentWay = (typeof consentWays)[number];

interface Wording {
  /** Every text that was ever agreed to, oldest first; the words are `network.consent.text.<purpose>.<version>`. */
  versions: readonly string[];
  /** Who agreed to this text or a later one need not be asked again. */
  oldestValid: string;
}

const first: Wording = { versions: ['2026-1'], oldestValid: '2026-1' };

const wordings: Record<ConsentPurpose, Wording> = {
  newsletter: first,
  profile_network: first,
  // The first text did not say that the internet reaches beyond the EEA.
  profile_public: { versions: ['2026-1', '2026-2'], oldestValid: '2026-2' },
  outside_eea: first,
  photo: first,
  register: first,
};

/** The version of the text that is shown today. */
export const currentVersion = (purpose: ConsentPurpose): string => wordings[purpose].versions.at(-1)!;

/** Whether a text was ever shown for the purpose. */
export const isVersion = (purpose: ConsentPurpose, version: string): boolean =>
  wordings[purpose].versions.includes(version);

/** The texts agreement to which still holds. */
export function validVersions(purpose: ConsentPurpose): string[] {
  const { versions, oldestValid } = wordings[purpose];
  return versions.slice(versions.indexOf(oldestValid));
}

interface Said {
  isGiven: boolean;
  textVersion: string;
}

/** @param latest what somebody said last; undefined: nothing, which is no */
export const holds = (purpose: ConsentPurpose, latest: Said | undefined): boolean =>
  latest !== undefined && latest.isGiven && validVersions(purpose).includes(latest.textVersion);

/** Saying the same of the same text once more is nothing new. */
export const isSame = (latest: Said | undefined, said: Said): boolean =>
  latest === undefined
    ? !said.isGiven
    : latest.isGiven === said.isGiven && (!said.isGiven || latest.textVersion === said.textVersion);
