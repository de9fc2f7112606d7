import { Readable } from 'node:stream';
import type { Transporter } from 'nodemailer';

/** One message's place in the row before the last dot. */
export interface Place {
  /** Resolves when nobody before is in doubt any more. */
  come(): Promise<void>;
  /** What became of the message is written down, or it never got so far. */
  leave(): void;
}

/**
 * Between the dot that ends a message and the note of the server's answer, nobody can say whether it was taken: if the
 * sender falls over there, it goes out again. Messages travel side by side, but the dots stand in a row, so that a
 * sender that falls over leaves one message in doubt and no more.
 */
export class OneInDoubt {
  private last: Promise<void> = Promise.resolve();

  place(): Place {
    let leave: () => void = () => undefined;
    const left = new Promise<void>((resolve) => (leave = resolve));
    const come = () => {
      const before = this.last;
      this.last = before.then(() => left);
      return before;
    };
    return { come, leave };
  }
}

/** The octets of a message, read only once the server asks for them; their end waits for its place. */
class WaitingForItsTurn extends Readable {
  private isGiven = false;

  constructor(
    private readonly octets: Buffer,
    private readonly place: Place,
  ) {
    super({ highWaterMark: octets.length + 1 });
  }

  override _read(): void {
    if (!this.isGiven) {
      this.isGiven = true;
      this.push(this.octets);
      return;
    }
    void this.place.come().then(() => this.push(null));
  }
}

/** Lets a transport send `raw` octets whose last dot waits for their `place`. */
export function dotsInARow(transport: Transporter): Transporter {
  transport.use('stream', (mail, done) => {
    const { raw, place } = mail.data as { raw: Buffer; place: Place };
    mail.message.createReadStream = () => new WaitingForItsTurn(raw, place) as never;
    done();
  });
  return transport;
}
