import { sesRegion } from '../../knowledge/regions.ts';
import type { Reading } from '../collector.ts';
import type { TextBlock } from '../text-block.ts';

/** The host of an endpoint of SES, and the Region in it. */
const endpoint = /(?<![\w.-])((email(?:-smtp)?)\.([a-z][a-z0-9-]{3,24})\.(?:amazonaws\.com|api\.aws))\b/iu;
/** How AWS names Regions: one that is newer than the table has such a name, too ("AWS Regions" of the AWS General Reference). */
const isNamedAsRegion =
  /^[a-z]{2}(?:-gov|-iso[a-z]?)?-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d$/iu;
/** A line that tells something, in whatever language: words beside the host, and no setting of one. */
const tells = /\p{L}{3,40}[^\p{L}\n]{1,4}\p{L}{2}|[\u3040-\u9fff\uac00-\ud7af]{4,}/u;
const isSetting =
  /^[\s"'$[(-]{0,20}[\w.-]{1,40}(?: \w{1,20}){0,2}["'\])]{0,2}\s{0,3}(?:=>|[=:])\s{0,3}["']?(?:smtps?:\/\/)?$/u;

/**
 * A host of SES whose Region has a name that no Region has: it cannot be resolved, in whatever language a system says so. Null where
 * none is named, or where it stands in a setting alone.
 */
export function readUnknownHost(block: TextBlock): readonly Reading[] | null {
  for (const { text } of block.lines.slice(0, 400)) {
    const found = endpoint.exec(text.slice(0, 4000));
    if (found === null) continue;
    const [, host = '', kind = '', region = ''] = found;
    const [before, behind] = [text.slice(0, found.index), text.slice(found.index + host.length)];
    if (sesRegion(region.toLowerCase()) !== null || isNamedAsRegion.test(region)) continue;
    if (isSetting.test(before) || !tells.test(`${before} ${behind}`)) continue;
    const code = kind.toLowerCase() === 'email' ? 'access/region-invalid' : 'smtp/name-not-resolved';
    return [
      {
        code,
        subject: host.toLowerCase(),
        quote: text,
        data: { host: host.toLowerCase(), region: region.toLowerCase(), step: 'name' },
        weight: 1,
      },
    ];
  }
  return null;
}
