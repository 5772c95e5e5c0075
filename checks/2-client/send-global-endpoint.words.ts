import { apiPage, guide } from '../../src/knowledge/ses-pages.ts';
import { problem, type Step } from '../../src/model/check.ts';
import { command } from '../../src/render/paste/paste.ts';
import { type Difference, evidenceOf, stepsFor, whatOf } from './send-global-endpoint-parity.words.ts';

export interface NotReady {
  region: string | null;
  endpoint: string;
  status: string;
  /** This run is about sends through it. */
  named: boolean;
}

interface Absent {
  region: string | null;
  endpoint: string;
  /** Those that there are. */
  known: readonly string[];
  /** The id of the endpoint that has this text as its name; absent where none has. */
  nameOf?: string;
}

interface Suppression {
  home: string | null;
  region: string;
  endpoint: string;
  here: readonly string[];
  there: readonly string[];
}

interface Unequal {
  /** The Region of this run. */
  home: string | null;
  region: string;
  endpoint: string;
  /** What a send needs and the other Region lacks. */
  lacks: readonly Difference[];
  /** This run is about sends through it. */
  named: boolean;
}

const page = guide('global-endpoints');

const reasons = (list: readonly string[]): string => (list.length === 0 ? 'none' : list.join(' and '));

/** What the half of the mail that goes through the other Region says of an identity which that one lacks. */
const ofMissingIdentity = ['identity/wrong-region', 'identity/not-verified', 'identity/not-found'];

/** The words of the check `send-global-endpoint`. */
export const sendGlobalEndpointProblems = {
  'send/global-endpoint-status': problem<NotReady>({
    severity: ({ status, named }) => (named ? 'error' : status === 'CREATING' ? 'info' : 'warning'),
    summary: ({ endpoint, status }) => `The global endpoint ${endpoint} is ${status}.`,
    impact: 'Sends that name it (EndpointId) are refused; sends to a Region are not.',
    evidence: ({ endpoint, status }) => [
      {
        what: `status of ${endpoint}`,
        expected: 'READY',
        actual: status,
        source: 'ses:ListMultiRegionEndpoints',
      },
    ],
    fix: ({ endpoint, region, status }) => [
      {
        text:
          status === 'CREATING'
            ? 'Wait until it is READY: that takes up to a day.'
            : 'Create it again, and let the application use the new EndpointId.',
        owner: 'you',
        command: command`aws sesv2 get-multi-region-endpoint --endpoint-name ${endpoint} --region ${region}`,
      },
    ],
    references: [page, apiPage('GetMultiRegionEndpoint')],
  }),

  'send/global-endpoint-absent': problem<Absent>({
    severity: 'error',
    summary: ({ endpoint, region, nameOf }) =>
      nameOf === undefined
        ? `There is no global endpoint ${endpoint} in this account: neither ${region ?? 'this Region'} nor another one lists it.`
        : `${endpoint} is the name of the global endpoint ${nameOf}, and no EndpointId.`,
    impact: ({ nameOf }) =>
      nameOf === undefined
        ? 'Every send that names it (EndpointId) is refused.'
        : 'Every send that has the name as its EndpointId is refused.',
    evidence: ({ endpoint, known, nameOf }) => [
      {
        what: nameOf === undefined ? 'the global endpoints' : 'EndpointId in the send',
        expected: nameOf ?? endpoint,
        actual: nameOf !== undefined ? endpoint : known.length === 0 ? 'none' : known.join(', '),
        source: 'ses:ListMultiRegionEndpoints',
      },
    ],
    fix: ({ region, nameOf }) => [
      {
        text:
          nameOf !== undefined
            ? `Let the application send ${nameOf} as its EndpointId`
            : 'Let the application send the EndpointId of an endpoint that exists: the first of its two Regions lists it.',
        owner: 'you',
        command: command`aws sesv2 list-multi-region-endpoints --region ${region}`,
      },
    ],
    references: [page, apiPage('ListMultiRegionEndpoints')],
  }),

  'send/global-endpoint-suppression': problem<Suppression>({
    severity: 'info',
    summary: ({ endpoint, region, here, there }) =>
      `The two Regions of the global endpoint ${endpoint} suppress for different reasons: ${reasons(here)} here, ${reasons(there)} in ${region}.`,
    impact:
      'Each Region keeps a suppression list of its own: an address that one of them holds back gets mail from the other.',
    evidence: ({ here, there, region }) => [
      {
        what: `suppressed reasons in ${region}`,
        expected: reasons(here),
        actual: reasons(there),
        source: 'ses:GetAccount',
      },
    ],
    fix: ({ home, here, region, there }) => sameReasons(home, here, region, there),
    references: [guide('sending-email-suppression-list')],
  }),

  'send/global-endpoint-unequal': problem<Unequal>({
    severity: ({ named }) => (named ? 'error' : 'warning'),
    summary: ({ endpoint, region, lacks }) =>
      `${region}, the other Region of the global endpoint ${endpoint}, lacks what a send needs: ${lacks.map(whatOf).join(', ')}.`,
    impact: ({ lacks }) =>
      lacks.every(({ kind }) => kind === 'dkim')
        ? 'About half of what is sent through this endpoint goes out without a DKIM signature of the domain: receivers junk or refuse more of it.'
        : 'SES refuses about half of what is sent through this endpoint.',
    evidence: ({ lacks }) => lacks.map(evidenceOf),
    explains: ({ named, lacks }) =>
      named && lacks.some(({ kind }) => kind === 'identity') ? ofMissingIdentity : [],
    restates: ofMissingIdentity,
    fix: ({ home, region, lacks }) => lacks.flatMap((one) => stepsFor(one, home, region)),
    references: ({ lacks }) => [
      page,
      ...(lacks.some(({ kind }) => kind === 'identity')
        ? [guide('send-email-authentication-dkim-deed')]
        : []),
    ],
  }),
};

/** A reason that one of them has is a reason for both: an address that bounced is no better in the other Region. */
function sameReasons(
  home: string | null,
  here: readonly string[],
  region: string,
  there: readonly string[],
): readonly Step[] {
  const all = ['BOUNCE', 'COMPLAINT'].filter((reason) => here.includes(reason) || there.includes(reason));
  return [
    { at: home, has: here },
    { at: region, has: there },
  ]
    .filter(({ has }) => has.length < all.length)
    .map(({ at, has }) => ({
      text: `Let ${at ?? 'this Region'} suppress for ${all.filter((reason) => !has.includes(reason)).join(' and ')} as well`,
      owner: 'you',
      command:
        all.length === 2
          ? command`aws sesv2 put-account-suppression-attributes --suppressed-reasons BOUNCE COMPLAINT --region ${at}`
          : command`aws sesv2 put-account-suppression-attributes --suppressed-reasons ${all[0]} --region ${at}`,
    }));
}
