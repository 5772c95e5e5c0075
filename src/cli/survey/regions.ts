import { apiHost, sesRegion, sesRegions } from '../../knowledge/regions.ts';
import { nearest } from '../../model/edit-distance.ts';
import type { DnsProbe } from '../../model/dns.ts';
import { answerOf } from '../../model/unavailable.ts';
import { UsageError } from '../usage-error.ts';
import { regionsBeginning, show } from '../values.ts';

/** Words for Regions, with where they stand: `--region`, or a line of a file. */
export interface Named {
  names: readonly string[];
  where: string;
}

/**
 * The Regions of some words: `all` are those of the partition. A name that is on no list may be newer than the list: then
 * DNS knows the endpoint of SES there. What nobody knows is misspelt, and not a Region that is not enabled. Throws
 * `UsageError`, with the nearest one.
 */
export async function regionsNamed(
  { names, where }: Named,
  partition: 'aws' | 'aws-us-gov',
  dns: () => Promise<DnsProbe>,
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const text of names.flatMap((name) => name.split(','))) {
    const name = text.trim().toLowerCase();
    if (name === 'all') {
      for (const one of sesRegions) if (one.partition === partition) found.add(one.name);
    } else if (sesRegion(name) !== null || (await hasEndpoint(name, dns))) found.add(name);
    else throw new UsageError(`${where}: ${unknown(text)}`);
  }
  return [...found];
}

function unknown(text: string): string {
  const begun = regionsBeginning(text.trim().toLowerCase());
  if (begun.length > 0) return `${show(text)} is half of a Region's name: ${begun.join(', ')}`;
  const near = nearestRegion(text);
  if (near !== null) return `SES has no Region ${show(text)}; did you mean ${near}?`;
  return `SES has no Region ${show(text)}; write it as eu-west-1, or all for every one`;
}

/** The Region that a word is nearest to, whatever stands between its parts. */
function nearestRegion(text: string): string | null {
  const byPlain = new Map(sesRegions.map(({ name }) => [plain(name), name]));
  // A zone is its Region with a letter.
  const zone = byPlain.get(plain(text).replace(/[a-f]$/, ''));
  return zone ?? byPlain.get(nearest(plain(text), [...byPlain.keys()]) ?? '') ?? null;
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

const regionName = /^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/;

/** Whether DNS knows the endpoint of SES in a Region. Where it does not tell, the list does. */
async function hasEndpoint(name: string, dns: () => Promise<DnsProbe>): Promise<boolean> {
  if (!regionName.test(name)) return false;
  const answer = await answerOf((await dns()).resolve(apiHost(name), 'A'));
  return answer.ok && answer.value.records.length > 0;
}
