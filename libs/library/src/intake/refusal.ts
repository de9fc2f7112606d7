/** Why a file is not taken; the text is `library.refused.` and this word. */
export type Refusal =
  'type' | 'mismatch' | 'macros' | 'active' | 'template' | 'externalEntities' | 'bomb' | 'password' | 'damaged';

/** A file that must not come in. */
export class FileRefused extends Error {
  constructor(readonly reason: Refusal) {
    super(reason);
  }
}
