/** A Region of SES (AWS General Reference, "Amazon SES endpoints and quotas"). */
export interface SesRegion {
  name: string;
  /** The Region has `email-smtp.<region>.amazonaws.com`. */
  smtp: boolean;
  partition: 'aws' | 'aws-us-gov';
  /** DKIM zone of identities that do not name one (SigningHostedZone wins). */
  dkimZone: string;
}

const withSmtp =
  'us-east-1 us-east-2 us-west-1 us-west-2 ap-south-1 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-southeast-1 ap-southeast-2 ca-central-1 eu-central-1 eu-west-1 eu-west-2 eu-west-3 eu-north-1 sa-east-1 us-gov-east-1 us-gov-west-1';
const apiOnly =
  'af-south-1 ap-south-2 ap-southeast-3 ap-southeast-5 ca-west-1 eu-south-1 eu-central-2 il-central-1 me-south-1 me-central-1';
const ownDkimZone = new Set(
  'af-south-1 ap-south-2 ap-southeast-3 ap-southeast-5 ca-west-1 ap-northeast-3 eu-south-1 eu-central-2 il-central-1 me-central-1 us-gov-east-1'.split(
    ' ',
  ),
);

const region = (name: string, smtp: boolean): SesRegion => ({
  name,
  smtp,
  partition: name.startsWith('us-gov-') ? 'aws-us-gov' : 'aws',
  dkimZone: ownDkimZone.has(name) ? `dkim.${name}.amazonses.com` : 'dkim.amazonses.com',
});

/** Every Region that has the SES API. */
export const sesRegions: readonly SesRegion[] = [
  ...withSmtp.split(' ').map((name) => region(name, true)),
  ...apiOnly.split(' ').map((name) => region(name, false)),
];

const byName = new Map(sesRegions.map((entry) => [entry.name, entry]));

/** The Region of that name, or null: it may be newer than the table. */
export const sesRegion = (name: string): SesRegion | null => byName.get(name) ?? null;

/** The host of Amazon's console for a Region, and a page of the SES console there. `path` starts with `#/`. */
export function consoleUrl(region: string, path: string): string {
  const host = region.startsWith('us-gov-')
    ? 'console.amazonaws-us-gov.com'
    : `${region}.console.aws.amazon.com`;
  return `https://${host}/ses/home?region=${encodeURIComponent(region)}${path}`;
}

/** The host of the SMTP endpoint. Whether it exists is for DNS to say. */
export const smtpHost = (region: string): string => `email-smtp.${region}.amazonaws.com`;

/** The host of the HTTPS API. */
export const apiHost = (region: string): string => `email.${region}.amazonaws.com`;

/** The host that a custom MAIL FROM domain's MX names. */
export const feedbackHost = (region: string): string => `feedback-smtp.${region}.amazonses.com`;

/** The Region of a host that takes the bounces of custom MAIL FROM domains; null for any other host. */
export const feedbackRegion = (exchange: string): string | null =>
  /^feedback-smtp\.([a-z0-9-]{1,32})\.amazonses\.com$/.exec(exchange)?.[1] ?? null;
