import { defineCheck, notApplicable, problem, unanswered, type Unanswered } from '../../src/model/check.ts';
import { nowhere, trackingDomains, type TrackingDomain } from '../../src/facts/configuration-set/tracking.ts';
import { configurationSetsInForce } from '../../src/facts/configuration-set/configuration-set.ts';
import { target } from '../../src/facts/target.ts';
import type { HttpsSession } from '../../src/model/https.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';

interface Broken {
  region: string | null;
  domain: string;
  sets: readonly string[];
  exists: boolean;
  /** Where its CNAME leads, or null. */
  target: string | null;
}

interface Insecure {
  region: string | null;
  domain: string;
  sets: readonly string[];
  /** What went wrong, in plain words. */
  failure: string;
  /** A set asks for https links, whatever the links of the mail are. */
  required: boolean;
}

interface Refused {
  region: string | null;
  domain: string;
  sets: readonly string[];
  /** What answered how, as “https: 403 (CloudFront)”. */
  replies: readonly { scheme: 'http' | 'https'; status: number; server: string | null }[];
  /** A proxy or CDN says that it does not reach what is behind it; else the request was refused. */
  unreached: boolean;
}

const tracking = guide('configure-custom-open-click-domains');

export default defineCheck({
  id: 'configuration-set-tracking',
  title: 'Tracking domains',
  why: 'Every tracked link goes through this domain: if it does not answer, the links are dead.',
  needs: { target, configurationSetsInForce, trackingDomains },

  problems: {
    'configuration-set/tracking-domain-broken': problem<Broken>({
      severity: 'error',
      summary: ({ domain, sets }) => `The tracking domain ${domain} of ${sets.join(', ')} does not resolve.`,
      impact: 'Links in mail sent through it are dead, and opens are not counted.',
      evidence: ({ domain, exists, target, region }) => [
        {
          what: `A and AAAA ${domain}`,
          expected: `an IP address, through r.${region ?? '<region>'}.awstrack.me or your CDN`,
          actual: exists ? `no IP address${target === null ? '' : ` (CNAME to ${target})`}` : 'no such name',
          source: 'DNS',
        },
      ],
      fix: ({ domain, region }) => [
        region === null
          ? { text: `Point ${domain} to the tracking host of SES in your Region.`, owner: 'dns' }
          : {
              text: 'Publish the record (or point the name to the CDN in front of it)',
              owner: 'dns',
              record: { name: domain, type: 'CNAME', value: `r.${region}.awstrack.me`, ttl: 1800 },
            },
      ],
      references: ({ region }) => pagesFor(region, '#/configuration-sets', tracking),
    }),

    'configuration-set/tracking-refuses': problem<Refused>({
      severity: 'warning',
      summary: ({ domain, sets, replies, unreached }) =>
        `The tracking domain ${domain} of ${sets.join(', ')} ${unreached ? 'does not reach what is behind it' : 'refuses requests'}: ${schemes(replies)} ${replies.length > 1 ? 'are' : 'is'} answered with ${[...new Set(replies.map(({ status }) => String(status)))].join(' and ')}.`,
      impact:
        'Most likely the tracked links in mail get the same answer: readers who click see an error, and clicks and opens are not counted.',
      evidence: ({ domain, replies }) =>
        replies.map(({ scheme, status, server }) => ({
          what: `GET ${scheme}://${domain}${nowhere}`,
          expected: 'the answer of SES to a link that does not exist (neither 403 nor an error of a gateway)',
          actual: `${status}${server === null ? '' : ` from ${server}`}`,
          source: scheme.toUpperCase(),
        })),
      fix: ({ domain, region, unreached }) => [
        {
          text: unreached
            ? `In the CDN or proxy for ${domain}, set the origin to r.${region ?? '<region>'}.awstrack.me, and make sure that it can be reached from there`
            : `In the CDN or proxy for ${domain}, pass the Host header (${domain}) on to the origin r.${region ?? '<region>'}.awstrack.me: SES knows the links by it. In CloudFront that is an origin request policy that includes Host, such as AllViewer`,
          owner: 'you',
        },
        {
          text: 'If a firewall there blocks clients other than browsers, click a link in a message of your own: if it works, nothing has to change',
          owner: 'you',
        },
      ],
      references: ({ region }) => pagesFor(region, '#/configuration-sets', tracking),
    }),

    'configuration-set/tracking-https': problem<Insecure>({
      severity: ({ required }) => (required ? 'error' : 'warning'),
      summary: ({ domain, sets, required }) =>
        required
          ? `${sets.join(', ')} puts https links to ${domain} in mail, but the domain does not serve HTTPS correctly.`
          : `The tracking domain ${domain} of ${sets.join(', ')} does not serve HTTPS correctly, and https links in mail stay https.`,
      impact: ({ required }) =>
        required
          ? 'Readers get a certificate warning or a dead link when they click, and opens are not counted.'
          : 'Readers who click an https link get a certificate warning or a dead link; http links work.',
      evidence: ({ domain, failure }) => [
        { what: `https://${domain}/`, expected: 'a valid certificate', actual: failure, source: 'HTTPS' },
      ],
      fix: ({ domain }) => [
        {
          text: `Put a CDN with a certificate for ${domain} in front of the tracking host: SES itself has none for your name.`,
          owner: 'you',
        },
        {
          text: 'Until it has one, take the tracking domain off the configuration set: OPTIONAL would keep https links as they are, and those would stay broken.',
          owner: 'you',
        },
      ],
      references: ({ region }) => pagesFor(region, '#/configuration-sets', tracking),
      read: {
        severity: 'warning',
        summary: ({ subject }) =>
          `${subject ?? 'The tracking domain of the configuration set'} most likely does not serve HTTPS for its name.`,
        impact: () => 'Readers who click an https link get a certificate warning or a dead link.',
        fix: () => [
          {
            text: 'Put a CDN with a certificate for the tracking domain in front of r.‹region›.awstrack.me: SES itself has none for your name.',
            owner: 'you',
          },
        ],
        references: [tracking],
        distinguish:
          'A browser that opens a tracked link warns about the certificate; ses-doctor check --configuration-set tries the domain.',
      },
    }),
  },

  evaluate({ target: { region }, configurationSetsInForce: sets, trackingDomains: domains }) {
    const unread = sets.flatMap(({ settings }) => unanswered(settings));
    if (domains.length === 0 && unread.length === 0)
      return notApplicable('no configuration set in use has a tracking domain of its own');
    return [
      ...domains.flatMap(({ domain, sets, resolves }) =>
        resolves.ok && resolves.value.addresses === 0
          ? [
              {
                problem: 'configuration-set/tracking-domain-broken' as const,
                subject: domain,
                data: { region, domain, sets, exists: resolves.value.exists, target: resolves.value.target },
              },
            ]
          : [],
      ),
      ...domains.flatMap(({ domain, sets, https, httpsRequired }) =>
        https?.failure != null && isTheirs(https.failure.kind)
          ? [
              {
                problem: 'configuration-set/tracking-https' as const,
                subject: domain,
                data: { region, domain, sets, failure: https.failure.message, required: httpsRequired },
              },
            ]
          : [],
      ),
      ...domains.flatMap((domain) => refusals(domain, region)),
      ...domains.flatMap(({ resolves }) => unanswered(resolves)),
      ...domains.flatMap(unreached),
      ...unread,
    ];
  },

  observed: ({ trackingDomains: domains }) => domains.map(({ domain }) => domain).join(', ') || null,
});

