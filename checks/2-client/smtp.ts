import {
  defineCheck,
  notApplicable,
  type Occurrence,
  type Remark,
  type Unanswered,
} from '../../src/model/check.ts';
import { smtpEndpoint, type SmtpEndpoint } from '../../src/facts/smtp/endpoint.ts';
import { smtpSessions } from '../../src/facts/smtp/sessions.ts';
import { isSesBanner, regionOfSmtpHost } from '../../src/knowledge/smtp-ports.ts';
import {
  isStranger,
  outcomeOf,
  type PortOutcome,
  type PortTable,
  workingPorts,
} from '../../src/parse/smtp-outcome.ts';
import { symptom } from '../../src/facts/target.ts';
import type { Symptom } from '../../src/model/symptom.ts';
import type { SmtpSession } from '../../src/model/smtp.ts';
import type { stepNames } from './smtp.words.ts';
import { type PortsData, portSummary } from './smtp.words.ts';
import { connectionProblems } from './smtp-connection.words.ts';
import { answerProblems } from './smtp-answer.words.ts';

/** A step that takes longer hurts whoever opens a connection for each message. */
const slowMs = 3000;

const problems = { ...connectionProblems, ...answerProblems };

type Problems = typeof problems;

export default defineCheck({
  id: 'smtp',
  title: 'Connection to the SMTP endpoint',
  why: 'SMTP needs a connection first. Which ports are open differs between networks.',
  needs: { smtpEndpoint, smtpSessions, symptom },
  problems,
  evaluate({ smtpEndpoint: endpoint, smtpSessions: sessions, symptom: pasted }) {
    const table = tableOf(endpoint, sessions);
    const switchedOff = table.outcomes.find(({ kind }) => kind === 'switched-off');
    if (switchedOff !== undefined) return notApplicable(switchedOff.message, '--no-dns');
    return [...findings(table, endpoint), ...unansweredPorts(table), ...seenFromHere(table, pasted)];
  },
  observed: ({ smtpEndpoint: endpoint, smtpSessions: sessions }) => portSummary(tableOf(endpoint, sessions)),
});

/**
 * A port that a text says does not work, and that works from here: the network of the client need not be that of this run, so
 * the text stands, and its reader should know. Where it names no port, all of them have to work.
 */
function seenFromHere(table: PortTable, pasted: Symptom | null): readonly Remark[] {
  const { host, outcomes } = table;
  const working = workingPorts(table).map(({ port }) => port.port);
  const told = pasted?.candidates.filter(({ code }) => code.startsWith('smtp/')) ?? [];
  return told.flatMap(({ code, subject, data: { port } }) => {
    const works = port === undefined ? working.length === outcomes.length : working.includes(Number(port));
    if (!works || (subject !== null && subject.toLowerCase() !== host.toLowerCase())) return [];
    const what = port === undefined ? `every port of ${host}` : `port ${port} of ${host}`;
    return [
      {
        ...{ remarks: code, subject, ...(port !== undefined && { of: { port: [port] } }) },
        seen: { what: `${what}, from here`, expected: null, actual: 'works', source: host },
        step: {
          text: `From here ${what} works. Run ses-doctor on the host that sends: what stops the connection is there or on its way, or has passed`,
          owner: 'you',
        },
      },
    ];
  });
}

const tableOf = ({ host, evident, proxy }: SmtpEndpoint, sessions: readonly SmtpSession[]): PortTable => ({
  host,
  evident,
  proxy,
  outcomes: sessions.map(outcomeOf),
});

function findings(table: PortTable, endpoint: SmtpEndpoint): readonly Occurrence<Problems>[] {
  const { host, outcomes } = table;
  const about = (wanted: (outcome: PortOutcome) => boolean): PortsData | null => {
    const ports = outcomes.filter(wanted).map(({ port }) => port.port);
    return ports.length === 0 ? null : { table, ports };
  };
  const found: Occurrence<Problems>[] = [];
  const add = <T extends PortsData>(data: T | null, occurrence: (data: T) => Occurrence<Problems>): void => {
    if (data === null) return;
    found.push({ ...occurrence(data), subject: host, of: { port: data.ports.map(String) } });
  };

  add(
    about(({ kind }) => kind === 'name-not-resolved'),
    (data) => noName(data, endpoint),
  );
  add(about(at('connect', 'timeout')), (data) => ({
    problem: 'smtp/port-blocked',
    data,
  }));
  add(about(at('connect', 'refused')), (data) => ({ problem: 'smtp/connection-refused', data }));
  add(about(ended), (data) => ({
    problem: 'smtp/connection-reset',
    data: { ...data, closed: outcomes.filter(ended).every(({ kind }) => kind === 'closed') },
  }));
  add(about(at('connect', 'no-route')), (data) => ({
    problem: 'smtp/no-route',
    data: { ...data, ipv6Only: outcomes.every(({ dialled }) => dialled.ipv4.outcome === 'not-resolved') },
  }));
  add(about(brokenIpv6), (data) => {
    const { ipv6 } = outcomes.find(brokenIpv6)?.dialled ?? noIpv6;
    return {
      problem: 'smtp/ipv6-broken',
      data: { ...data, outcome: ipv6.outcome, address: ipv6.addresses[0] ?? host },
    };
  });
  add(
    about(({ kind }) => kind === 'silent'),
    (data) => ({ problem: 'smtp/silent', data }),
  );
  add(
    about((outcome) => isStranger(host, outcome)),
    (data) => {
      const strangers = outcomes.filter((outcome) => isStranger(host, outcome));
      return {
        problem: 'smtp/banner-unexpected',
        data: {
          ...data,
          banner: strangers[0]?.banner ?? null,
          secured: strangers.every(({ kind }) => kind === 'works'),
          asked: endpoint.chosenPorts,
          ...(strangers.every(early) && { early: true }),
        },
      };
    },
  );
  for (const one of [refusing, busy])
    add(about(one), (data) => ({
      problem: 'smtp/reply-unexpected',
      data: { ...data, reply: outcomes.find(one)?.message ?? '', ...(one === busy && { transient: true }) },
    }));
  add(about(noLogin), (data) => ({
    problem: 'smtp/login-not-offered',
    data: {
      ...data,
      offer: outcomes.find(noLogin)?.message ?? '',
      ofSes: regionOfSmtpHost(host) !== null || outcomes.some((one) => noLogin(one) && greetsAsSes(one)),
    },
  }));
  add(about(unfinished), (data) => ({
    problem: 'smtp/slow',
    data: { ...data, ...slowest(outcomes.filter(unfinished)), finished: false },
  }));
  add(about(slow), (data) => ({
    problem: 'smtp/slow',
    data: { ...data, ...slowest(outcomes.filter(slow)), finished: true },
  }));
  return found;
}

