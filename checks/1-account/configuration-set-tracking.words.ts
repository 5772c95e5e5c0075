import { problem, type Evidence, type Severity } from '../../src/model/check.ts';
import type { Tracked } from '../../src/facts/configuration-set/tracked.ts';
import { nowhere } from '../../src/facts/configuration-set/tracking.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';

interface Domain {
  region: string | null;
  domain: string;
  sets: readonly string[];
  /** What mail of the sets tracks; null where that could not be read. */
  tracked: Tracked | null;
}

interface Broken extends Domain {
  exists: boolean;
  /** Where its CNAME leads, or null. */
  target: string | null;
}

interface Insecure extends Domain {
  /** What went wrong, in plain words. */
  failure: string;
  /** A set asks for https, be it for opens alone. */
  required: boolean;
  /** A set asks for https links, whatever the links of the mail are. */
  requiredForClicks: boolean;
}

/** `refused`: 403. `unreached`: a gateway does not reach what is behind it. `elsewhere`: something that is not SES answers. */
export type Answering = 'refused' | 'unreached' | 'elsewhere';

interface Refused extends Domain {
  /** What answered how, as “https: 403 (CloudFront)”. */
  replies: readonly { scheme: 'http' | 'https'; status: number; server: string | null }[];
  how: Answering;
}

interface OtherRegion extends Domain {
  /** The Region whose tracking host the name leads to. */
  other: string;
}

const tracking = guide('configure-custom-open-click-domains');
const host = (region: string | null): string => `r.${region ?? '‹region›'}.awstrack.me`;

/** How much it matters: `clicks` where links go through the domain; a lost picture is a warning at most. */
const matters = (tracked: Tracked | null, clicks: Severity): Severity =>
  tracked === null || (!tracked.clicks && tracked.opens) ? 'warning' : tracked.clicks ? clicks : 'info';

/** What it does to mail, by what is tracked. */
function effect({ tracked, sets }: Domain, clicks: string): string {
  if (tracked === null)
    return `Where opens or clicks are tracked: ${clicks.charAt(0).toLowerCase()}${clicks.slice(1)} Whether ${sets.join(', ')} tracks them could not be read.`;
  if (tracked.clicks) return clicks;
  return tracked.opens
    ? 'Opens are not counted. Links are not affected: clicks are not tracked.'
    : `None yet: ${sets.join(', ')} does not track opens or clicks. It begins with the first event destination that asks for them.`;
}

const seen = ({ tracked, sets }: Domain): readonly Evidence[] =>
  tracked === null
    ? []
    : [
        {
          what: `tracked in mail of ${sets.join(', ')}`,
          expected: null,
          actual:
            [...(tracked.opens ? ['opens'] : []), ...(tracked.clicks ? ['clicks'] : [])].join(', ') ||
            'nothing',
          source: 'GetConfigurationSetEventDestinations',
        },
      ];

const schemes = (replies: Refused['replies']): string => replies.map(({ scheme }) => scheme).join(' and ');

