import { defineCheck, notApplicable, unanswered, type Unanswered } from '../../src/model/check.ts';
import { account, type Account } from '../../src/facts/account.ts';
import {
  configurationSetsInForce,
  type SetInForce,
} from '../../src/facts/configuration-set/configuration-set.ts';
import { trackedIn, type Tracked } from '../../src/facts/configuration-set/tracked.ts';
import { trackingDomains, type TrackingDomain } from '../../src/facts/configuration-set/tracking.ts';
import { eventDestinations, type SetDestinations } from '../../src/facts/event-destinations.ts';
import { target } from '../../src/facts/target.ts';
import type { HttpReply, HttpsSession } from '../../src/model/https.ts';
import type { Answer } from '../../src/model/unavailable.ts';
import { type Answering, problems } from './configuration-set-tracking.words.ts';

export default defineCheck({
  id: 'configuration-set-tracking',
  title: 'Tracking domains',
  why: 'Every tracked link goes through this domain: if it does not answer, the links are dead.',
  needs: { target, configurationSetsInForce, trackingDomains },
  enrichment: { account, eventDestinations },
  problems,

  settles: ['configuration-set/tracking-domain-broken', 'configuration-set/tracking-https'],

  evaluate({
    target: { region },
    configurationSetsInForce: sets,
    trackingDomains: domains,
    account,
    eventDestinations: destinations,
  }) {
    const unread = sets.flatMap(({ settings }) => unanswered(settings));
    if (domains.length === 0 && unread.length === 0)
      return notApplicable('no configuration set in use has a tracking domain of its own');
    const found = domains.flatMap((one) => {
      const tracked = trackedIn(one.sets, { inForce: sets, destinations, account });
      const data = { region, domain: one.domain, sets: one.sets, tracked };
      return [...whereItLeads(one, data), ...secured(one, data), ...refusals(one, data)];
    });
    return [
      ...found,
      ...domains.flatMap(({ resolves }) => unanswered(resolves)),
      ...(found.some(({ data }) => data.tracked === null) ? unreadTracking(account, destinations, sets) : []),
      ...domains.flatMap(unreached),
      ...unread,
    ];
  },

  observed: ({ trackingDomains: domains }) => domains.map(({ domain }) => domain).join(', ') || null,
});

/** Whether links are tracked decides whether such a domain breaks mail: what was not read of that counts. */
const unreadTracking = (
  account: Answer<Account>,
  destinations: Answer<readonly SetDestinations[]>,
  sets: readonly SetInForce[],
): readonly Unanswered[] => [
  ...unanswered(account),
  ...(destinations.ok
    ? destinations.value
        .filter(({ set }) => sets.some(({ name }) => name === set))
        .flatMap((one) => unanswered(one.destinations))
    : unanswered(destinations)),
];

interface About {
  region: string | null;
  domain: string;
  sets: readonly string[];
  tracked: Tracked | null;
}

function whereItLeads({ domain, resolves }: TrackingDomain, about: About) {
  if (!resolves.ok) return [];
  const { addresses, exists, target } = resolves.value;
  if (addresses === 0)
    return [
      {
        problem: 'configuration-set/tracking-domain-broken' as const,
        subject: domain,
        data: { ...about, exists, target },
      },
    ];
  // One host a Region: "Configuring custom domains to handle open and click tracking".
  const other = /^r\.([a-z]{2}(?:-[a-z]+)+-\d+)\.awstrack\.me\.?$/i.exec(target ?? '')?.[1]?.toLowerCase();
  return other === undefined || about.region === null || other === about.region
    ? []
    : [
        {
          problem: 'configuration-set/tracking-wrong-region' as const,
          subject: domain,
          data: { ...about, other },
        },
      ];
}

function secured({ domain, https, httpsRequired, httpsClicks }: TrackingDomain, about: About) {
  return https?.failure != null && isTheirs(https.failure.kind)
    ? [
        {
          problem: 'configuration-set/tracking-https' as const,
          subject: domain,
          data: {
            ...about,
            failure: https.failure.message,
            required: httpsRequired,
            requiredForClicks: httpsClicks,
          },
        },
      ]
    : [];
}

/** 502 to 504 are a gateway's words for what is behind it (RFC 9110 15.6), 520 to 530 those of Cloudflare. */
const isGateways = (status: number): boolean =>
  (status >= 502 && status <= 504) || (status >= 520 && status <= 530);

/** SES has no link there: what is content with the request is somebody else. */
const notOfSes = ({ status, challenged }: HttpReply): Answering | null => {
  if (challenged) return null;
  if (status === 200) return 'elsewhere';
  return isGateways(status) ? 'unreached' : status === 403 ? 'refused' : null;
};

function refusals({ domain, http, https }: TrackingDomain, about: About) {
  const replies = [
    { scheme: 'https' as const, reply: https?.reply ?? null },
    { scheme: 'http' as const, reply: http?.reply ?? null },
  ].flatMap(({ scheme, reply }) => {
    const how = reply === null ? null : notOfSes(reply);
    return reply === null || how === null
      ? []
      : [{ scheme, how, status: reply.status, server: reply.server }];
  });
  const order: readonly Answering[] = ['refused', 'unreached', 'elsewhere'];
  const how = order.find((kind) => replies.some((reply) => reply.how === kind));
  return how === undefined
    ? []
    : [
        {
          problem: 'configuration-set/tracking-refuses' as const,
          subject: domain,
          data: {
            ...about,
            replies: replies
              .filter((reply) => reply.how === how)
              .map(({ scheme, status, server }) => ({ scheme, status, server })),
            how,
          },
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