const schemes = (replies: Refused['replies']): string => replies.map(({ scheme }) => scheme).join(' and ');

/** 502 to 504 are a gateway's words for what is behind it (RFC 9110 15.6), 520 to 530 those of Cloudflare. */
const isGateways = (status: number): boolean =>
  (status >= 502 && status <= 504) || (status >= 520 && status <= 530);

function refusals({ domain, sets, http, https }: TrackingDomain, region: string | null) {
  const replies = [
    { scheme: 'https' as const, reply: https?.reply ?? null },
    { scheme: 'http' as const, reply: http?.reply ?? null },
  ].flatMap(({ scheme, reply }) =>
    reply !== null && !reply.challenged && (reply.status === 403 || isGateways(reply.status))
      ? [{ scheme, status: reply.status, server: reply.server }]
      : [],
  );
  const unreached = replies.every(({ status }) => isGateways(status));
  return replies.length === 0
    ? []
    : [
        {
          problem: 'configuration-set/tracking-refuses' as const,
          subject: domain,
          data: { region, domain, sets, replies, unreached },
        },
      ];
}

type FailureKind = NonNullable<HttpsSession['failure']>['kind'];

/** Failures that are the server's own doing. The others may come from the network this runs in. */
const isTheirs = (kind: FailureKind): boolean =>
  ['refused', 'reset', 'closed', 'tls-handshake', 'untrusted', 'name-mismatch', 'expired'].includes(kind);

function unreached({ domain, https, httpsRequired }: TrackingDomain): readonly Unanswered[] {
  if (https?.failure == null || isTheirs(https.failure.kind)) return [];
  return [
    {
      unanswered: {
        reason:
          https.failure.kind === 'interrupted'
            ? 'interrupted'
            : https.failure.kind === 'timeout'
              ? 'timeout'
              : 'unreachable',
        message: `https://${domain}/ could not be reached from here: ${https.failure.message}`,
        question: `HTTPS ${domain}`,
        action: null,
        region: null,
        detail: { host: domain, step: https.failure.step },
      },
      counts: httpsRequired,
    },
  ];
}
