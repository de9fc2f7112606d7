export interface MariaDb {
  /** The server without a database: `mysql://user:password@127.0.0.1:PORT`. The user may create databases. */
  readonly url: string;
  readonly socket: string;
  readonly port: number;
  readonly folder: string;
  /** Stops the server and removes its data. */
  stop(): Promise<void>;
}
export function hasMariaDb(): boolean;
export function startMariaDb(): Promise<MariaDb>;
