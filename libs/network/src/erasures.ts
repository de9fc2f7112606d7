import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';

/** Somebody by the names and addresses they had, without those that are somebody else's too. */
export interface Known {
  names: readonly { givenName: string; familyName: string }[];
  addresses: readonly string[];
}

/** Somebody whose data are being erased. */
export interface Erased extends Known {
  personId: string;
  /** Ids of records that have become part of this one. */
  formerIds: readonly string[];
  /** Stands where the name stood. */
  pseudonym: string;
}

/** Something that stays, of somebody without a name, and why. */
export interface KeptPart {
  /** Locale key of what and why, with `count`. */
  key: string;
  count: number;
}

/** What one context does when somebody's data are erased, beside what its entities say (`isErased`). */
export interface Eraser {
  /** Inside the transaction of the erasure, while the person is still known. */
  erase?(actor: Actor, erased: Erased): Promise<void>;
  /** Names that the person had in records of this context. */
  namesOf?(personId: string): Promise<string[]>;
  /** Nothing that counts zero is told. */
  keeps?(personId: string): Promise<KeptPart[]>;
}

/** Who holds what of persons and takes part when it is erased. Filled at start. */
@Injectable()
export class Erasures {
  private readonly erasers: Eraser[] = [];

  offer(eraser: Eraser): void {
    this.erasers.push(eraser);
  }

  /** Joins the open transaction. */
  async erase(actor: Actor, erased: Erased): Promise<void> {
    for (const eraser of this.erasers) await eraser.erase?.(actor, erased);
  }

  /** Full names. */
  async namesOf(personId: string): Promise<string[]> {
    return (await Promise.all(this.erasers.map(async (eraser) => (await eraser.namesOf?.(personId)) ?? []))).flat();
  }

  async keptOf(personId: string): Promise<KeptPart[]> {
    const parts = await Promise.all(this.erasers.map(async (eraser) => (await eraser.keeps?.(personId)) ?? []));
    return parts.flat().filter(({ count }) => count > 0);
  }
}
