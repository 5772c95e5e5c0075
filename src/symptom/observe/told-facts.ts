import { sesRegion } from '../../knowledge/regions.ts';
import { mentions } from '../mentions.ts';

/** Cities and states by which people call a Region, each with its Region. */
const places: readonly (readonly [place: string, region: string])[] = [
  ['ireland', 'eu-west-1'],
  ['dublin', 'eu-west-1'],
  ['london', 'eu-west-2'],
  ['paris', 'eu-west-3'],
  ['frankfurt', 'eu-central-1'],
  ['zurich', 'eu-central-2'],
  ['stockholm', 'eu-north-1'],
  ['milan', 'eu-south-1'],
  ['virginia', 'us-east-1'],
  ['ohio', 'us-east-2'],
  ['california', 'us-west-1'],
  ['oregon', 'us-west-2'],
  ['mumbai', 'ap-south-1'],
  ['singapore', 'ap-southeast-1'],
  ['sydney', 'ap-southeast-2'],
  ['tokyo', 'ap-northeast-1'],
  ['seoul', 'ap-northeast-2'],
  ['canada', 'ca-central-1'],
  ['sao paulo', 'sa-east-1'],
];

const regionName =
  /(?<![a-z\d-])((?:us|eu|ap|ca|sa|me|af|il|mx)[-_ ]?(?:north|south|east|west|central|southeast|northeast|southwest|northwest)[-_ ]?\d)(?![\d])/giu;
const doubled = /\b([a-z0-9-]{2,40}\.[a-z]{2,24})\.\1\b/iu;

/**
 * What no single word of a text tells, and several of them do: two Regions, one that is misspelt, an address in two spellings, a name that
 * ends with its domain twice. In words that the lexicon knows, to stand behind each sentence; empty where there is nothing of the kind.
 */
export function factsOf(text: string): string {
  const facts: string[] = [];
  const named = [...text.matchAll(regionName)].map(([, name = '']) => name.toLowerCase());
  const lower = text.toLowerCase();
  const regions = new Set([
    ...named.filter((name) => sesRegion(name) !== null),
    ...places.flatMap(([place, region]) => (lower.includes(place) ? [region] : [])),
  ]);
  if (regions.size > 1) facts.push('two regions');
  if (named.some((name) => sesRegion(name) === null)) facts.push('misspelt region');
  if (mentions(text, '@') && hasTwoSpellings(text)) facts.push('two spellings');
  if (doubled.test(text)) facts.push('doubled name');
  return facts.map((fact) => `, ${fact}`).join('');
}

function hasTwoSpellings(text: string): boolean {
  const seen = new Map<string, string>();
  for (const [address] of text.matchAll(/[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}/giu)) {
    const known = seen.get(address.toLowerCase());
    if (known !== undefined && known !== address) return true;
    seen.set(address.toLowerCase(), address);
  }
  return false;
}
