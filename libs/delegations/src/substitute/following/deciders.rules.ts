interface Proposal {
  stateCode: string | null;
  /** The person who does not come. */
  principalId: string;
}

interface Decider {
  personId: string;
  isContact: boolean;
  isSecretariat: boolean;
  stateCodes: readonly string[];
}

/**
 * Who is told that a substitute waits: the contacts of the State, who do not decide about their own; where there is
 * none, the secretariat.
 */
export function decidersOf<D extends Decider>({ stateCode, principalId }: Proposal, all: readonly D[]): D[] {
  const contacts = all.filter(
    ({ isContact, stateCodes, personId }) =>
      isContact && stateCode !== null && stateCodes.includes(stateCode) && personId !== principalId,
  );
  return contacts.length ? contacts : all.filter(({ isSecretariat }) => isSecretariat);
}