const at =
  (step: PortOutcome['step'], kind: PortOutcome['kind']) =>
  (outcome: PortOutcome): boolean =>
    outcome.step === step && outcome.kind === kind;

/** DNS beats the table of Regions; where it knows no name, the table says whether it should. */
function noName(
  data: PortsData,
  { host, region, chosenHost, listed, evident }: SmtpEndpoint,
): Occurrence<Problems> {
  if (!chosenHost && listed === false && region !== null) {
    return { problem: 'smtp/region-has-no-endpoint', data: { host, region, evident } };
  }
  return { problem: 'smtp/name-not-resolved', data: { ...data, knownRegion: listed === true } };
}

const noIpv6 = { ipv6: { addresses: [], outcome: 'not-tried' } } as const;

const brokenIpv6 = ({ dialled: { ipv4, ipv6 } }: PortOutcome): boolean =>
  ipv4.outcome === 'connected' && ['timeout', 'refused', 'reset', 'no-route'].includes(ipv6.outcome);

/** It talked before it was asked. */
const early = ({ kind, step }: PortOutcome): boolean => kind === 'banner-unexpected' && step !== 'banner';

const noLogin = ({ kind }: PortOutcome): boolean => kind === 'login-not-offered';

const greetsAsSes = ({ banner }: PortOutcome): boolean => banner !== null && isSesBanner(banner);

const unexpected = ({ kind, step }: PortOutcome): boolean =>
  kind === 'reply-unexpected' || (kind === 'flood' && step !== 'banner');

const busy = (outcome: PortOutcome): boolean => unexpected(outcome) && outcome.transient === true;

const refusing = (outcome: PortOutcome): boolean => unexpected(outcome) && outcome.transient !== true;

const ended = ({ kind }: PortOutcome): boolean => kind === 'reset' || kind === 'closed';

/** An answer that began and did not end, or a step after the greeting that got none. */
const unfinished = ({ kind, step }: PortOutcome): boolean =>
  kind === 'slow' || (kind === 'timeout' && step !== 'connect');

const slow = (outcome: PortOutcome): boolean =>
  outcome.kind === 'works' && (outcome.slowest?.durationMs ?? 0) > slowMs;

function slowest(outcomes: readonly PortOutcome[]): { step: keyof typeof stepNames; durationMs: number } {
  const [worst] = outcomes.toSorted(
    (one, other) => (other.slowest?.durationMs ?? 0) - (one.slowest?.durationMs ?? 0),
  );
  return {
    step: worst?.step ?? worst?.slowest?.step ?? 'connect',
    durationMs: worst?.slowest?.durationMs ?? 0,
  };
}

/** What was not answered is listed once per kind, not once per port. */
function unansweredPorts({ host, outcomes }: PortTable): readonly Unanswered[] {
  const missed = outcomes.filter(({ kind }) => kind === 'resolver-failed' || kind === 'interrupted');
  const half = outcomes.filter((one) => !missed.includes(one));
  const families = [
    ['A', half.filter(({ dialled }) => dialled.ipv4.outcome === 'resolver-failed')],
    ['AAAA', half.filter(({ dialled }) => dialled.ipv6.outcome === 'resolver-failed')],
  ] as const;
  const unlooked = families
    .filter(([, ports]) => ports.length > 0)
    .map(([type]) => ({
      unanswered: {
        reason: 'unreachable' as const,
        message: `the ${type} records of ${host} could not be looked up, so no connection to them was tried`,
        question: `${type} ${host}`,
        action: null,
        region: null,
        detail: { host },
      },
      // A session over the other family shows what there is to know of the ports.
      counts: false,
    }));
  const unheard = missed.map(({ kind, message, port }) => ({
    unanswered: {
      reason: kind === 'interrupted' ? ('interrupted' as const) : ('unreachable' as const),
      message:
        kind === 'interrupted'
          ? `interrupted before ${host} port ${port.port} was tried`
          : `${host} could not be looked up: ${message}`,
      question: kind === 'interrupted' ? `SMTP ${host}:${port.port}` : `A and AAAA ${host}`,
      action: null,
      region: null,
      detail: { host },
    },
    counts: true,
  }));
  return [...unheard, ...unlooked];
}
