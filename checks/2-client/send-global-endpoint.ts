import { grouped } from '../../src/model/many.ts';
import { type Account, account } from '../../src/facts/account.ts';
import {
  type GlobalEndpoint,
  globalEndpoints,
  isCalled,
  otherSides,
  type OtherSide,
} from '../../src/facts/global-endpoints.ts';
import { sentThrough } from '../../src/facts/identity/elsewhere.ts';
import { target } from '../../src/facts/target.ts';
import {
  contradiction,
  defineCheck,
  notApplicable,
  notKnown,
  notSeen,
  unanswered,
  type Unanswered,
} from '../../src/model/check.ts';
import type { Target } from '../../src/model/target.ts';
import { valueOr } from '../../src/model/unavailable.ts';
import type { Difference } from './send-global-endpoint-parity.words.ts';
import { sendGlobalEndpointProblems, type NotReady } from './send-global-endpoint.words.ts';

export default defineCheck({
  id: 'send-global-endpoint',
  title: 'Global endpoints and their second Region',
  why: 'A global endpoint spreads sends over two Regions. What one of them lacks makes SES refuse that part of the mail.',
  per: 'identity',
  needs: { target },
  enrichment: { account, globalEndpoints, otherSides },

  problems: sendGlobalEndpointProblems,

  evaluate({ target, account: home, globalEndpoints: endpoints, otherSides: sides }) {
    const { region, endpointId } = target;
    if (!endpoints.ok) {
      // Where the run is about an endpoint, it has to be seen.
      if (endpointId !== null) return unanswered(endpoints);
      return notSeen('the global endpoints of this Region could not be listed', unanswered(endpoints, false));
    }
    const { items, complete } = endpoints.value;
    const isNamed = isCalled(endpointId);
    if (endpointId !== null && complete && !items.some(isNamed)) {
      const data = { region, endpoint: endpointId, known: items.map(({ name, id }) => id ?? name) };
      return [{ problem: 'send/global-endpoint-absent', data, subject: endpointId }];
    }
    if (endpointId !== null && !complete && !items.some(isNamed))
      return [
        notKnown(
          `whether there is a global endpoint ${endpointId}`,
          endpoints.value.because ?? '',
          'ses:ListMultiRegionEndpoints',
          true,
        ),
      ];
    if (items.length === 0) return notApplicable('there is no global endpoint in this Region');
    const isItsSide = ({ endpoint }: OtherSide): boolean =>
      items.some((one) => one.name === endpoint && isNamed(one));
    const missed = [
      ...valueOr(sides, []).flatMap((side) => unansweredOf(side, isItsSide(side))),
      ...(endpointId === null ? [] : unanswered(sides)),
      ...items.flatMap((one) => unlikely(one, isNamed(one))),
    ];
    const found = [
      // Where the list may not be seen, the name is what one can be asked for by.
      ...(complete ? calledByName(target, items) : []),
      ...items.flatMap((one) => notReady(one, region, isNamed(one))),
      ...valueOr(sides, []).flatMap((side) => {
        const lacks = lacksOf(side, valueOr(home, null));
        const data = {
          ...{ home: region, region: side.region, endpoint: side.endpoint, lacks },
          named:
            isItsSide(side) ||
            (lacks.some(({ kind }) => kind === 'identity') && isRefusedIn(target, side.region)),
        };
        return lacks.length === 0
          ? []
          : [{ problem: 'send/global-endpoint-unequal' as const, data, subject: side.endpoint }];
      }),
      ...valueOr(sides, []).flatMap((side) => suppressionOf(side, valueOr(home, null), region)),
    ];
    // Half of the mail of an endpoint that is named goes through its other Region: what is open there counts.
    if (found.length > 0 || (missed.length === 0 && sides.ok) || missed.some(({ counts }) => counts))
      return [...found, ...missed];
    const why = missed[0]?.unanswered.message ?? (sides.ok ? 'no answer' : sides.why.message);
    return notSeen(`the other Region could not be looked at: ${why}`, missed);
  },

  observed({ globalEndpoints: endpoints }) {
    const items = valueOr(endpoints, null)?.items ?? [];
    return items.length === 0
      ? null
      : items.map(({ name, regions }) => `${name}: ${regions.join(' and ')}`).join('; ');
  },
});

/** A text tells of a sender that was refused in the Region: by the endpoint SES sends through it, whatever the application asked for. */
const isRefusedIn = (target: Target, region: string): boolean => sentThrough(target).includes(region);

