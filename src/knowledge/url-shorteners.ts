/** Public services that hide where a link leads. Filters know them, and spam that used them. */
export const urlShorteners: ReadonlySet<string> = new Set([
  'bit.ly',
  'bitly.com',
  'buff.ly',
  'cutt.ly',
  'goo.gl',
  'is.gd',
  'lnkd.in',
  'ow.ly',
  'rb.gy',
  'rebrand.ly',
  'shorturl.at',
  's.id',
  't.co',
  't.ly',
  'tiny.cc',
  'tinyurl.com',
  'trib.al',
  'v.gd',
]);

/** Hosts (and what ends in them) that rewrite links on the way: SES's click tracking, and the gateways of receivers. */
export const linkRewriters: readonly string[] = [
  'awstrack.me', // SES's own tracking host
  'safelinks.protection.outlook.com',
  'urldefense.com',
  'urldefense.proofpoint.com',
  'urldefense.us',
  'protect.mimecast.com',
  'mimecastprotect.com',
  'linkprotect.cudasvc.com',
  'secure-web.cisco.com',
  'clicktime.symantec.com',
  'protect.checkpoint.com',
  'protection.sophos.com',
  'google.com', // www.google.com/url?q=
];

/** Whether a host rewrites links, so that its name says nothing about the sender. */
export const isLinkRewriter = (host: string): boolean =>
  linkRewriters.some((one) => host === one || host.endsWith(`.${one}`));
