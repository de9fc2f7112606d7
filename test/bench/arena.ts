import type { Server } from './load/duel.js';
import { start } from './load/processes.js';
import type { Arena } from './bench.types.js';
import { fill } from './scratch/fill.js';
import { newPlace, type Dialect, type Homes, type Place } from './scratch/place.js';

/** Makes a database of a size, fills it, and starts the yardstick and the product on it. @param homes with how many action items */
export async function openArena(
  dialect: Dialect,
  size: number,
  { actions = 0, ...homes }: Homes & { actions?: number },
): Promise<Arena> {
  const place = await newPlace(dialect, actions ? `actions-${actions}` : `rows-${size}`, homes);
  const world = await fill(place, size, actions);
  const [bare, ours] = await Promise.all([startBare(place), startProduct(place)]);
  return { world, bare, ours };
}

async function startBare(place: Place): Promise<Server> {
  const child = start('yardstick/server', { PLACE: JSON.stringify(place) });
  const { port } = await child.heard<{ port: number }>();
  return { child, url: `http://127.0.0.1:${port}` };
}

/** Starts the product's server; it is ready when it says so. @param settings further environment variables */
export async function startProduct(place: Place, settings: Record<string, string> = {}): Promise<Server> {
  const child = start('yardstick/product', { ...place.settings, HOST: '127.0.0.1', PORT: '0', ...settings });
  const port = await child.saying(/is ready: http:\/\/[^:\s]+:(\d+)/);
  return { child, url: `http://127.0.0.1:${port}` };
}