/** The words of the check `configuration-set-tracking`. */
export const problems = {
  'configuration-set/tracking-domain-broken': problem<Broken>({
    severity: ({ tracked }) => matters(tracked, 'error'),
    summary: ({ domain, sets }) => `The tracking domain ${domain} of ${sets.join(', ')} does not resolve.`,
    impact: (data) => effect(data, 'Links in mail sent through it are dead, and opens are not counted.'),
    evidence: (data) => [
      {
        what: `A and AAAA ${data.domain}`,
        expected: `an IP address, through ${host(data.region)} or your CDN`,
        actual: data.exists
          ? `no IP address${data.target === null ? '' : ` (CNAME to ${data.target})`}`
          : 'no such name',
        source: 'DNS',
      },
      ...seen(data),
    ],
    fix: ({ domain, region }) => [
      region === null
        ? { text: `Point ${domain} to the tracking host of SES in your Region.`, owner: 'dns' }
        : {
            text: 'Publish the record (or point the name to the CDN in front of it)',
            owner: 'dns',
            record: { name: domain, type: 'CNAME', value: host(region), ttl: 1800 },
          },
    ],
    references: ({ region }) => pagesFor(region, '#/configuration-sets', tracking),
    read: {
      impact: () => 'Whoever clicks a link sees an error page.',
      references: [tracking],
      summary: () => 'Links in the mail lead through a tracking domain that does not answer.',
      fix: () => [
        {
          text: 'Publish the CNAME record of the tracking domain again, or take the domain out of the configuration set',
          owner: 'dns',
        },
      ],
      distinguish: 'Look up the domain in the links: it has no address, or none of SES.',
    },
  }),

  'configuration-set/tracking-wrong-region': problem<OtherRegion>({
    severity: ({ tracked }) => matters(tracked, 'warning'),
    summary: ({ domain, sets, other, region }) =>
      `The tracking domain ${domain} of ${sets.join(', ')} leads to the tracking host of ${other}, and the mail is sent from ${region ?? 'another Region'}.`,
    impact: (data) =>
      effect(
        data,
        'Each Region has a tracking host of its own: links may be dead, and clicks and opens not counted.',
      ),
    evidence: (data) => [
      {
        what: `CNAME ${data.domain}`,
        expected: host(data.region),
        actual: host(data.other),
        source: 'DNS',
      },
      ...seen(data),
    ],
    fix: ({ domain, region }) => [
      region === null
        ? { text: `Point ${domain} to the tracking host of SES in your Region.`, owner: 'dns' }
        : {
            text: 'Change the record; sets of two Regions need a tracking domain each',
            owner: 'dns',
            record: { name: domain, type: 'CNAME', value: host(region), ttl: 1800 },
          },
    ],
    references: ({ region }) => pagesFor(region, '#/configuration-sets', tracking),
  }),

  'configuration-set/tracking-refuses': problem<Refused>({
    severity: ({ tracked }) => matters(tracked, 'warning'),
    summary: ({ domain, sets, replies, how }) =>
      how === 'elsewhere'
        ? `The tracking domain ${domain} of ${sets.join(', ')} seems not to lead to SES: ${schemes(replies)} ${replies.length > 1 ? 'answer' : 'answers'} 200 to a link that cannot exist.`
        : `The tracking domain ${domain} of ${sets.join(', ')} ${how === 'unreached' ? 'does not reach what is behind it' : 'refuses requests'}: ${schemes(replies)} ${replies.length > 1 ? 'are' : 'is'} answered with ${[...new Set(replies.map(({ status }) => String(status)))].join(' and ')}.`,
    impact: (data) =>
      effect(
        data,
        data.how === 'elsewhere'
          ? 'Most likely readers who click a tracked link see that page and not the one they want, and clicks and opens are not counted.'
          : 'Most likely the tracked links in mail get the same answer: readers who click see an error, and clicks and opens are not counted.',
      ),
    evidence: (data) => [
      ...data.replies.map(({ scheme, status, server }) => ({
        what: `GET ${scheme}://${data.domain}${nowhere}`,
        expected:
          'the answer of SES to a link that does not exist (an error, and neither 403 nor a gateway’s)',
        actual: `${status}${server === null ? '' : ` from ${server}`}`,
        source: scheme.toUpperCase(),
      })),
      ...seen(data),
    ],
    fix: refusalSteps,
    references: ({ region }) => pagesFor(region, '#/configuration-sets', tracking),
  }),

  'configuration-set/tracking-https': problem<Insecure>({
    severity: ({ tracked, required, requiredForClicks }) =>
      // Without a policy the picture of opens comes by http.
      tracked?.clicks === false && !required
        ? 'info'
        : matters(tracked, requiredForClicks ? 'error' : 'warning'),
    summary: ({ domain, sets, requiredForClicks, tracked }) =>
      tracked?.clicks !== true
        ? `The tracking domain ${domain} of ${sets.join(', ')} does not serve HTTPS correctly.`
        : requiredForClicks
          ? `${sets.join(', ')} puts https links to ${domain} in mail, but the domain does not serve HTTPS correctly.`
          : `The tracking domain ${domain} of ${sets.join(', ')} does not serve HTTPS correctly, and https links in mail stay https.`,
    impact: (data) =>
      data.tracked !== null && !data.tracked.clicks && data.tracked.opens && !data.required
        ? 'None now: opens are tracked over http. Tracked https links would be dead.'
        : effect(
            data,
            data.requiredForClicks
              ? 'Readers get a certificate warning or a dead link when they click, and opens are not counted.'
              : `Readers who click an https link get a certificate warning or a dead link; http links work.${
                  // REQUIRE_OPEN_ONLY: the picture that counts an open is asked for by https, whatever the links are.
                  data.required && data.tracked?.opens !== false ? ' Opens are not counted.' : ''
                }`,
          ),
    evidence: (data) => [
      {
        what: `https://${data.domain}/`,
        expected: 'a valid certificate',
        actual: data.failure,
        source: 'HTTPS',
      },
      ...seen(data),
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
};

/** By who answers and how: what stands in front of SES needs another step each time. */
function refusalSteps({ domain, region, how, replies }: Refused) {
  const servers = replies.map(({ server }) => (server ?? '').toLowerCase());
  const cloudflare = servers.some((server) => server.includes('cloudflare'));
  const origin = host(region);
  const firewall = {
    text: 'If a firewall there blocks clients other than browsers, click a link in a message of your own: if it works, nothing has to change',
    owner: 'you' as const,
  };
  if (how === 'elsewhere')
    return [
      {
        text: `Open a tracked link of a message of your own. If it fails, point ${domain} to ${origin}, or to a CDN or proxy that passes requests and the Host header on to it`,
        owner: 'you' as const,
      },
    ];
  if (how === 'refused')
    return [
      ...(cloudflare
        ? [
            {
              text: `Cloudflare passes the Host header on by itself: look in its security events for ${domain} for the rule that refuses, and switch off host header overrides for it`,
              owner: 'you' as const,
            },
          ]
        : [
            {
              text: `In the CDN or proxy for ${domain}, pass the Host header (${domain}) on to the origin ${origin}: SES knows the links by it. In CloudFront that is an origin request policy that includes Host, such as AllViewer`,
              owner: 'you' as const,
            },
          ]),
      firewall,
    ];
  const handshake = replies.some(
    ({ status, server }) =>
      status === 525 || status === 526 || (status === 502 && /cloudfront/i.test(server ?? '')),
  );
  return [
    ...(handshake
      ? [
          {
            text: `Most likely the TLS handshake with the origin fails: SES has no certificate for ${domain}, which is the name that is passed on. ${
              cloudflare
                ? 'In Cloudflare, set the SSL mode of this name to Flexible'
                : 'In CloudFront, set the origin protocol policy to HTTP only'
            }, so that the origin ${origin} is asked by http`,
            owner: 'you' as const,
          },
        ]
      : [
          {
            text: `In the CDN or proxy for ${domain}, set the origin to ${origin}, and make sure that it can be reached from there`,
            owner: 'you' as const,
          },
        ]),
    firewall,
  ];
}
