/** A person takes back any token of theirs; a program only the token it holds, so that a stolen one locks nobody out. */
export const canRevokeBy = (tokenInUse: string | null, id: string): boolean => tokenInUse === null || tokenInUse === id;
