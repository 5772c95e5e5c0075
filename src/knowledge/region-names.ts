import { nearest } from '../model/edit-distance.ts';
import { sesRegions } from './regions.ts';

/** Regions that an account has to switch on first: AWS Account Management guide, "Enable or disable AWS Regions". */
const optIn = new Set(
  'af-south-1 ap-east-1 ap-east-2 ap-south-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-west-1 eu-central-2 eu-south-1 eu-south-2 il-central-1 me-central-1 me-south-1 mx-central-1'.split(
    ' ',
  ),
);

/** True for a Region that is off in a new account. */
export const isOptInRegion = (region: string): boolean => optIn.has(region);

/** What consoles and pages call a Region, in lower case. */
const displayNames: ReadonlyMap<string, string> = new Map([
  ['virginia', 'us-east-1'],
  ['ohio', 'us-east-2'],
  ['california', 'us-west-1'],
  ['oregon', 'us-west-2'],
  ['mumbai', 'ap-south-1'],
  ['hyderabad', 'ap-south-2'],
  ['tokyo', 'ap-northeast-1'],
  ['seoul', 'ap-northeast-2'],
  ['osaka', 'ap-northeast-3'],
  ['singapore', 'ap-southeast-1'],
  ['sydney', 'ap-southeast-2'],
  ['jakarta', 'ap-southeast-3'],
  ['malaysia', 'ap-southeast-5'],
  ['canada', 'ca-central-1'],
  ['montreal', 'ca-central-1'],
  ['calgary', 'ca-west-1'],
  ['frankfurt', 'eu-central-1'],
  ['zurich', 'eu-central-2'],
  ['ireland', 'eu-west-1'],
  ['dublin', 'eu-west-1'],
  ['london', 'eu-west-2'],
  ['paris', 'eu-west-3'],
  ['stockholm', 'eu-north-1'],
  ['milan', 'eu-south-1'],
  ['paulo', 'sa-east-1'],
  ['cape town', 'af-south-1'],
  ['tel aviv', 'il-central-1'],
  ['bahrain', 'me-south-1'],
  ['uae', 'me-central-1'],
  ['govcloud (us-east)', 'us-gov-east-1'],
  ['govcloud (us-west)', 'us-gov-west-1'],
]);

/**
 * The Region of SES that somebody most likely meant, or null: the Region of a zone (`eu-west-1a`), one that has
 * that name in the console (`EU (Frankfurt)`), or the nearest spelling, at most three letters away.
 */
export function nearestRegion(text: string): string | null {
  const wanted = text.slice(0, 64).trim().toLowerCase();
  const exact = wanted.replaceAll(/[\s_]+/g, '-').replace(/(\d)[a-z]$/, '$1');
  if (sesRegions.some(({ name }) => name === exact)) return exact;
  for (const [place, region] of displayNames) if (wanted.includes(place)) return region;
  return nearest(
    exact,
    sesRegions.map(({ name }) => name),
    3,
  );
}
