// A list of members as a national contact point keeps it: ten thousand rows, all of them good.
import { nameAt } from '../scratch/words.js';

const heading =
  'Navn;E-post;Virksomhet;Type virksomhet;Land;Stilling;Telefon;Gruppe;Rolle i gruppen;Fra og med;Til og med;Språk;Temaer;Merknad';
const lands = ['Norge', 'Sverige', 'Østerrike', 'Finland', 'Polen', 'Tyskland', 'Nederland', 'Belgia'];

/** @param run makes the addresses of this list differ from those of the lists before */
export function memberList(count: number, run: number): Buffer {
  const lines = Array.from({ length: count }, (_, index) => {
    const who = `${nameAt(index)} ${nameAt(index * 7 + 3)}${nameAt(index % 91).toLowerCase()};kari${index}.run${run}@etat${index % 60}.example`;
    const place = `Etat ${index % 60} for utlendinger;Statlig;${lands[(index % 60) % lands.length]}`;
    return `${who};${place};Seniorrådgiver;+47 22 00 00 00;REG;Medlem;01.01.2024;;engelsk, norsk;;`;
  });
  return Buffer.from([heading, ...lines, ''].join('\r\n'));
}