/** A send names the id of an endpoint; its name is another text (SES API v2, SendEmail: EndpointId). */
function calledByName({ region, endpointId }: Target, items: readonly GlobalEndpoint[]) {
  if (endpointId === null || items.some(({ id }) => id === endpointId)) return [];
  const id = items.find(({ name }) => name === endpointId)?.id ?? null;
  if (id === null) return [];
  const data = { region, endpoint: endpointId, known: [id], nameOf: id };
  return [{ problem: 'send/global-endpoint-absent' as const, data, subject: endpointId }];
}

const unansweredOf = ({ account: of, region, identity, set, template }: OtherSide, counts: boolean) => [
  ...unanswered(of, counts),
  // As in the Region of the run (`identity/own-not-verified`), such mail may well go out.
  ...(identity.coveredBy === undefined
    ? []
    : [
        contradiction(
          `${identity.name} is not verified in ${region}, and ${identity.coveredBy} above it is: by which of them SES goes is not told`,
          'ses:GetEmailIdentity',
          false,
        ),
      ]),
  ...unanswered(identity.there, counts),
  ...(set === null ? [] : unanswered(set.exists, counts)),
  ...(template === null ? [] : unanswered(template.exists, counts)),
];

/** A status that is new, and an endpoint in order that does not lead to two Regions. */
function unlikely({ name, status, regions }: GlobalEndpoint, counts: boolean): readonly Unanswered[] {
  const question = 'ses:ListMultiRegionEndpoints';
  if (status === null || !['CREATING', 'READY', 'FAILED', 'DELETING'].includes(status))
    return [notKnown(`the status of the global endpoint ${name}`, status ?? '', question, counts)];
  return status === 'READY' && new Set(regions).size < 2
    ? [
        contradiction(
          `the global endpoint ${name} is READY, and SES names ${grouped(regions.length)} Regions of it`,
          question,
          counts,
        ),
      ]
    : [];
}

function notReady(
  { name: endpoint, status }: GlobalEndpoint,
  region: string | null,
  named: boolean,
): readonly { problem: 'send/global-endpoint-status'; data: NotReady; subject: string }[] {
  return status === null || !['CREATING', 'FAILED', 'DELETING'].includes(status)
    ? []
    : [
        {
          problem: 'send/global-endpoint-status',
          data: { region, endpoint, status, named },
          subject: endpoint,
        },
      ];
}

/** Reasons that differ refuse no send: they are told, and do not count. */
function suppressionOf(
  { endpoint, region, account: of }: OtherSide,
  home: Account | null,
  homeRegion: string | null,
) {
  if (!of.ok || home === null) return [];
  const here = home.suppressedReasons.toSorted();
  const there = of.value.suppressedReasons.toSorted();
  return here.join() === there.join()
    ? []
    : [
        {
          problem: 'send/global-endpoint-suppression' as const,
          data: { home: homeRegion, region, endpoint, here, there },
          subject: endpoint,
        },
      ];
}

/** Only what surely refuses a send, or sends it without a signature: an answer that did not come is no difference. */
function lacksOf(
  { account: of, identity, set, template }: OtherSide,
  home: Account | null,
): readonly Difference[] {
  const there = of.ok ? of.value : null;
  const needed = Math.ceil((home?.quota.sentLast24Hours ?? 0) / 2);
  const { name, origin } = identity;
  return [
    ...(identity.there.ok && identity.there.value !== 'verified'
      ? [{ kind: 'identity', name, origin, state: identity.there.value } as const]
      : []),
    ...(set !== null && set.exists.ok && !set.exists.value
      ? [{ kind: 'configuration-set', name: set.name } as const]
      : []),
    ...(set?.isOff === true ? [{ kind: 'configuration-set-sending', name: set.name } as const] : []),
    ...(identity.refusedMailFrom === undefined
      ? []
      : [{ kind: 'mail-from', name, domain: identity.refusedMailFrom } as const]),
    ...(identity.unsigned === undefined
      ? []
      : [
          {
            kind: 'dkim',
            name,
            status: 'off' in identity.unsigned ? null : identity.unsigned.status,
          } as const,
        ]),
    ...(template !== null && template.exists.ok && !template.exists.value
      ? [{ kind: 'template', name: template.name } as const]
      : []),
    ...(there?.productionAccess === false && home?.productionAccess === true
      ? [{ kind: 'production-access' } as const]
      : []),
    ...(there !== null && (!there.sendingEnabled || there.enforcement === 'SHUTDOWN')
      ? [{ kind: 'sending', byAws: there.enforcement === 'SHUTDOWN' } as const]
      : []),
    ...(there !== null && there.max24Hour !== null && there.max24Hour < needed
      ? [{ kind: 'quota', needed, max: there.max24Hour } as const]
      : []),
  ];
}
