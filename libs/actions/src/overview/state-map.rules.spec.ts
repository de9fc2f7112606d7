import { stateCodes } from '@samrad/network';
import { mapPlaces, onMap } from './state-map.rules.js';

const placed = (...codes: string[]) => onMap(codes.map((code) => ({ code })));

describe('the map of tiles', () => {
  it('has a place of its own for every State of the network', () => {
    expect(stateCodes.filter((code) => !mapPlaces.has(code))).toEqual([]);
    const places = [...mapPlaces.values()].map(({ column, row }) => `${column}:${row}`);
    expect(new Set(places).size).toBe(places.length);
    expect(Math.max(...[...mapPlaces.values()].map(({ column }) => column))).toBe(9);
  });

  it.each([
    ['NO', 'SE'],
    ['SE', 'FI'],
    ['PT', 'ES'],
    ['FR', 'AT'],
  ])('has %s west of %s', (west, east) => {
    expect(mapPlaces.get(west)!.column).toBeLessThan(mapPlaces.get(east)!.column);
  });

  it.each([
    ['EE', 'LV'],
    ['DE', 'AT'],
    ['IT', 'MT'],
    ['RO', 'BG'],
  ])('has %s north of %s', (north, south) => {
    expect(mapPlaces.get(north)!.row).toBeLessThan(mapPlaces.get(south)!.row);
  });

  it('is read row by row, from the north-west', () => {
    expect(placed('MT', 'PT', 'FI', 'NO').map(({ code }) => code)).toEqual(['NO', 'FI', 'PT', 'MT']);
  });

  it('puts a State that it does not know below the others, so that none is lost', () => {
    const [first, ...unknown] = placed('XX', 'NO', 'YY');
    expect(first).toMatchObject({ code: 'NO', row: 1 });
    expect(unknown).toEqual([
      { code: 'XX', column: 1, row: 10 },
      { code: 'YY', column: 2, row: 10 },
    ]);
  });
});
