import { rolesIn } from './observe/roles.ts';
import { senderInReply } from './sender-in-reply.ts';
import type { TextBlock } from './text-block.ts';
import { mentions } from './mentions.ts';

/** Sender, recipients, Region, message ids: from the ways that transcripts and logs write them. */
export function collectNames(block: TextBlock): void {
  const { names } = block.collector;
  if (block.smtpAt.length > 0) names.smtp = true;
  for (const [at, { text }] of block.lines.slice(0, 4000).entries()) {
    const line = text.slice(0, 4096);
    const noteRegion = (region: string): void => {
      block.noteRegion(at, region.toLowerCase());
    };
    for (const { role, address } of rolesIn(line))
      // A receiver that asks the sender's server before it accepts says that it could not deliver "to" it.
      if (role === 'senders' || senderInReply(line) !== address) names.add(role, address);
    for (const [, host = ''] of mentions(line, 'amazonaws.com', 'api.aws') ? line.matchAll(endpoint) : [])
      noteRegion(host);
    if (mentions(line, 'arn:aws')) {
      for (const [, arn = ''] of line.matchAll(/arn:aws[\w-]{0,12}:ses:([a-z]{2}-[a-z-]{4,14}-\d):/giu))
        noteRegion(arn);
      names.set('sourceArn', sourceArn.exec(line)?.[1]);
      if (mentions(line, 'cognito')) names.set('resource', identityArn.exec(line)?.[0]);
    }
    if (mentions(line, 'endpoint')) names.set('endpointId', globalEndpointIn(line));
    if (mentions(line, 'region')) for (const region of settingsOfRegion(line)) noteRegion(region);
    for (const [id] of line.includes('-') ? line.matchAll(messageId) : []) names.add('messageIds', id);
  }
  for (const found of block.regions) names.setRegion(found);
}

/** An id that SES gives to a message that it took. */
const messageId =
  /(?<![0-9a-f])01[0-9a-f]{14}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-\d{6}/gu;

/** The endpoints of SES, which name their Region. */
const endpoint =
  /email(?:-smtp)?(?:-fips)?\.([a-z]{2}(?:-[a-z]{2,12}){1,2}-\d{1,2})\.(?:amazonaws\.com|api\.aws)/giu;

/** A global endpoint: the parameter of the API and of the CLI, or its host. An id has a dot, unlike those of other services. */
const globalEndpoint =
  /(?:\b[Ee]ndpointId\\?["']?|--endpoint-id)[\s:=]{1,4}\\?["']?([a-z0-9]{2,40}\.[a-z0-9]{2,20})(?![\w.-])|(?<![\w.-])([a-z0-9]{2,40}\.[a-z0-9]{2,20})\.endpoints\.email\.(?:global\.)?(?:amazonaws\.com|api\.aws)/u;

function globalEndpointIn(line: string): string | undefined {
  const [, parameter, host]: readonly (string | undefined)[] = globalEndpoint.exec(line) ?? [];
  return parameter ?? host;
}

/** The identity that a message is sent with: header fields of SMTP, parameters of both APIs, the flag of the CLI. */
const sourceArn =
  /(?:[Xx]-(?:SES|ses|Ses)-(?:SOURCE|FROM|Source|From|source|from)-(?:ARN|Arn|arn)|FromEmailAddressIdentityArn|\bSourceArn|--source-arn|--from-email-address-identity-arn)["']?[\s:=]{1,4}["']?(arn:aws[a-z-]{0,12}:ses:[a-z0-9-]{5,20}:\d{12}:identity\/[\w+=,.@-]{1,300})/u;

/** The identity that another service of AWS was told to send with. */
const identityArn = /arn:aws[a-z-]{0,12}:ses:[a-z0-9-]{5,20}:\d{12}:identity\/[\w+=,.@-]{1,300}/u;

/** Regions that a line sets: `AWS_REGION=eu-west-1`, `--region eu-west-1`, `Region.EU_WEST_1`, `RegionEndpoint.EUWest1`. */
function settingsOfRegion(line: string): readonly string[] {
  const found: string[] = [];
  for (const [, before = '', named = ''] of line.matchAll(
    /(check in )?region(?:_name|name|Name)?["']?\s{0,3}(?:=>|[:=\s(])\s{0,3}["']?([a-z]{2}(?:-gov)?-[a-z]{4,9}-\d{1,2})\b/giu,
  ))
    // The Region that answered is none that was set.
    if (before === '') found.push(named.toLowerCase());
  for (const [, area = '', side = '', number = ''] of line.matchAll(
    /\bRegion(?:s|Endpoint)?\.([A-Z]{2})_?([A-Za-z]{4,9}?)_?(\d)\b/gu,
  ))
    found.push(`${area}-${side}-${number}`.toLowerCase());
  return found;
}
